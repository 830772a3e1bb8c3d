"""Annotations as the W3C writes them and as Hypothesis answers."""

import json

from annotations.ingest.annotated import web_annotation
from annotations.ingest.annotated.records import Bad, Note

QUOTE = {"type": "TextQuoteSelector", "exact": "41 bridges", "prefix": "counted ", "suffix": " in"}
PLACE = {"type": "TextPositionSelector", "start": 20, "end": 30}
ADDRESS = "https://example.org/report"


def hypothesis(**more) -> dict:
    selectors = [{"type": "RangeSelector", "startContainer": "/p[1]"}, PLACE, QUOTE]
    return {
        "id": "a1", "user": "acct:ilka@hypothes.is", "uri": ADDRESS, "text": "Is **that** so?",
        "tags": ["numbers", "bridges"], "created": "2024-05-01T10:00:00+00:00",
        "target": [{"source": ADDRESS, "selector": selectors}],
    } | more  # fmt: skip


def w3c(**more) -> dict:
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld", "id": "urn:1", "type": "Annotation",
        "creator": {"name": "Ilka Varn"},
        "body": [
            {"type": "TextualBody", "value": "numbers", "purpose": "tagging"},
            {"type": "TextualBody", "value": "Is that so?", "purpose": "commenting"},
        ],
        "target": {"source": ADDRESS + "#p1", "selector": {"type": "FragmentSelector",
                   "value": "p1", "refinedBy": QUOTE}},
    } | more  # fmt: skip


def read(value) -> list:
    return list(web_annotation.read(json.dumps(value).encode("utf-8-sig")))


def test_an_answer_of_hypothesis_is_read():
    [note] = read({"total": 1, "rows": [hypothesis()]})

    assert note == Note(
        1, ADDRESS, "41 bridges", "counted ", " in", 20, 30, ["numbers", "bridges"],
        "Is **that** so?", "ilka", "2024-05-01T10:00:00+00:00",
    )  # fmt: skip


def test_an_annotation_of_the_w3c_is_read_in_all_its_wrappings():
    page = {"type": "AnnotationPage", "items": [w3c()]}
    collection = {"type": "AnnotationCollection", "first": page}
    lines = "\n".join([json.dumps(w3c())] * 2).encode()

    for found in (read(w3c()), read([w3c()]), read(page), read(collection)):
        [note] = found
        assert (note.address, note.exact, note.tags) == (ADDRESS, "41 bridges", ["numbers"])
        assert (note.body, note.author) == ("Is that so?", "Ilka Varn")
    assert len(list(web_annotation.read(lines))) == 2


def test_replies_are_added_to_what_they_reply_to_wherever_they_stand():
    reply = hypothesis(
        id="a2", user="acct:ben@x.org", text="Yes.", tags=[], references=["a1"],
        target=[{"source": ADDRESS}],
    )  # fmt: skip
    [note] = read({"rows": [reply, hypothesis()]})

    assert note.body == "Is **that** so?\n\nYes.\n— ben, 2024-05-01"


def test_notes_on_a_page_and_short_forms_are_read():
    page_note = hypothesis(target=[{"source": ADDRESS}])
    short = {"type": "Annotation", "bodyValue": "Good.", "target": ADDRESS}
    two = w3c(target=[ADDRESS, "https://example.org/other"], motivation="assessing", body="x")

    first, second, third, fourth = read([page_note, short, two])

    assert (first.exact, first.body) == ("", "Is **that** so?")
    assert (second.address, second.body) == (ADDRESS, "Good.")
    assert [third.address, fourth.address] == [ADDRESS, "https://example.org/other"]
    assert third.body == fourth.body == "x"


def test_what_is_no_annotation_is_told():
    records = read([7, {"target": ADDRESS}, {"target": {"selector": [{"type": 3}, "x"]}}])

    assert [type(record) for record in records] == [Bad, Bad, Bad]
