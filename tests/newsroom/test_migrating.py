"""`migrate` lets nobody wait long, and two of them follow one another."""

import threading
from io import StringIO

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.core.management.commands import migrate as plain
from django.db import connection, transaction

from newsroom.database.locks import Lock
from newsroom.management.commands import migrate

pytestmark = [pytest.mark.owner, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def other():
    """Somebody else in the same database."""
    given = connection.get_connection_params()
    with psycopg.connect(
        host=given["host"], user=given["user"], dbname=given["dbname"], autocommit=True
    ) as link:
        yield link


@pytest.fixture
def migrating(monkeypatch):
    """A migration that changes a table of desks; says what has run."""
    ran: list[str] = []

    def change(*_, **__) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("LOCK TABLE annotations_desk IN ACCESS EXCLUSIVE MODE")
            ran.append("changed")

    monkeypatch.setattr(plain.Command, "handle", change)
    return ran


def setting() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        return cursor.fetchone()[0]


def test_a_table_in_use_is_given_up_in_one_sentence(other, migrating, monkeypatch):
    monkeypatch.setattr(migrate, "WAIT", "100ms")
    monkeypatch.setattr(migrate, "PAUSE", 0)
    before = setting()
    with other.transaction():
        other.execute("SELECT count(*) FROM annotations_desk")
        with pytest.raises(CommandError, match="Somebody works with a table"):
            call_command("migrate", verbosity=0)
    assert migrating == []

    call_command("migrate", verbosity=0)
    assert migrating == ["changed"]
    assert setting() == before


def test_a_table_that_is_given_up_meanwhile_is_changed_at_the_next_try(
    other, migrating, monkeypatch
):
    monkeypatch.setattr(migrate, "WAIT", "100ms")
    monkeypatch.setattr(migrate.time, "sleep", lambda _: other.execute("COMMIT"))
    other.execute("BEGIN")
    other.execute("SELECT count(*) FROM annotations_desk")
    said = StringIO()

    call_command("migrate", verbosity=0, stdout=said)
    assert migrating == ["changed"]
    assert said.getvalue().count("trying again") == 1


def test_two_that_waited_for_each_other_are_tried_again(monkeypatch):
    """The database ends one of them, which may be ours."""
    ran: list[str] = []

    def change(*_, **__) -> None:
        ran.append("tried")
        if len(ran) == 1:
            with connection.wrap_database_errors:
                raise psycopg.errors.DeadlockDetected("deadlock detected")

    monkeypatch.setattr(plain.Command, "handle", change)
    monkeypatch.setattr(migrate, "PAUSE", 0)
    call_command("migrate", verbosity=0)
    assert ran == ["tried", "tried"]


def test_a_second_one_waits_for_the_first(other, migrating):
    said = StringIO()
    other.execute("SELECT pg_advisory_lock(%s, 0)", [Lock.MIGRATING])

    def second() -> None:
        try:
            call_command("migrate", verbosity=0, stdout=said)
        finally:
            connection.close()

    thread = threading.Thread(target=second)
    thread.start()
    waits = "SELECT count(*) FROM pg_locks WHERE classid = %s AND NOT granted"
    while not other.execute(waits, [Lock.MIGRATING]).fetchone()[0]:
        assert thread.is_alive()
    assert migrating == []
    assert "waiting for it" in said.getvalue()

    other.execute("SELECT pg_advisory_unlock(%s, 0)", [Lock.MIGRATING])
    thread.join()
    assert migrating == ["changed"]
