"""Leases: each row one worker's, every try counted, the late ones refused, the deadly ones parked."""

import threading
from datetime import timedelta

import pytest
from django.db import transaction
from django.db.models.functions import Now

from annotations.models import Feed, SnapshotRequest, TaggingRun
from annotations.services.feeds import feeds
from annotations.services.sources import fetch_requests
from annotations.work.leases import COPIES, FEEDS, RUNS
from tests import factory
from tests.cast import make_cast
from tests.work.together import together

RUNNING = {"state": "running", "started_at": Now()}


class Kind:
    """One table whose rows are taken."""

    def __init__(self, leases, model, make, changes=None, ended=None):
        self.leases, self.model, self.make = leases, model, make
        self.changes, self.ended = changes or {}, ended or {}

    def take(self, most: int = 1):
        keys = self.leases.take(self.model.objects.due(), most=most, **self.changes)
        return [self.model.objects.get(pk=pk) for pk in keys]

    def take_one(self):
        return next(iter(self.take()), None)

    def lose(self) -> None:
        """Whoever has rows is gone."""
        over = {self.leases.until: Now() - timedelta(seconds=1)}
        self.model.objects.exclude(**{self.leases.until: None}).update(**over)

    def seen(self, row) -> tuple:
        return getattr(row, self.leases.until), getattr(row, self.leases.tries)


def make_run(cast, number):
    return TaggingRun.objects.get(article=factory.make_article(cast, headline=str(number)))


def make_copy(cast, number):
    source = factory.make_source(cast, f"https://example.org/{number}")
    return fetch_requests.request(actor=cast.checker, source_id=source.pk)


def make_feed(cast, number):
    address = f"https://example.org/{number}.xml"
    return feeds.add(actor=cast.editor, desk_id=cast.desk.pk, address=address)


KINDS = {
    "run": Kind(RUNS, TaggingRun, make_run, RUNNING, {"state": "failed"}),
    "copy": Kind(COPIES, SnapshotRequest, make_copy, ended={"failed_at": Now()}),
    "feed": Kind(FEEDS, Feed, make_feed),
}
PARKED = [name for name, kind in KINDS.items() if kind.leases.most_tries]


@pytest.fixture(params=KINDS)
def kind(request):
    return KINDS[request.param]


def test_what_is_taken_counts_a_try_and_is_nobody_elses(kind, cast):
    made = kind.make(cast, 1)
    taken = kind.take_one()
    until, tries = kind.seen(taken)

    assert (taken.pk, tries) == (made.pk, 1)
    assert until is not None
    assert kind.take_one() is None


def test_rows_are_taken_in_the_order_they_are_due(kind, cast):
    made = [kind.make(cast, number).pk for number in range(3)]

    assert [row.pk for row in kind.take(2)] == made[:2]
    assert [row.pk for row in kind.take(2)] == made[2:]


def test_only_what_is_chosen_is_taken(kind, cast):
    made = [kind.make(cast, number) for number in range(3)]
    chosen = kind.leases.take(
        kind.model.objects.due(), most=3, choose=lambda rows: rows[1:2], **kind.changes
    )

    assert chosen == [made[1].pk]
    assert kind.model.objects.due().count() == 2


def test_a_row_that_was_lost_is_taken_over_and_the_first_try_writes_no_end(kind, cast):
    kind.make(cast, 1)
    late = kind.take_one()
    kind.lose()
    heir = kind.take_one()

    assert kind.seen(heir)[1] == 2
    assert not kind.leases.held(late).exists()
    assert kind.leases.held(heir).get() == heir


def test_a_try_that_only_took_long_may_write_its_end_while_nobody_else_has_it(kind, cast):
    kind.make(cast, 1)
    slow = kind.take_one()
    kind.lose()
    slow.refresh_from_db()

    assert kind.leases.held(slow).exists()


def test_the_number_of_the_try_alone_holds_nothing(kind, cast):
    """Tries begin anew when a row is ended or asked for again."""
    kind.make(cast, 1)
    late = kind.take_one()
    kind.lose()
    kind.model.objects.update(**{kind.leases.tries: 0})
    heir = kind.take_one()

    assert kind.seen(heir)[1] == kind.seen(late)[1]
    assert not kind.leases.held(late).exists()


def test_feeds_are_held_longer_with_each_try_and_the_others_are_not(kind, cast):
    kind.make(cast, 1)
    lengths = []
    for tries in range(8):
        kind.lose()
        start = {kind.leases.tries: tries if kind is KINDS["feed"] else tries % 2}
        kind.model.objects.update(**start)
        taken = kind.take_one()
        with transaction.atomic():
            kind.model.objects.update(**{kind.leases.until: Now()})
            now = kind.seen(kind.model.objects.get())[0]
        lengths.append(round((kind.seen(taken)[0] - now).total_seconds() / kind.leases.seconds()))

    doubled = [1, 2, 4, 8, 16, 32, 64, 64]
    assert lengths == (doubled if kind is KINDS["feed"] else [1] * 8)


@pytest.mark.parametrize("kind", PARKED, indirect=True)
def test_after_so_many_tries_a_row_is_parked_and_not_before(kind, cast):
    made = kind.make(cast, 1)
    due = kind.model.objects.due
    for _ in range(kind.leases.most_tries):
        kind.lose()
        assert kind.leases.park(due()) == []
        assert kind.take_one()
    assert kind.leases.park(due()) == []  # The last try is trusted still.
    kind.lose()
    assert kind.take_one() is None

    assert kind.leases.park(due(), **kind.ended) == [made]
    assert kind.seen(kind.model.objects.get())[0] is None
    assert kind.leases.park(due()) == []


def test_feeds_are_never_given_up(cast):
    make_feed(cast, 1)
    Feed.objects.update(tries=100)

    assert KINDS["feed"].take_one().tries == 101


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", KINDS)
def test_of_workers_that_come_at_once_each_row_is_one_workers(name):
    kind, cast = KINDS[name], make_cast()
    made = [kind.make(cast, number).pk for number in range(3)]
    taken = [row.pk for row in together(*[kind.take_one] * 6) if row]
    while more := kind.take_one():  # SKIP LOCKED may leave one for the next.
        taken.append(more.pk)

    assert sorted(taken) == made


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", KINDS)
def test_of_many_held_rows_those_that_somebody_is_changing_are_left_out(name):
    kind, cast = KINDS[name], make_cast()
    for number in range(3):
        kind.make(cast, number)
    rows = kind.take(3)
    changing, held = threading.Event(), threading.Event()

    def change() -> None:
        with transaction.atomic():
            kind.model.objects.filter(pk=rows[1].pk).update(**{kind.leases.tries: 7})
            changing.set()
            held.wait(60)

    def hold() -> list:
        changing.wait(60)
        with transaction.atomic():
            kept = kind.leases.hold(rows)
        held.set()
        return kept

    assert together(change, hold) == [None, [rows[0], rows[2]]]
    with transaction.atomic():
        assert [kind.leases.hold([row]) for row in rows] == [[rows[0]], [], [rows[2]]]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", PARKED)
def test_a_row_is_parked_once(name):
    kind = KINDS[name]
    kind.make(make_cast(), 1)
    kind.model.objects.update(**{kind.leases.tries: kind.leases.most_tries})
    kind.lose()
    parked = together(*[lambda: kind.leases.park(kind.model.objects.due(), **kind.ended)] * 4)

    assert sorted(map(len, parked)) == [0, 0, 0, 1]
