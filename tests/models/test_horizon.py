"""How far the trail can be read: nothing that may still appear is passed, and nothing else waits."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from django.db import connection, connections, transaction

from annotations.models import Desk, Event, User
from annotations.models.horizon import HALF, _whole, horizon, passed

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def another() -> Iterator:
    """A connection whose transaction stays open."""
    link = connections.create_connection("default")
    try:
        link.set_autocommit(False)
        yield link
    finally:
        link.close()


def write(link, name: str = "late") -> None:
    with link.cursor() as cursor:
        cursor.execute(
            "INSERT INTO annotations_desk (slug, name, created_at, updated_at)"
            " VALUES (%s, %s, now(), now())",
            [name, name],
        )


def is_over(then) -> bool:
    return horizon().oldest_open >= then.first_unused


def test_what_is_committed_is_passed_at_once():
    User.objects.create_user("mara")
    then = horizon()
    assert then.newest == Event.objects.order_by("-pk")[0].pk
    assert is_over(then)


def test_a_line_that_may_still_appear_is_not_passed():
    with another() as late:
        write(late)
        User.objects.create_user("mara")
        then = horizon()
        assert not is_over(then)
        late.commit()
    assert is_over(then)
    assert Event.objects.get(table="desk").pk < then.newest


def test_nor_is_one_of_a_transaction_that_began_after_the_newest_that_is_over():
    """Its number is above those that a snapshot knows."""
    with another() as first, another() as late:
        with first.cursor() as cursor:
            cursor.execute("SELECT pg_current_xact_id()")
        write(late)
        write(first, "first")
        first.commit()
        then = horizon()
        assert not is_over(then)
        late.commit()
    assert is_over(then)
    assert Event.objects.get(new__slug="late").pk < then.newest == Event.objects.last().pk


def test_who_writes_nothing_holds_nothing_up():
    with another() as asking:
        with asking.cursor() as cursor:
            cursor.execute("SELECT pg_current_xact_id(), count(*) FROM annotations_event")
        User.objects.create_user("mara")
        assert is_over(horizon())


def test_another_database_of_the_cluster_holds_nothing_up():
    params = connection.get_connection_params()
    where = {name: params[name] for name in ("user", "password", "host", "port") if name in params}
    with psycopg.connect(dbname="postgres", **where) as other:
        other.execute("SELECT pg_current_xact_id()")
        User.objects.create_user("mara")
        assert is_over(horizon())
        other.rollback()


def test_what_it_writes_itself_is_no_reason_to_wait():
    with transaction.atomic():
        Desk.objects.create(slug="own", name="Own")
        assert is_over(horizon())


@pytest.mark.parametrize(
    ("short", "near", "whole"),
    [(7, 9, 7), (12, 9, 12), (2**32 - 1, 2**32 + 5, 2**32 - 1), (3, 2**33 - 2, 2**33 + 3)],
)
def test_numbers_of_transactions_go_on_after_four_thousand_million(short, near, whole):
    assert _whole(short, near) == whole
    assert abs(whole - near) < HALF


def test_the_trail_is_passed_once_nobody_writes_beside_its_newest_line():
    User.objects.create_user("first")
    with another() as late:
        write(late)
        assert passed(patience=0.05) is None
        late.commit()
    assert passed(patience=5) == Event.objects.latest("pk").pk
