"""/api/v1/saved-filters/: one's own, and those that a desk shares."""

import pytest

from annotations.models import SavedFilter
from tests.api.calls import ids, nothing_written, refused

BODY = {"name": "Late", "query": "due=overdue&sort=due"}


@pytest.fixture
def own(api) -> dict:
    response = api.viewer.post("saved-filters/", BODY)
    assert response.status_code == 201, response.content
    return response.json()


def test_ones_own_is_saved_renamed_and_deleted(cast, api, own):
    assert own == {
        "id": SavedFilter.objects.get().pk,
        "url": f"http://testserver/api/v1/saved-filters/{own['id']}/",
        "version": 1,
        "created_at": own["created_at"],
        "updated_at": own["updated_at"],
        "desk": None,
        "name": "Late",
        "query": "due=overdue&sort=due",
        "created_by": cast.viewer.pk,
    }
    assert api.viewer.get(own["url"]).json() == own
    refused(api.viewer.patch(own["url"], {"name": "Later"}), 428, "precondition-required")
    row = api.viewer.patch(own["url"], {"name": "Later"}, seen=1).json()
    assert (row["name"], row["query"], row["version"]) == ("Later", own["query"], 2)
    refused(api.viewer.delete(own["url"], seen=1), 412, "stale")
    assert api.viewer.delete(own["url"], seen=2).status_code == 204


def test_ones_own_is_nobody_elses(api, own):
    for other in (api.editor, api.admin, api.stranger):
        assert ids(other.get("saved-filters/")) == []
        with nothing_written():
            refused(other.get(own["url"]), 404, "not-found")
            refused(other.patch(own["url"], {"name": "Mine"}, seen=1), 404, "not-found")
            refused(other.delete(own["url"], seen=1), 404, "not-found")


def test_a_desk_shares_what_checkers_save_for_it(cast, api, own):
    shared = api.checker.post("saved-filters/", BODY | {"desk": "politics"}).json()
    assert shared["desk"] == cast.desk.pk
    assert ids(api.viewer.get("saved-filters/")) == [own["id"], shared["id"]]
    assert ids(api.viewer.get("saved-filters/?desk=politics")) == [shared["id"]]
    with nothing_written():
        refused(api.viewer.post("saved-filters/", BODY | {"desk": "politics"}), 403, "not-allowed")
        refused(api.viewer.patch(shared["url"], {"name": "Mine"}, seen=1), 403, "not-allowed")
        refused(api.stranger.get(shared["url"]), 404, "not-found")


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "Late"}, "name"),
        ({"query": "colour=red"}, "query"),
        ({"desk": "nowhere"}, "desk"),
        ({"person": 1}, "person"),
    ],
)
def test_what_breaks_a_rule_is_refused(given, field, api, own):
    with nothing_written():
        refused(
            api.viewer.post("saved-filters/", BODY | {"name": "Else"} | given),
            422, "invalid", field,
        )  # fmt: skip


def test_a_name_that_is_taken_is_refused(api, own):
    other = api.viewer.post("saved-filters/", BODY | {"name": "Else"}).json()
    with nothing_written():
        refused(api.viewer.patch(other["url"], {"name": "Late"}, seen=1), 422, "invalid", "name")
