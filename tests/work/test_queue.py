"""The row is the truth: taken once, given back when its worker is gone, parked when it kills."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.db.models.functions import Now

from annotations.models import Mention, TaggingRun
from annotations.services.tagging import runs
from annotations.work import queue, sweep, wakeup
from annotations.work.tagging import run as tagging_run
from tests.cast import make_cast
from tests.factory import make_article
from tests.work.together import together

State = TaggingRun.State


@pytest.fixture
def run(cast):
    return TaggingRun.objects.get(article=make_article(cast))


def take():
    """One run, or None when nothing is due."""
    return next(iter(queue.take_next()), None)


def lose(run):
    """The worker that has it is gone: its lease ran out."""
    TaggingRun.objects.filter(pk=run.pk).update(lease_until=Now() - timedelta(seconds=1))


def test_a_taken_run_has_a_lease_and_an_attempt(run):
    taken = take()

    assert taken == run
    assert (taken.state, taken.attempts) == ("running", 1)
    assert taken.lease_until > taken.started_at
    assert take() is None


def test_people_are_served_before_bulk_and_the_first_before_the_second(cast):
    articles = [make_article(cast, headline=str(i)) for i in range(4)]
    for article in articles[:2]:
        TaggingRun.objects.filter(article=article).update(priority=TaggingRun.Priority.BULK)
    order = [take().article_id for _ in articles]

    first, second, third, fourth = (article.pk for article in articles)
    assert order == [third, fourth, first, second]


def test_a_run_whose_lease_ran_out_is_taken_over(run):
    first = take()
    lose(first)
    second = take()

    assert (second.pk, second.attempts) == (first.pk, 2)


def test_a_worker_thought_dead_cannot_end_the_run(run):
    zombie = take()
    lose(zombie)
    heir = take()

    assert not queue.finish(zombie, state=State.DONE)
    assert queue.finish(heir, state=State.DONE)
    assert not queue.finish(heir, state=State.FAILED)
    run.refresh_from_db()
    assert (run.state, run.attempts, run.lease_until) == ("done", 2, None)


def test_a_worker_thought_dead_writes_no_mentions(run):
    zombie = take()
    lose(zombie)
    heir = take()
    with pytest.raises(tagging_run.LeaseLost):
        tagging_run.tag(zombie)
    assert not Mention.objects.exists()

    tagging_run.tag(heir)
    assert Mention.objects.exists()


def test_a_cancelled_run_writes_nothing(run):
    taken = take()
    runs.cancel_active(run.revision)
    with pytest.raises(tagging_run.LeaseLost):
        tagging_run.tag(taken)

    run.refresh_from_db()
    assert run.state == "cancelled"
    assert not Mention.objects.exists()


def test_a_run_that_killed_three_workers_is_parked_by_the_sweep(run):
    for _ in range(TaggingRun.MAX_ATTEMPTS):
        lose(take())
    assert take() is None

    assert sweep.sweep() == 0
    run.refresh_from_db()
    assert (run.state, run.attempts) == ("failed", 3)
    assert run.error == queue.DIED
    assert run.finished_at


def test_a_parked_run_is_retried_by_a_person_with_new_attempts(cast, run):
    TaggingRun.objects.filter(pk=run.pk).update(state="failed", attempts=3)
    again = runs.retry(actor=cast.reporter, run_id=run.pk)

    assert take() == again
    run.refresh_from_db()
    assert run.state == "failed"


def test_a_third_attempt_that_is_still_trusted_is_not_parked(run):
    TaggingRun.objects.filter(pk=run.pk).update(attempts=2)
    take()

    assert queue.park_exhausted() == 0


def test_the_sweep_rings_for_what_is_due_but_not_without_end(cast, monkeypatch):
    rung = []
    monkeypatch.setattr(wakeup.celery(), "send_task", lambda name: rung.append(name))
    for i in range(3):
        make_article(cast, headline=str(i))
    take()

    assert sweep.sweep() == 2
    monkeypatch.setattr(wakeup, "MOST_AT_ONCE", 1)
    assert sweep.sweep() == 1
    assert rung == [wakeup.TAG_DUE] * 3


def test_a_broker_that_is_away_loses_no_article(
    cast, monkeypatch, django_capture_on_commit_callbacks
):
    def away(name):
        raise OSError("The broker is away.")

    monkeypatch.setattr(wakeup.celery(), "send_task", away)
    with django_capture_on_commit_callbacks(execute=True):
        article = make_article(cast)

    assert TaggingRun.objects.due().get().article == article


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_rings_nobody(monkeypatch):
    rung = []
    monkeypatch.setattr(wakeup.celery(), "send_task", lambda name, **_: rung.append(name))
    cast = make_cast()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        make_article(cast)
        assert TaggingRun.objects.exists()
        raise ZeroDivisionError
    assert rung == []
    assert not TaggingRun.objects.exists()

    make_article(cast)
    assert rung == [wakeup.TAG_DUE]


@pytest.mark.django_db(transaction=True)
def test_eight_workers_take_five_runs_once_each():
    cast = make_cast()
    for i in range(5):
        make_article(cast, headline=str(i))
    taken = [run.pk for run in together(*[take] * 8) if run]
    while more := take():  # SKIP LOCKED may leave one for the next bell.
        taken.append(more.pk)

    assert sorted(taken) == sorted(TaggingRun.objects.values_list("pk", flat=True))


@pytest.mark.django_db(transaction=True)
def test_two_workers_that_end_one_run_end_it_once():
    make_article(make_cast())
    run = take()
    ends = together(*[lambda: queue.finish(run, state=State.DONE)] * 4)

    assert sorted(ends) == [False, False, False, True]


def test_a_lease_of_a_clock_that_was_put_back_is_nobody_s(run):
    """Else the run would wait as long as the clock was put back."""
    first = take()
    TaggingRun.objects.filter(pk=first.pk).update(
        lease_until=Now() + timedelta(hours=1), started_at=Now() + timedelta(minutes=59)
    )
    second = take()
    assert (second.pk, second.attempts) == (first.pk, 2)


def test_no_run_ends_before_it_began(run):
    taken = take()
    TaggingRun.objects.filter(pk=taken.pk).update(started_at=Now() + timedelta(hours=1))
    assert queue.finish(taken, state=State.DONE)

    taken.refresh_from_db()
    assert taken.finished_at == taken.started_at
