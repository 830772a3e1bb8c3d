"""/api/v1/tagging-runs/, /api/v1/tagging-runs/{id}/ and what is done to one."""

from datetime import datetime, timezone

import pytest

from annotations.models import TaggingRun
from tests.api.calls import ids, refused
from tests.factory import make_article

AT = datetime(2026, 2, 3, 4, 5, 6, tzinfo=timezone.utc)


@pytest.fixture
def article(cast):
    return make_article(cast)


def test_a_run_is_read_as_the_list_shows_it(article, api):
    TaggingRun.objects.update(
        pipeline="rules/1", state="done", attempts=2, started_at=AT, finished_at=AT,
        counts={"PERSON": 3}, error="Once: the worker went away.",
    )  # fmt: skip
    run = TaggingRun.objects.get()
    response = api.viewer.get(f"tagging-runs/{run.pk}/")

    assert (response.status_code, response["ETag"]) == (200, '"1"')
    row = response.json()
    assert row == {
        "id": run.pk,
        "url": f"http://testserver/api/v1/tagging-runs/{run.pk}/",
        "version": 1,
        "created_at": row["created_at"],
        "updated_at": row["updated_at"],
        "article": article.pk,
        "revision": article.current_revision_id,
        "pipeline": "rules/1",
        "state": "done",
        "attempts": 2,
        "queued_at": run.queued_at.isoformat(),
        "started_at": "2026-02-03T04:05:06+00:00",
        "finished_at": "2026-02-03T04:05:06+00:00",
        "error": "Once: the worker went away.",
        "counts": {"PERSON": 3},
        "batch": None,
    }
    assert api.viewer.get("tagging-runs/").json()["results"] == [row]


def test_a_new_articles_run_is_queued(article, api):
    [row] = api.viewer.get("tagging-runs/").json()["results"]

    assert (row["state"], row["attempts"], row["pipeline"]) == ("queued", 0, "")
    assert (row["started_at"], row["finished_at"], row["error"]) == (None, None, "")
    assert row["counts"] == {}


def test_runs_stand_newest_first_and_are_of_one_revision_or_of_all(cast, article, api):
    make_article(cast, actor=cast.stranger, desk=cast.other_desk)
    other = make_article(cast)
    TaggingRun.objects.filter(article=article).update(state="failed")
    newest = TaggingRun.objects.create(
        article=article, revision=article.current_revision, desk=cast.desk
    )
    TaggingRun.objects.filter(article=other).update(queued_at=AT)

    of_article = ids(api.viewer.get(f"tagging-runs/?revision={article.current_revision_id}"))
    assert of_article[0] == newest.pk
    assert len(of_article) == 2
    assert ids(api.viewer.get("tagging-runs/")) == [*of_article, other.runs.get().pk]


@pytest.mark.parametrize("state", TaggingRun.State.values)
def test_every_state_is_shown(state, article, api):
    TaggingRun.objects.update(state=state, started_at=AT, lease_until=AT)

    assert api.viewer.get("tagging-runs/").json()["results"][0]["state"] == state


def test_a_filter_that_is_foreign_or_unreadable_is_refused(article, api):
    told = [
        refused(api.stranger.get(f"tagging-runs/?revision={pk}"), 404, "not-found")
        for pk in (article.current_revision_id, 987654321)
    ]

    assert told[0] == told[1]
    assert api.viewer.get("tagging-runs/?revision=x").status_code == 400
    refused(api.viewer.get("tagging-runs/?state=odd"), 400, "unreadable", "state")
    assert api.stranger.get(f"tagging-runs/?desk={article.desk_id}").status_code == 404
    assert api.viewer.get("tagging-runs/?batch=987654321").status_code == 404


def test_runs_are_of_one_desk_or_one_state(article, api):
    run = article.runs.get()

    assert ids(api.viewer.get("tagging-runs/?desk=politics&state=queued")) == [run.pk]
    assert ids(api.viewer.get("tagging-runs/?state=done")) == []


def test_an_article_is_tagged_again_once_however_often_it_is_sent(article, api):
    TaggingRun.objects.update(state="done")
    sent = {"body": {"article": article.pk}, "Idempotency-Key": "again"}
    first, second = (api.reporter.post("tagging-runs/", **sent) for _ in range(2))

    assert (first.status_code, first.json()["state"]) == (201, "queued")
    assert second.json() == first.json()
    assert article.runs.count() == 2
    refused(api.stranger.post("tagging-runs/", {"article": article.pk}), 422, "invalid", "article")
    refused(api.reporter.post("tagging-runs/", {}), 422, "invalid", "article")


def test_a_run_is_cancelled_once_and_retried_only_after_it_failed(article, api):
    path = f"tagging-runs/{article.runs.get().pk}"
    cancelled = api.reporter.post(f"{path}/cancel/")

    assert (cancelled.status_code, cancelled.json()["state"]) == (200, "cancelled")
    assert cancelled.json()["finished_at"]
    refused(api.reporter.post(f"{path}/cancel/"), 409, "wrong-state")
    refused(api.reporter.post(f"{path}/retry/"), 409, "wrong-state")
    TaggingRun.objects.update(state="failed")
    again = api.reporter.post(f"{path}/retry/").json()
    assert (again["state"], again["article"]) == ("queued", article.pk)
    assert again["id"] != cancelled.json()["id"]
