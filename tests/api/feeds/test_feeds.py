"""/api/v1/feeds/, /api/v1/feeds/{id}/ and /api/v1/feeds/{id}/read/"""

import pytest

from annotations.models import Feed
from tests.api.calls import nothing_written, refused

ADDRESS = "https://gazette.example.org/feed.xml"
BODY = {"desk": "politics", "address": ADDRESS}


@pytest.fixture
def row(cast, api) -> dict:
    response = api.editor.post("feeds/", BODY)
    assert response.status_code == 201, response.content
    return response.json()


def test_a_feed_is_added_listed_and_removed(cast, api, row):
    assert row == {
        "id": Feed.objects.get().pk,
        "url": f"http://testserver/api/v1/feeds/{row['id']}/",
        "version": 1,
        "created_at": row["created_at"],
        "updated_at": row["updated_at"],
        "desk": cast.desk.pk,
        "address": ADDRESS,
        "name": "",
        "added_by": cast.editor.pk,
        "is_paused": False,
        "due_at": row["due_at"],
        "read_at": None,
        "problem": "",
        "failures": 0,
        "articles": 0,
    }
    assert api.viewer.get(row["url"]).json() == row
    assert api.viewer.get("feeds/?desk=politics").json()["results"] == [row]
    assert api.editor.delete(row["url"], seen=1).status_code == 204
    assert not Feed.objects.exists()


def test_a_feed_is_paused_resumed_and_read_soon(api, row):
    paused = api.editor.patch(row["url"], {"is_paused": True}, seen=1).json()
    assert (paused["is_paused"], paused["version"]) == (True, 2)
    refused(api.editor.post(f"{row['url']}read/", {}), 409, "wrong-state")
    resumed = api.editor.patch(row["url"], {"is_paused": False}, seen=2).json()
    assert (resumed["is_paused"], resumed["version"]) == (False, 3)
    assert api.editor.patch(row["url"], {"is_paused": False}, seen=3).json()["version"] == 3
    assert api.editor.post(f"{row['url']}read/", {}).status_code == 200


def test_a_change_needs_the_version_that_stands(api, row):
    refused(api.editor.patch(row["url"], {"is_paused": True}), 428, "precondition-required")
    refused(api.editor.patch(row["url"], {"is_paused": True}, seen=7), 412, "stale")
    refused(api.editor.delete(row["url"], seen=7), 412, "stale")


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"address": ""}, "address"),
        ({"address": "ftp://example.org/"}, "address"),
        ({"address": ADDRESS}, "address"),
        ({"desk": "nowhere"}, "desk"),
    ],
)
def test_what_cannot_be_read_is_refused(given, field, api, row):
    with nothing_written():
        response = api.editor.post("feeds/", BODY | {"address": f"{ADDRESS}?2"} | given)
    refused(response, 422, "invalid", field)
