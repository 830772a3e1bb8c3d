"""/api/v1/articles/{id}/revisions/ and /api/v1/revisions/{id}/"""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.models import Revision, TaggingRun
from annotations.services.entities import mentions
from tests.api.calls import nothing_written, refused
from tests.factory import TEXT, make_article, make_checked_claim, make_claim

CORRECTED = TEXT.replace("on Tuesday", "on Monday evening")


@pytest.fixture
def article(cast):
    return make_article(cast)


def test_a_revision_is_read_with_its_text_and_blocks(cast, article, api):
    response = api.viewer.get(f"revisions/{article.current_revision_id}/")

    assert response.status_code == 200
    row = response.json()
    assert row == {
        "id": article.current_revision_id,
        "url": f"http://testserver/api/v1/revisions/{article.current_revision_id}/",
        "article": article.pk,
        "number": 1,
        "text": TEXT,
        "blocks": row["blocks"],
        "links": [],
        "sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
        "length": len(TEXT),
        "kind": "original",
        "note": "",
        "carried": {},
        "created_by": cast.reporter.pk,
        "created_at": row["created_at"],
        "updated_at": row["updated_at"],
    }
    assert [TEXT[one["start"] : one["end"]] for one in row["blocks"]] == TEXT.split("\n\n")
    kinds = {"heading", "paragraph", "quote", "item", "caption"}
    assert {one["type"] for one in row["blocks"]} <= kinds
    assert response["ETag"].startswith("W/")  # Of what it says: it has no version.


def test_a_correction_is_a_new_revision_and_the_old_one_stays(article, api):
    body = {"text": CORRECTED, "kind": "typo", "note": " It was Monday. "}
    response = api.reporter.post(f"articles/{article.pk}/revisions/", body, seen=1)

    assert response.status_code == 201, response.content
    row = response.json()
    assert row["carried"] == {"unchanged": 0, "moved": 0, "changed": 0, "orphaned": 0}
    assert (row["article"], row["number"]) == (article.pk, 2)
    assert (row["text"], row["kind"], row["note"]) == (CORRECTED, "typo", "It was Monday.")
    assert response["Location"] == row["url"]
    assert api.viewer.get(row["url"]).json() == row
    assert api.viewer.get(f"revisions/{article.current_revision_id}/").json()["text"] == TEXT


def test_the_article_rises_to_the_version_that_the_answer_names(article, api):
    response = api.reporter.post(
        f"articles/{article.pk}/revisions/", {"text": CORRECTED}, seen='W/"1"'
    )

    now = api.viewer.get(f"articles/{article.pk}/")
    assert response["ETag"] == now["ETag"] == '"2"'
    assert now.json()["current_revision"] == {
        "id": response.json()["id"],
        "number": 2,
        "length": len(CORRECTED),
        "sha256": hashlib.sha256(CORRECTED.encode()).hexdigest(),
    }
    assert response.json()["kind"] == "correction"


def test_the_new_text_is_tagged_instead_of_the_old(article, api):
    api.reporter.post(f"articles/{article.pk}/revisions/", {"text": CORRECTED}, seen=1)

    runs = TaggingRun.objects.order_by("id").values_list("revision", "state")
    newest = Revision.objects.get(number=2).pk
    assert list(runs) == [(article.current_revision_id, "cancelled"), (newest, "queued")]


def test_what_became_of_the_spans_is_counted_and_they_stand_in_the_new_text(cast, article, api):
    stays = make_claim(cast, article, words="Minister resigns")
    moves = make_checked_claim(cast, article, words="41 bridges")
    goes = make_checked_claim(cast, article, words="on Tuesday")
    start = TEXT.index("Ilka Varn")
    mentions.create(
        actor=cast.reporter,
        revision_id=article.current_revision_id,
        start=start,
        end=start + 9,
        label="PERSON",
    )
    seen = api.viewer.get(f"claims/{goes.pk}/").json()["version"]

    response = api.reporter.post(f"articles/{article.pk}/revisions/", {"text": CORRECTED}, seen=1)

    revision = response.json()["id"]
    assert response.json()["carried"] == {"unchanged": 2, "moved": 1, "changed": 0, "orphaned": 1}
    places = {}
    for claim in (stays, moves, goes):
        [anchor] = api.viewer.get(f"claims/{claim.pk}/").json()["anchors"]
        assert anchor["revision"] == revision
        places[anchor["exact"]] = (anchor["state"], anchor["start"], anchor["end"])
    at = CORRECTED.index("41 bridges")
    assert places == {
        "Minister resigns": ("exact", 0, 16),
        "41 bridges": ("exact", at, at + 10),
        "on Tuesday": ("orphaned", None, None),
    }
    lost = api.viewer.get(f"claims/{goes.pk}/").json()
    assert (lost["stage"], lost["status"]["true"]["needs_another_look"]) == ("review", True)
    assert lost["version"] > seen
    assert api.viewer.get(f"claims/{moves.pk}/").json()["stage"] == "checked"


def test_a_claim_made_on_the_old_text_lands_on_the_new_one(article, api):
    revision = api.reporter.post(
        f"articles/{article.pk}/revisions/", {"text": CORRECTED}, seen=1
    ).json()["id"]

    at = TEXT.index("41 bridges")
    old = {"revision": article.current_revision_id, "start": at, "end": at + 10}
    response = api.reporter.post("claims/", old)

    assert response.status_code == 201
    [anchor] = response.json()["anchors"]
    new = CORRECTED.index("41 bridges")
    assert (anchor["revision"], anchor["start"], anchor["end"]) == (revision, new, new + 10)
    assert anchor["exact"] == "41 bridges"


