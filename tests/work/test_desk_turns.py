"""Desks take turns: nobody's bulk work keeps another desk or a person waiting."""

from datetime import timedelta

import pytest
from django.db.models.functions import Now

from annotations.models import DeskTurn, TaggingRun
from annotations.work import desk_turns, queue
from tests.cast import make_cast
from tests.factory import make_article
from tests.work.together import together

AGAIN, BULK = TaggingRun.Priority.AGAIN, TaggingRun.Priority.BULK


def articles_on(
    cast, number: int, *, other: bool = False, priority: int = 0, text="Ilka Varn."
) -> int:
    """So many queued runs of a desk; the desk's id."""
    desk, actor = (cast.other_desk, cast.stranger) if other else (cast.desk, cast.reporter)
    for i in range(number):
        article = make_article(cast, desk=desk, actor=actor, headline=f"{priority}-{i}", text=text)
        TaggingRun.objects.filter(article=article).update(priority=priority)
    return desk.pk


def take(most: int = 1) -> list[int]:
    """The desks of the runs that are taken, which are ended at once."""
    runs = queue.take_next(most)
    for run in runs:
        queue.finish(run, state="done")
    return [run.desk_id for run in runs]


@pytest.mark.parametrize("priority", [0, BULK, AGAIN])
def test_of_equal_work_two_desks_take_turns_whoever_came_first(cast, priority):
    first = articles_on(cast, 6, priority=priority)
    second = articles_on(cast, 3, other=True, priority=priority)
    order = [take()[0] for _ in range(9)]

    assert order == [first, second] * 3 + [first] * 3


def test_an_upload_passes_a_whole_desk_that_is_tagged_again(cast):
    again = articles_on(cast, 3, priority=AGAIN)
    upload = articles_on(cast, 1, other=True)
    bulk = articles_on(cast, 1, other=True, priority=BULK)

    assert [take()[0] for _ in range(4)] == [upload, bulk, again, again]


def test_an_upload_passes_the_own_desks_bulk_too(cast):
    articles_on(cast, 2, priority=AGAIN)
    articles_on(cast, 1)

    assert queue.take_next()[0].priority == TaggingRun.Priority.PERSON


def test_while_a_desk_is_tagged_again_by_one_worker_the_others_are_free(cast):
    articles_on(cast, 3, priority=AGAIN)
    [running] = queue.take_next()
    assert queue.take_next() == []

    upload = articles_on(cast, 1)
    assert take() == [upload]
    queue.finish(running, state="done")
    assert queue.take_next()


@pytest.mark.django_db(transaction=True)
def test_of_eight_workers_that_come_at_once_one_tags_the_desk_again():
    articles_on(make_cast(), 24, priority=AGAIN)
    answers = together(*[lambda: queue.take_next(4)] * 8)

    assert sorted(len(runs) for runs in answers) == [0] * 7 + [4]


def test_a_desk_that_had_nothing_to_take_had_no_turn(cast):
    articles_on(cast, 2, priority=AGAIN)
    queue.take_next()
    before = list(DeskTurn.objects.values())
    assert queue._take(cast.desk.pk, AGAIN, 1) == []

    assert list(DeskTurn.objects.values()) == before


def test_a_worker_lost_in_the_middle_of_a_whole_desk_does_not_stop_it(cast):
    articles_on(cast, 2, priority=AGAIN)
    [lost] = queue.take_next()
    TaggingRun.objects.filter(pk=lost.pk).update(lease_until=Now() - timedelta(seconds=1))

    assert queue.take_next()[0].pk == lost.pk


def test_several_short_texts_of_one_desk_are_taken_at_once_each_with_its_lease(cast):
    desk = articles_on(cast, 5)
    articles_on(cast, 5, other=True)
    runs = queue.take_next(4)

    assert [run.desk_id for run in runs] == [desk] * 4
    assert {(run.state, run.attempts, bool(run.lease_until)) for run in runs} == {
        ("running", 1, True)
    }
    assert [run.pk for run in runs] == sorted(run.pk for run in runs)


def test_long_texts_are_taken_alone(cast):
    articles_on(cast, 3, text="Ilka Varn. " * (queue.MOST_TEXT // 20))

    assert len(queue.take_next(8)) == 1


def test_what_was_tried_before_is_taken_alone_so_that_it_kills_nobody_else(cast):
    articles_on(cast, 4)
    first, second, *_ = TaggingRun.objects.in_queue_order()
    TaggingRun.objects.filter(pk=second.pk).update(attempts=1)

    assert [run.pk for run in queue.take_next(8)] == [first.pk]
    assert [run.pk for run in queue.take_next(8)] == [second.pk]
    assert len(queue.take_next(8)) == 2


def test_asking_for_turns_costs_the_same_with_more_desks_and_runs(cast, django_assert_num_queries):
    for number in (1, 10):
        articles_on(cast, number, priority=BULK)
        articles_on(cast, number, other=True, priority=BULK)
        with django_assert_num_queries(4):
            assert [priority for _, priority in desk_turns.in_order()] == [BULK, BULK]
        TaggingRun.objects.update(state="done")
