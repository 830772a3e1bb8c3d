"""doccano's lines, in both of their shapes."""

import json

from annotations.ingest.annotated import doccano
from annotations.ingest.annotated.records import Bad, Text


def read(*rows, encoding="utf-8", end="\n") -> list:
    lines = (row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows)
    return list(doccano.read(end.join(lines).encode(encoding)))


def marked(record: Text) -> list[tuple[str, str]]:
    return [(record.text[slice(*mark.span)], mark.label) for mark in record.marks]


def test_spans_as_lists_and_as_entities_are_read():
    first, second, third = read(
        {"id": 1, "text": "Ilka Varn resigned.", "label": [[0, 9, "PER"]]},
        {"id": 2, "text": "In Orlen.", "labels": [[3, 8, "LOC"]]},
        {
            "id": 3,
            "text": "In Orlen.",
            "entities": [{"id": 7, "label": "LOC", "start_offset": 3, "end_offset": 8}],
            "relations": [],
        },
    )

    assert marked(first) == [("Ilka Varn", "PER")]
    assert marked(second) == marked(third) == [("Orlen", "LOC")]


def test_offsets_count_code_points_beyond_the_basic_plane():
    [record] = read({"text": "😀🇺🇦 Ілка Варн – שלום", "label": [[4, 13, "PER"], [16, 20, "MISC"]]})

    assert marked(record) == [("Ілка Варн", "PER"), ("שלום", "MISC")]


def test_a_byte_order_mark_and_windows_line_ends_are_taken():
    records = read({"text": "a b", "label": []}, {"text": "c", "label": []}, encoding="utf-8-sig",
                   end="\r\n")  # fmt: skip

    assert [record.text for record in records] == ["a b", "c"]


def test_a_bad_line_costs_nobody_the_others():
    records = read({"text": "One"}, "{broken", '"a string"', {"no": "text"}, "", {"text": "Two"})

    assert [type(record) for record in records] == [Text, Bad, Bad, Bad, Text]
    assert [record.line for record in records] == [1, 2, 3, 4, 6]
    assert records[1].problem.id == "import-json-line"


def test_a_line_separator_within_a_text_ends_no_line():
    [record] = read({"text": "One\u2028two"})

    assert record.text == "One\u2028two"


def test_what_is_said_of_a_whole_text_is_lost_and_told():
    [record] = read({"text": "Nice.", "label": ["positive"]})

    assert [(lost.words, lost.problem.id) for lost in record.lost] == [
        ("positive", "import-of-whole")
    ]


def test_marks_without_a_place_are_lost_and_told():
    [record] = read({"text": "Nice.", "label": [[0, None, "X"], [1.5, 2, "X"], [0, 2], {}, 7]})

    assert record.marks == []
    assert len(record.lost) == 5


def test_json_that_is_nested_too_deeply_is_a_bad_line():
    [record] = read("[" * 100_000)

    assert isinstance(record, Bad)


def test_what_no_database_keeps_is_taken_out_of_labels_and_headlines():
    [record] = read('{"text": "ab", "headline": "x\\u0000\\ud800y", "label": [[0, 1, "P\\u0000"]]}')

    assert (record.headline, record.marks[0].label) == ("xy", "P")
