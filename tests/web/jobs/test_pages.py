"""/jobs/ and what is done there: what, for what, since when, how far, why it failed."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db.models.functions import Now
from django.utils import timezone

from annotations.models import TaggingBatch, TaggingRun, WorkerHeartbeat
from annotations.services.tagging import batches
from annotations.web.shell.language import TIME_ZONE
from annotations.work import heartbeat
from tests.factory import make_article
from tests.web.scene import ask, send, tidy, words


@pytest.fixture
def article(cast):
    return make_article(cast, headline="Bridges <b>counted</b>")


@pytest.fixture
def batch(cast, article):
    make_article(cast, headline="Another")
    TaggingRun.objects.update(state="done")
    return batches.tag_desk_again(actor=cast.editor, desk_id=cast.desk.pk)


def test_a_run_says_for_what_and_how_far(article, cast, sign_in):
    page = words(sign_in(cast.viewer).get("/jobs/"))

    assert "Bridges &lt;b&gt;counted&lt;/b&gt;" in page
    assert "Waiting for a worker" in page
    assert "Cancel: Bridges" not in page


def test_without_a_worker_the_command_that_starts_one_stands_there_at_once(cast, sign_in):
    viewer = sign_in(cast.viewer)
    command = "python -m celery -A newsroom worker --queues tagging,web"
    for path in ("/jobs/", "/articles/"):
        page = words(viewer.get(path))
        assert "No worker is running." in page
        assert command in page
    assert command in words(ask(viewer, "/jobs/pulse/"))
    heartbeat.beat("host:1")
    for path in ("/jobs/", "/articles/"):
        assert "No worker is running." not in words(viewer.get(path))


def test_workers_say_what_they_tag_with_and_what_they_lack(cast, sign_in):
    for name in ("host:1", "host:2", "host:3"):
        heartbeat.beat(name)
    workers = WorkerHeartbeat.objects
    workers.filter(name="host:1").update(engine="newsroom/3")
    workers.filter(name="host:2").update(problem="The model <x> cannot be loaded.")
    workers.filter(name="host:3").update(seen_at=Now() - timedelta(minutes=3))
    page = words(ask(sign_in(cast.viewer), "/jobs/"))

    assert "tags with newsroom/3" in page
    assert "Names are found by rules only. The model &lt;x&gt; cannot be loaded." in page
    assert page.count("gone") == 1


def test_a_parked_text_is_shown_with_its_reason_and_is_retried(cast, article, sign_in):
    TaggingRun.objects.update(state="failed", attempts=3, error="The worker died.")
    reporter = sign_in(cast.reporter)
    page = words(reporter.get("/jobs/?state=failed"))

    assert "The worker died." in page
    assert "Tagging failed 3 times" in page
    run = TaggingRun.objects.get()
    response = send(reporter, f"/jobs/{run.pk}/retry/")
    assert (response.status_code, "live:run" in response["HX-Trigger"]) == (204, True)
    assert TaggingRun.objects.active().count() == 1


def test_a_text_that_failed_once_says_that_it_is_tried_again(cast, article, sign_in):
    TaggingRun.objects.update(attempts=1, error="The model broke.")

    page = tidy(sign_in(cast.viewer).get("/jobs/"))
    assert "The model broke. It will be tried again." in page


def test_a_run_is_cancelled_once(cast, article, sign_in):
    reporter, run = sign_in(cast.reporter), TaggingRun.objects.get()
    first = reporter.post(f"/jobs/{run.pk}/cancel/")
    second = reporter.post(f"/jobs/{run.pk}/cancel/")

    assert (first.status_code, first["Location"], second.status_code) == (302, "/jobs/", 409)
    run.refresh_from_db()
    assert run.state == "cancelled"
    assert "Tagging was cancelled" in words(ask(reporter, "/jobs/"))


def test_a_form_that_is_sent_twice_is_done_once(cast, article, sign_in):
    TaggingRun.objects.update(state="done")
    editor, path = sign_in(cast.editor), f"/desks/{cast.desk.pk}/tag/"
    for _ in range(2):
        answer = editor.post(path, headers={"HX-Request": "true", "Idempotency-Key": "k1"})
        assert answer.status_code == 204
    assert TaggingBatch.objects.count() == 1


def test_a_batch_shows_its_progress_and_is_cancelled_by_editors(cast, batch, sign_in):
    first = TaggingRun.objects.active().first()
    TaggingRun.objects.filter(pk=first.pk).update(state="failed", finished_at=Now())
    page = words(ask(sign_in(cast.viewer), "/jobs/"))
    assert 'max="2" value="1"' in page
    assert "1 of 2 articles" in page
    assert "1 failed" in page
    assert "Cancel the rest" not in page

    editor = sign_in(cast.editor)
    assert "Cancel the rest" in words(ask(editor, "/jobs/"))
    assert send(editor, f"/batches/{batch.pk}/cancel/").status_code == 204
    assert not TaggingRun.objects.active().exists()
    assert "Cancelled after 0 of 2 articles" in words(ask(editor, "/jobs/"))
    assert send(editor, f"/batches/{batch.pk}/cancel/").status_code == 409


def test_only_editors_are_offered_a_whole_desk_and_only_their_own(cast, batch, sign_in):
    TaggingRun.objects.update(state="done")

    assert "Tag a desk again" not in words(sign_in(cast.checker).get("/jobs/"))
    page = words(sign_in(cast.editor).get("/jobs/"))
    assert "All articles of Politics" in page
    assert "All articles of Sports" not in page


def test_a_stranger_sees_nothing_of_it(cast, batch, sign_in):
    TaggingRun.objects.update(state="failed", finished_at=Now(), started_at=Now())
    page = words(sign_in(cast.stranger).get("/jobs/"))

    assert "Politics" not in page
    assert "Bridges" not in page
    assert "Last 24 hours" not in page


def test_times_and_failures_are_drawn_and_stand_in_a_table(cast, article, sign_in):
    make_article(cast, headline="Another")
    now = timezone.now()
    done, failed = TaggingRun.objects.order_by("pk")
    took = {"started_at": now - timedelta(seconds=2), "finished_at": now}
    TaggingRun.objects.filter(pk=done.pk).update(state="done", **took)
    TaggingRun.objects.filter(pk=failed.pk).update(state="failed", **took)
    page = words(ask(sign_in(cast.viewer), "/jobs/charts/"))

    assert "<span>1 tagged</span>" in page
    assert page.count('class="done"') == page.count('class="failed"') == 1
    assert page.count('class="median"') == page.count('class="slow"') == 1
    assert page.count('<td class="num">2.00 s</td>') == 2
    assert "style=" not in page


@pytest.mark.parametrize("zone", ["Asia/Kolkata", "Pacific/Chatham", "UTC"])
def test_an_hour_of_the_charts_is_told_at_the_reader_s_place(zone, article, cast, sign_in):
    TaggingRun.objects.update(state="done", started_at=Now(), finished_at=Now())
    viewer = sign_in(cast.viewer)
    viewer.cookies[TIME_ZONE] = zone
    ended = TaggingRun.objects.get().finished_at.replace(minute=0, second=0, microsecond=0)
    there = ended.astimezone(ZoneInfo(zone))
    page = words(ask(viewer, "/jobs/charts/"))

    assert "<span>1 tagged</span>" in page
    assert f"<td>{there.day} {there:%b, %H:%M}</td>" in page


def test_the_page_costs_the_same_with_more_of_everything(
    cast, sign_in, django_assert_max_num_queries
):
    viewer = sign_in(cast.viewer)
    for number in (1, 15):
        for i in range(number):
            make_article(cast, headline=f"{number} {i}")
            heartbeat.beat(f"host:{number}{i}")
        TaggingRun.objects.update(state="done", started_at=Now(), finished_at=Now())
        batches.tag_desk_again(actor=cast.editor, desk_id=cast.desk.pk)
        with django_assert_max_num_queries(18):
            viewer.get("/jobs/")
