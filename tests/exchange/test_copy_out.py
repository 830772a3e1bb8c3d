"""Exports come as they are read, and give back what they held."""

import tracemalloc

import psycopg
import pytest
from django.db import connection, transaction

from annotations.exchange.copy_out import AT_ONCE, CHUNK_BYTES, Busy, Rows, literal_sql
from annotations.models import Claim
from newsroom.database.locks import Lock
from newsroom.database.timeouts import impatient
from tests.factory import make_article, make_claim

CSV = "FORMAT csv"
on_its_own = pytest.mark.django_db(transaction=True)


def rows_of(number: int, *, length: int = 1000) -> Rows:
    query = f"SELECT repeat('x', {length}) FROM generate_series(1, {number})"
    return Rows(query, options=CSV)


def slots_taken() -> int:
    """On this database: other test runs share the server."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks JOIN pg_database d ON d.oid = database "
            "WHERE locktype = 'advisory' AND classid = %s AND d.datname = current_database()",
            [Lock.EXPORT],
        )
        return cursor.fetchone()[0]


@pytest.fixture
def elsewhere():
    """Another connection, as that of another web thread."""
    other = connection.copy()
    yield other
    other.close()


def take_slots(other, number: int = AT_ONCE) -> None:
    with other.cursor() as cursor:
        for slot in range(number):
            cursor.execute("SELECT pg_advisory_lock(%s, %s)", [Lock.EXPORT, slot])


def test_rows_come_in_chunks_and_nothing_is_missing(db):
    chunks = list(rows_of(500))

    assert b"".join(chunks) == (b"x" * 1000 + b"\n") * 500
    assert all(CHUNK_BYTES <= len(chunk) < CHUNK_BYTES + 2000 for chunk in chunks[:-1])
    assert len(chunks) > 5


def test_an_export_of_nothing_is_empty(db):
    assert b"".join(rows_of(0)) == b""


def test_a_long_export_takes_no_more_memory_than_a_short_one(db):
    tracemalloc.start()
    try:
        length = sum(map(len, rows_of(30_000)))
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert length > 30_000_000
    assert most < 2_000_000


def test_the_first_chunk_is_there_before_the_last_row_is_made(db):
    """The last row is an error, so that it cannot have been made."""
    query = "SELECT repeat('x', 1000 / (20000 - i)) || repeat('y', 1000) " \
            "FROM generate_series(1, 20000) i"  # fmt: skip
    chunks = iter(Rows(query, options=CSV))

    assert len(next(chunks)) >= CHUNK_BYTES
    with pytest.raises(psycopg.Error, match="division by zero"):
        list(chunks)


@on_its_own
def test_an_error_in_the_middle_leaves_a_usable_connection_and_a_free_slot():
    rows = Rows("SELECT 1 / (5 - i) FROM generate_series(1, 9) i", options=CSV)
    with pytest.raises(psycopg.Error):
        list(rows)
    rows.close()

    assert not connection.in_atomic_block
    assert slots_taken() == 0


@on_its_own
def test_an_export_that_was_read_holds_nothing_any_more():
    rows = rows_of(10)
    assert slots_taken() == 1
    list(rows)

    assert slots_taken() == 0
    assert not connection.in_atomic_block


@on_its_own
def test_an_export_that_was_never_read_is_closed_too():
    rows = rows_of(10)
    rows.close()

    assert slots_taken() == 0
    assert not connection.in_atomic_block


@on_its_own
def test_whoever_stops_reading_in_the_middle_leaves_a_usable_connection():
    rows = rows_of(100_000)
    chunks = iter(rows)
    next(chunks)
    chunks.close()
    rows.close()

    assert slots_taken() == 0
    assert not connection.in_atomic_block


@pytest.fixture
def hasty(monkeypatch):
    """The connection is one of a web process, which waits half a second for a request's answer."""
    options = {k: v for k, v in connection.settings_dict["OPTIONS"].items() if k != "pool"}
    pool = {"min_size": 1, "max_size": 1, "connection_class": impatient(0.5)}
    connection.close()
    monkeypatch.setitem(connection.settings_dict, "CONN_MAX_AGE", 0)
    monkeypatch.setitem(connection.settings_dict, "OPTIONS", options | {"pool": pool})
    yield
    connection.close()
    connection.close_pool()


@on_its_own
def test_a_row_that_takes_longer_than_a_request_may_is_waited_for(hasty):
    rows = Rows("SELECT 'late' FROM pg_sleep(1)", options=CSV)
    assert b"".join(rows) == b"late\n"

    assert connection.connection.longest == 0.5


@on_its_own
@pytest.mark.parametrize("query", ["SELECT 1 / 0", "SELECT pg_terminate_backend(pg_backend_pid())"])
def test_an_export_that_fails_leaves_nobody_more_patient(hasty, query):
    rows = Rows(query, options=CSV)
    link = connection.connection
    with pytest.raises(psycopg.Error):
        list(rows)
    rows.close()

    assert link.longest == 0.5
    assert slots_taken() == 0


@on_its_own
def test_a_reader_who_goes_away_leaves_nobody_more_patient(hasty):
    rows = rows_of(100_000)
    next(iter(rows))
    rows.close()

    assert connection.connection.longest == 0.5


@on_its_own
def test_as_many_as_may_run_are_enough_and_the_next_is_told_at_once(elsewhere):
    take_slots(elsewhere)

    with pytest.raises(Busy):
        rows_of(10)
    assert not connection.in_atomic_block
    assert slots_taken() == AT_ONCE


@on_its_own
def test_the_last_free_slot_is_found_and_a_freed_one_used_again(elsewhere):
    take_slots(elsewhere, AT_ONCE - 1)
    assert len(list(rows_of(1))) == 1

    take_slots(elsewhere)
    with elsewhere.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock_all()")
    assert len(list(rows_of(1))) == 1


@pytest.mark.parametrize(
    "words",
    [
        "100 % 's",
        "it's",
        'a "b"',
        "\\",
        "\\'; DROP TABLE x --",
        "%s %(a)s %%",
        "$1 {} ї 👩‍👧",
        "a:b",
    ],
)
def test_filters_become_literals_that_cannot_break_out(cast, words):
    article = make_article(cast)
    wanted = make_claim(cast, article, statement=words)
    make_claim(cast, article, words="resigned")

    sql = literal_sql(Claim.objects.filter(statement=words).values("id"))
    assert b"".join(Rows(sql, options=CSV)).split() == [str(wanted.pk).encode()]


def test_an_export_inside_a_transaction_leaves_that_one_open(cast):
    with transaction.atomic():
        list(rows_of(1))
        assert Claim.objects.count() == 0


def test_a_reader_who_goes_away_in_the_middle_frees_the_slot(cast):
    many = "SELECT repeat('x', 1000) FROM generate_series(1, 5000)"
    for _ in range(AT_ONCE + 1):
        rows = Rows(many, options="FORMAT csv")
        assert next(iter(rows))
        rows.close()

    rows = Rows(many, options="FORMAT csv")
    assert sum(map(len, rows)) == 5000 * 1001
