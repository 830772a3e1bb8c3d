"""/api/v1/tagging-batches/ and /api/v1/tagging-batches/{id}/cancel/"""

import pytest

from annotations.models import TaggingRun
from tests.api.calls import ids, refused
from tests.factory import make_article


@pytest.fixture
def desk(cast):
    for i in range(3):
        make_article(cast, headline=str(i))
    TaggingRun.objects.update(state="done")
    return cast.desk


def test_a_whole_desk_is_tagged_again_and_says_how_far_it_is(desk, api):
    made = api.editor.post("tagging-batches/", {"desk": desk.slug})
    row = made.json()

    assert made.status_code == 201
    assert (
        made["Location"] == row["url"] == f"http://testserver/api/v1/tagging-batches/{row['id']}/"
    )
    assert (row["desk"], row["total"], row["cancelled_at"]) == (desk.pk, 3, None)
    assert row["runs"] == {"queued": 3, "running": 0, "done": 0, "failed": 0, "cancelled": 0}

    first = TaggingRun.objects.filter(batch=row["id"]).first()
    TaggingRun.objects.filter(pk=first.pk).update(state="failed")
    seen = api.viewer.get(f"tagging-batches/{row['id']}/").json()
    assert (seen["runs"]["failed"], seen["runs"]["queued"]) == (1, 2)
    assert api.viewer.get("tagging-batches/?desk=politics").json()["results"] == [seen]
    assert len(ids(api.viewer.get(f"tagging-runs/?batch={row['id']}"))) == 3


def test_asking_twice_gives_the_batch_that_is_under_way(desk, api):
    first, second = (api.editor.post("tagging-batches/", {"desk": desk.pk}) for _ in range(2))

    assert first.json()["id"] == second.json()["id"]
    assert TaggingRun.objects.active().count() == 3


def test_a_batch_is_cancelled_once(desk, api):
    pk = api.editor.post("tagging-batches/", {"desk": desk.pk}).json()["id"]
    row = api.editor.post(f"tagging-batches/{pk}/cancel/").json()

    assert row["cancelled_at"]
    assert row["runs"]["cancelled"] == 3
    refused(api.editor.post(f"tagging-batches/{pk}/cancel/"), 409, "wrong-state")


def test_what_cannot_be_is_refused(desk, api):
    refused(api.editor.post("tagging-batches/", {}), 422, "invalid", "desk")
    refused(api.editor.post("tagging-batches/", {"desk": "sports"}), 422, "invalid", "desk")
    refused(api.editor.get("tagging-batches/?state=done"), 400, "unreadable", "state")
    refused(api.stranger.get("tagging-batches/?desk=politics"), 404, "not-found")
    refused(api.stranger.post("tagging-batches/", {"desk": "sports"}), 409, "wrong-state")


def test_a_page_of_batches_costs_the_same_with_more_of_them(desk, api, django_assert_num_queries):
    for _ in range(2):
        pk = api.editor.post("tagging-batches/", {"desk": desk.pk}).json()["id"]
        api.editor.post(f"tagging-batches/{pk}/cancel/")
        api.viewer.get("tagging-batches/")
        with django_assert_num_queries(2):
            api.viewer.get("tagging-batches/")
