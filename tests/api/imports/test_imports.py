"""/api/v1/imports/"""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from annotations.jobs import run_import
from annotations.models import Article, Import, Mention
from annotations.services.imports import imports
from tests.api.calls import ids, nothing_written, refused
from tests.api.test_queries import questions

CONTENT = json.dumps({"text": "In Orlen.", "label": [[3, 8, "Town"], [0, 2, "PER"]]})


def sent(**more) -> dict:
    return {"desk": "politics", "format": "doccano", "content": CONTENT} | more


@pytest.fixture
def draft(api) -> dict:
    response = api.editor.post("imports/", sent())
    assert response.status_code == 201, response.content
    made = response.json()
    assert (made["state"], made["preview"], made["version"]) == ("preparing", {}, 1)
    run_import.bring_in_due(60)
    return api.editor.get(made["url"]).json()


def test_a_file_is_looked_at_then_brought_in(api, draft):
    assert (draft["state"], draft["total"], draft["done"]) == ("draft", 1, 0)
    assert draft["preview"]["counts"] == {
        "records": 1, "texts": 1, "names": 1, "claims": 0, "left": 1, "faults": 1, "there": 0,
    }  # fmt: skip
    assert "content" not in draft

    other = api.editor.patch(draft["url"], {"labels": {"Town": "PLACE"}}, seen=2).json()
    assert other["state"] == "preparing"
    run_import.bring_in_due(60)
    other = api.editor.get(draft["url"]).json()
    assert other["preview"]["counts"]["names"] == 2
    assert api.editor.patch(draft["url"], {}, seen=1).status_code == 412
    assert api.editor.post(f"{draft['url']}start/").json()["state"] == "queued"
    run_import.bring_in_due(60)

    done = api.editor.get(draft["url"]).json()
    assert (done["state"], done["counts"]) == ("done", {"added": 1, "words_left": 0})
    assert set(Mention.objects.values_list("label", flat=True)) == {"PLACE", "PERSON"}
    assert api.editor.get("imports/?desk=politics").json()["results"] == [done]


def test_a_file_is_sent_as_a_form_and_brought_in_at_once(api, cast):
    form = {
        "desk": "politics", "format": "doccano", "start": "true", "labels": '{"Town": "leave"}',
        "file": SimpleUploadedFile("a.jsonl", CONTENT.encode()),
    }  # fmt: skip
    credentials = api.editor.credentials
    response = api.editor.client.post("/api/v1/imports/", form, headers=credentials)
    assert response.status_code == 201, response.content
    assert (response.json()["state"], response.json()["filename"]) == ("preparing", "a.jsonl")

    run_import.bring_in_due(60)
    [row] = api.editor.get(f"{response.json()['url']}records/?left=true").json()["results"]
    assert row["left"] == [{"words": "Orlen", "problem": "The label “Town” is left out."}]
    assert row["article"] == Article.objects.get().pk


@pytest.mark.parametrize(
    ("more", "status", "field"),
    [
        ({"format": "word"}, 422, "format"),
        ({"labels": {"Town": "CITY"}}, 422, "labels"),
        ({"labels": [1]}, 422, "labels"),
        ({"labels": {"Town": 3}}, 422, "labels"),
        ({"unknown": "claim"}, 422, "unknown"),
        ({"article": 10**9}, 422, "article"),
        ({"content": "\n"}, 400, "file"),
        ({"address": "https://facts.example/"}, 422, "address"),
        ({"address": "file:///etc/passwd", "format": "claim-review"}, 422, "address"),
        ({"address": "https://facts.example/", "format": "claim-review"}, 422, "address"),
        ({"other": 1}, 422, "other"),
    ],
)
def test_what_cannot_be_is_refused(api, more, status, field):
    with nothing_written():
        slug = "unreadable" if status == 400 else "invalid"
        refused(api.editor.post("imports/", sent(**more)), status, slug, field)


def test_only_a_draft_is_started(api, draft):
    api.editor.post(f"{draft['url']}stop/")

    refused(api.editor.post(f"{draft['url']}start/"), 409, "wrong-state")
    refused(api.editor.patch(draft["url"], {}, seen=3), 409, "wrong-state")


def test_what_could_not_be_read_is_looked_at_again_as_another_format(api):
    made = api.editor.post("imports/", sent(format="brat", labels={"Town": "PLACE"})).json()
    run_import.bring_in_due(60)
    failed = api.editor.get(made["url"]).json()
    assert failed["state"] == "failed"
    for wrong in ({"format": "word"}, {"format": None}):
        refused(api.editor.patch(made["url"], wrong, seen=2), 422, "invalid", "format")

    again = api.editor.patch(made["url"], {"format": "web-annotation"}, seen=2).json()
    assert (again["state"], again["format"]) == ("preparing", "web-annotation")
    assert again["options"]["unknown"] == "label", "what that format does by itself"
    run_import.bring_in_due(60)
    asked = {"format": "doccano", "unknown": "label"}
    again = api.editor.patch(made["url"], asked, seen=4).json()
    assert again["options"] == {"labels": {"Town": "PLACE"}, "unknown": "label", "article": None}
    run_import.bring_in_due(60)

    draft = api.editor.get(made["url"]).json()
    assert (draft["state"], draft["preview"]["counts"]["names"]) == ("draft", 2)


def test_editors_see_those_of_their_desks(api, cast, draft):
    assert ids(api.editor.get("imports/")) == [draft["id"]]
    for person in (api.stranger, api.checker):
        assert ids(person.get("imports/")) == []


def test_queries_do_not_grow_with_the_imports(api, cast):
    def add(number: int) -> None:
        for _ in range(number):
            imports.add(
                actor=cast.editor, desk=cast.desk, format="doccano", data=CONTENT.encode(),
                filename="a",
            )  # fmt: skip

    add(1)
    api.editor.get("imports/")  # What is asked once only.
    one = questions(api.editor, "imports/")[0]
    add(5)
    assert questions(api.editor, "imports/")[0] == one
    assert Import.objects.count() == 6
