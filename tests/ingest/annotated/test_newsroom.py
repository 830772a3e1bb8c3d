"""everything.ndjson as texts with marks, for a desk that has other work."""

import hashlib
import json

import pytest

from annotations.ingest.annotated import newsroom
from annotations.ingest.annotated.records import Bad, Text

TEXT = "😀 Ilka Varn counted 41 bridges."
ROWS = [
    {"type": "claimlabel", "id": 2, "name": "Budget"},
    {"type": "revision", "id": 4, "article_id": 1, "text": "Old."},
    {"type": "revision", "id": 5, "article_id": 1, "text": TEXT},
    {"type": "article", "id": 1, "headline": "Bridges", "language": "en",
     "current_revision_id": 5},
    {"type": "mention", "id": 1, "revision_id": 5, "start": 2, "end": 11, "label": "PERSON",
     "state": "accepted"},
    {"type": "mention", "id": 2, "revision_id": 5, "start": 2, "end": 6, "label": "ORG",
     "state": "rejected"},
    {"type": "anchor", "id": 1, "revision_id": 5, "claim_id": 7, "start": 2, "end": 31},
    {"type": "anchor", "id": 2, "revision_id": 5, "claim_id": 8, "start": 2, "end": 5},
    {"type": "anchor", "id": 3, "revision_id": 5, "claim_id": 7, "start": None, "end": None},
    {"type": "claim", "id": 7, "stage": "checked", "statement": "Varn counted 41 bridges.",
     "merged_into_id": None},
    {"type": "claim", "id": 8, "stage": "dismissed", "statement": "No."},
    {"type": "labelling", "id": 1, "claim_id": 7, "label_id": 2},
    {"type": "assessment", "id": 1, "claim_id": 7},
]  # fmt: skip


def written(*rows) -> bytes:
    head = {"newsroom": "0.2.0", "format": 1, "desk": "demo"}
    body = "".join(json.dumps(row) + "\n" for row in [head, *rows]).encode()
    return body + json.dumps({"type": "end", "sha256": hashlib.sha256(body).hexdigest()}).encode()


def test_the_current_text_comes_with_its_names_and_claims():
    [record] = newsroom.read(written(*ROWS))

    assert isinstance(record, Text)
    assert (record.line, record.headline, record.text) == (5, "Bridges", TEXT)
    assert record.about["language"] == "en"
    found = [(TEXT[slice(*one.span)], one.label, one.more) for one in record.marks]
    assert found == [
        ("Ilka Varn", "PERSON", ()), ("Ilka Varn counted 41 bridges.", "claim", ("Budget",)),
    ]  # fmt: skip
    assert record.marks[1].statement == "Varn counted 41 bridges."
    assert [one.words for one in record.lost] == ["Varn counted 41 bridges."]


def test_a_claim_whose_words_are_gone_is_told():
    rows = [row for row in ROWS if row.get("id") != 1 or row["type"] != "anchor"]
    [record] = newsroom.read(written(*rows))
    assert [mark.label for mark in record.marks] == ["PERSON"]
    assert [one.problem.id for one in record.lost] == ["import-orphan"]


@pytest.mark.parametrize(
    ("until", "is_out"),
    [(None, True), ("2999-01-01T00:00:00+00:00", True), ("nonsense", True),
     ("2020-01-01T00:00:00+00:00", False)],
)  # fmt: skip
def test_what_is_under_embargo_stays_out(until, is_out):
    embargo = {"type": "embargo", "id": 1, "article_id": 1, "until": until}
    [record] = newsroom.read(written(*ROWS, embargo))
    assert isinstance(record, Bad) == is_out


@pytest.mark.parametrize(
    "change",
    [lambda data: data[:-70], lambda data: data.replace(b"41", b"42"), lambda data: data * 2],
)
def test_a_file_that_is_not_as_it_was_written_brings_nothing(change):
    [record] = newsroom.read(change(written(*ROWS)))
    assert isinstance(record, Bad)
    assert record.problem.id == "import-not-as-written"


@pytest.mark.parametrize("data", [b"x", b"[]", b"\xff\n", b'{"text": "One"}\n{"text": "Two"}\n'])
def test_a_file_without_the_header_is_none_of_ours(data):
    assert list(newsroom.read(data)) == []


def test_rows_that_make_no_sense_cost_nobody_the_others():
    odd = [{"type": "article", "id": 2}, {"type": "mention"}, {"no": "type"}, [], "x",
           {"type": "anchor", "revision_id": 5, "claim_id": [7], "start": "a", "end": 3}]  # fmt: skip
    records = list(newsroom.read(written(*ROWS, *odd)))
    assert [type(one) for one in records] == [Text, Bad]
