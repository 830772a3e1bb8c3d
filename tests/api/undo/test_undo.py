"""/api/v1/undo/: one's own steps, taken back by the name of their request."""

import pytest

from annotations.models import Claim
from tests.api.calls import nothing_written, refused
from tests.factory import make_article


@pytest.fixture
def article(cast):
    return make_article(cast)


@pytest.fixture
def made(api, article):
    body = {"revision": article.current_revision_id, "start": 0, "end": 8}
    return api.reporter.post("claims/", body)


def test_what_a_request_did_is_listed_and_taken_back_and_done_again(api, article, made):
    name = made["X-Request-ID"]
    (step,) = api.reporter.get("undo/").json()["results"]
    assert step == {
        "request": name,
        "words": "Claim added: “Minister”",
        "at": step["at"],
        "article": article.pk,
    }
    undone = api.reporter.post("undo/", {"request": name}).json()
    assert undone["words"] == step["words"]
    assert not Claim.objects.exists()
    assert api.reporter.get("undo/").json()["results"] == []
    again = api.reporter.post("undo/", {"request": undone["request"]})
    assert again.status_code == 200
    assert Claim.objects.get().pk == made.json()["id"]


def test_steps_are_ones_own_and_of_the_article_that_is_asked_for(cast, api, article, made):
    assert api.editor.get("undo/").json()["results"] == []
    other = make_article(cast)
    assert len(api.reporter.get(f"undo/?article={article.pk}").json()["results"]) == 1
    assert api.reporter.get(f"undo/?article={other.pk}").json()["results"] == []
    refused(api.stranger.get(f"undo/?article={article.pk}"), 404, "not-found")
    with nothing_written():
        refused(
            api.editor.post("undo/", {"request": made["X-Request-ID"]}), 422, "invalid", "request"
        )


def test_what_somebody_changed_since_is_not_taken_back(api, made):
    row = made.json()
    changed = api.reporter.patch(f"claims/{row['id']}/", {"statement": "He left."}, seen=1)
    assert api.editor.patch(
        f"claims/{row['id']}/", {"statement": "She left."}, seen=2
    ).status_code == 200  # fmt: skip
    with nothing_written():
        refused(
            api.reporter.post("undo/", {"request": changed["X-Request-ID"]}), 409, "wrong-state"
        )


def test_a_request_has_to_be_named(api):
    refused(api.reporter.post("undo/", {}), 422, "invalid", "request")
    refused(api.reporter.post("undo/", {"request": ""}), 422, "invalid", "request")
    refused(api.reporter.post("undo/", {"request": "x" * 500}), 422, "invalid", "request")