def test_a_correction_that_breaks_a_rule_is_refused(subtests, article, api):
    with nothing_written():
        for body, status, slug, fields in [
            ({}, 422, "invalid", ["text"]),
            ({"text": " \n"}, 422, "invalid", ["text"]),
            ({"text": TEXT}, 422, "invalid", ["text"]),
            ({"text": TEXT.replace("\n", "\r\n")}, 422, "invalid", ["text"]),
            ({"text": 5}, 422, "invalid", ["text"]),
            ({"text": CORRECTED, "kind": "retraction"}, 422, "invalid", ["kind"]),
            ({"text": CORRECTED, "kind": "original"}, 422, "invalid", ["kind"]),
            ({"text": CORRECTED, "kind": None, "note": 1}, 422, "invalid", ["kind", "note"]),
            ({"text": "a\0b"}, 400, "unreadable", []),
        ]:
            with subtests.test(str(body)[:60]):
                response = api.reporter.post(f"articles/{article.pk}/revisions/", body, seen=1)
                refused(response, status, slug, *fields)


@pytest.mark.parametrize("kind", ["correction", "update", "typo", "legal"])
def test_every_kind_of_correction_may_be_said(kind, article, api):
    body = {"text": CORRECTED, "kind": kind}
    path = f"articles/{article.pk}/revisions/"

    assert api.reporter.post(path, body, seen=1).json()["kind"] == kind


def test_a_correction_needs_the_article_version_that_was_seen(article, api):
    path = f"articles/{article.pk}/revisions/"
    with nothing_written():
        refused(api.reporter.post(path, {"kind": "odd"}), 428, "precondition-required")
        stale = refused(api.reporter.post(path, {"kind": "odd"}, seen=7), 412, "stale")
        refused(
            api.reporter.post(path, {"text": CORRECTED}, seen="one"), 400, "unreadable", "If-Match"
        )
        refused(api.viewer.post(path, raw=b"{"), 403, "not-allowed")
        refused(api.stranger.post(path, raw=b"{"), 404, "not-found")
    assert stale["current"] == api.viewer.get(f"articles/{article.pk}/").json()


def test_fields_that_nobody_may_set_are_left_alone(cast, article, api):
    given = {"text": CORRECTED, "number": 9, "id": 9, "created_by": cast.editor.pk, "sha256": "x"}
    row = api.reporter.post(f"articles/{article.pk}/revisions/", given, seen=1).json()

    assert row["number"] == 2
    assert row["sha256"] == hashlib.sha256(CORRECTED.encode()).hexdigest()
    assert Revision.objects.get(pk=row["id"]).created_by == cast.reporter


def test_revisions_are_listed_newest_first_without_their_texts(cast, article, api):
    path = f"articles/{article.pk}/revisions/"
    api.reporter.post(path, {"text": CORRECTED, "note": "The day"}, seen=1)

    rows = api.viewer.get(path).json()["results"]
    assert [(row["number"], row["kind"], row["note"]) for row in rows] == [
        (2, "correction", "The day"),
        (1, "original", ""),
    ]
    assert "text" not in rows[0]
    assert rows[0]["carried"]["orphaned"] == 0

    page = api.viewer.get(f"{path}?limit=1").json()
    assert [row["number"] for row in api.viewer.get(page["next"]).json()["results"]] == [1]


def test_the_list_asks_as_many_questions_whatever_its_length(article, api):
    path = f"articles/{article.pk}/revisions/"
    api.viewer.get(path)
    with CaptureQueriesContext(connection) as few:
        api.viewer.get(path)
    for number in range(5):
        api.reporter.post(path, {"text": f"{TEXT} {number}"}, seen=number + 1)
    with CaptureQueriesContext(connection) as many:
        assert len(api.viewer.get(path).json()["results"]) == 6
    assert len(many) == len(few)


def test_a_file_uploaded_again_is_a_correction_with_its_own_structure(article, api):
    file = SimpleUploadedFile("again.md", b"# Title\n\nShe left.\n\n> A quote.\n", "text/markdown")
    path = f"articles/{article.pk}/revisions/"
    response = api.reporter.client.post(
        f"/api/v1/{path}",
        {"file": file, "kind": "update", "note": "From the outlet"},
        headers=api.reporter.credentials | {"If-Match": '"1"'},
    )

    assert response.status_code == 201, response.content
    row = response.json()
    assert (row["text"], row["kind"]) == ("She left.\n\nA quote.", "update")
    assert [one["type"] for one in row["blocks"]] == ["paragraph", "quote"]


def test_an_upload_without_a_file_or_of_the_same_text_is_no_correction(article, api):
    headers = api.reporter.credentials | {"If-Match": '"1"'}
    path = f"/api/v1/articles/{article.pk}/revisions/"
    with nothing_written():
        refused(api.reporter.client.post(path, {}, headers=headers), 422, "invalid", "file")
        same = SimpleUploadedFile("same.txt", TEXT.encode(), "text/plain")
        response = api.reporter.client.post(path, {"file": same}, headers=headers)
        refused(response, 422, "invalid", "file")
