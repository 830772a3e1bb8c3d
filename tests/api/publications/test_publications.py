"""Publishing by REST."""

import pytest

from annotations.services.publications import settings
from tests import factory


@pytest.fixture
def claim(cast):
    settings.change(actor=cast.editor, desk_id=cast.desk.pk, is_on=True)
    return factory.make_checked_claim(cast)


def test_a_claim_is_published_listed_and_taken_down(api, claim):
    made = api.editor.post("publications/", {"claim": claim.pk})
    assert made.status_code == 201
    row = made.json()
    assert row["claim"] == claim.pk
    assert row["state"] == "published"
    listed = api.viewer.get(f"publications/?claim={claim.pk}&state=published").json()
    assert [one["id"] for one in listed["results"]] == [row["id"]]
    address = f"publications/{row['id']}/unpublish/"
    assert api.editor.send("POST", address, body={}, seen='"9"').status_code == 412
    gone = api.editor.send("POST", address, body={}, seen=made["ETag"])
    assert gone.status_code == 200
    assert gone.json()["state"] == "unpublished"


def test_an_article_is_published(api, claim):
    made = api.editor.post("publications/", {"article": claim.article_id})
    assert made.status_code == 201
    assert made.json()["claim"] is None


@pytest.mark.parametrize("named", [{}, {"claim": 1, "article": 1}, {"claim": 10**9}])
def test_one_object_is_named(api, claim, named):
    assert api.editor.post("publications/", named).status_code == 422


def test_a_desk_says_what_it_shows(api, cast):
    address = f"desks/{cast.desk.pk}/public-pages/"
    assert api.viewer.get(address).json()["is_on"] is False
    assert api.editor.send("PATCH", address, body={"is_on": True}).status_code == 428
    changed = api.editor.send("PATCH", address, body={"is_on": True}, seen='"0"')
    assert changed.json()["is_on"] is True
    assert api.editor.send("PATCH", address, body={}, seen='"0"').status_code == 412
