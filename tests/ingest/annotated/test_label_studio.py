"""Label Studio's files, whose offsets count as a browser does."""

import json

import pytest

from annotations.ingest.annotated import label_studio
from annotations.ingest.annotated.code_units import CodeUnits
from annotations.ingest.annotated.records import Bad, Text

TEXT = "😀 Ілка Варн 🇺🇦 שלום, Orlen\r\n𝒳 end"


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def labelled(words: str, label: str = "PER", *, count=units, **more) -> dict:
    start = TEXT.index(words)
    value = {"start": count(TEXT[:start]), "end": count(TEXT[: start + len(words)]),
             "text": words, "labels": [label]}  # fmt: skip
    return {"type": "labels", "from_name": "label", "to_name": "text", "value": value, **more}


def read(*tasks) -> list:
    return list(label_studio.read(json.dumps(tasks).encode()))


def task(*results, **more) -> dict:
    return {"id": 1, "data": {"text": TEXT}, "annotations": [{"id": 2, "result": results}], **more}


def marked(record: Text) -> list[tuple[str, str]]:
    return [(record.text[slice(*mark.span)], mark.label) for mark in record.marks]


@pytest.mark.parametrize("count", [units, len])
@pytest.mark.parametrize("words", ["😀", "Ілка Варн", "🇺🇦", "שלום", "Orlen", "𝒳", "end"])
def test_places_are_found_whichever_way_they_were_counted(words, count):
    [record] = read(task(labelled(words, count=count)))

    assert marked(record) == [(words, "PER")]


@pytest.mark.parametrize("text", ["", "a", "😀", "a😀b", "😀😀a", "a\u05d0😀"])
def test_every_offset_in_code_units_is_one_in_code_points(text):
    way = CodeUnits(text)
    for i in range(len(text) + 1):
        assert way.code_point(units(text[:i])) == i
    for i, char in enumerate(text):
        if char > "\uffff":
            assert way.code_point(units(text[:i]) + 1) == i


def test_json_min_is_read():
    value = labelled("Orlen")["value"]
    [record] = read({"id": 4, "text": TEXT, "label": [value], "annotator": 1})

    assert marked(record) == [("Orlen", "PER")]


def test_what_two_people_marked_alike_is_one_and_what_was_skipped_is_none():
    one, other = labelled("Orlen", "LOC"), labelled("Ілка Варн")
    skipped = {"result": [labelled("end")], "was_cancelled": True}
    [record] = read(task(one, other) | {"annotations": [
        {"result": [one, other]}, {"result": [one]}, skipped]})  # fmt: skip

    assert marked(record) == [("Orlen", "LOC"), ("Ілка Варн", "PER")]


def test_words_that_stand_elsewhere_and_choices_are_lost_and_told():
    wrong = labelled("Orlen")
    wrong["value"]["text"] = "Berlin"
    choice = {"type": "choices", "value": {"choices": ["Positive"]}}
    relation = {"type": "relation", "from_id": "a", "to_id": "b"}
    [record] = read(task(wrong, choice, relation))

    assert [(lost.words, lost.problem.id) for lost in record.lost] == [
        ("Berlin", "import-words-elsewhere"),
        ("Positive", "import-of-whole"),
        ("relation", "import-of-whole"),
    ]


def test_notes_of_a_span_come_along():
    [record] = read(task(labelled("Orlen", meta={"text": ["Which one?"]})))

    assert record.marks[0].note == "Which one?"


def test_tasks_without_a_text_are_bad():
    records = read({"data": {"image": "a.png", "other": "b"}}, 7, task())

    assert [type(record) for record in records] == [Bad, Bad, Text]
