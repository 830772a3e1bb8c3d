"""A connection to a server that hangs does not hang."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import OperationalError, connection
from psycopg_pool import ConnectionPool

from newsroom import outages
from newsroom.database import timeouts


@pytest.fixture
def connect(db):
    """Connections of the class that web processes use."""
    links = []

    def connect(seconds, user=settings.DATABASE_APPLICATION) -> psycopg.Connection:
        given = connection.settings_dict
        link = timeouts.impatient(seconds).connect(
            host=given["HOST"], user=user, dbname=given["NAME"],
            autocommit=True,
        )  # fmt: skip
        links.append(link)
        return link

    yield connect
    for link in links:
        link.close()


def test_what_takes_too_long_is_given_up_and_the_connection_with_it(connect):
    link = connect(0.05)
    with pytest.raises(psycopg.OperationalError, match=r"did not answer within 0\.05 seconds"):
        link.execute("SELECT pg_sleep(60)")

    assert link.closed


@pytest.mark.parametrize("seconds", [0, 60])
def test_what_is_answered_is_answered(connect, seconds):
    assert connect(seconds).execute("SELECT 1").fetchone() == (1,)


AT_COMMIT = """
CREATE TEMP TABLE one (n int);
CREATE FUNCTION pg_temp.at_commit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {} RETURN NULL; END $$;
CREATE CONSTRAINT TRIGGER late AFTER INSERT ON one DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION pg_temp.at_commit();
BEGIN;
INSERT INTO one VALUES (1)
"""


@pytest.fixture
def connect_owner(connect):
    return lambda seconds: connect(seconds, connection.settings_dict["USER"])


def test_a_commit_that_is_not_answered_is_in_doubt(connect_owner):
    link = connect_owner(0.2)
    link.execute(AT_COMMIT.format("PERFORM pg_sleep(60);"))
    with pytest.raises(timeouts.InDoubt, match=r"did not answer within 0\.2 seconds"):
        link.commit()


def test_a_commit_whose_server_was_ended_is_in_doubt(connect_owner):
    link = connect_owner(60)
    link.execute(AT_COMMIT.format("PERFORM pg_terminate_backend(pg_backend_pid());"))
    with pytest.raises(timeouts.InDoubt, match="terminating connection"):
        link.commit()


def test_a_commit_that_the_server_refused_was_not_done(connect_owner):
    link = connect_owner(60)
    link.execute(AT_COMMIT.format("RAISE EXCEPTION 'full' USING ERRCODE = '53100';"))
    with pytest.raises(psycopg.errors.DiskFull):
        link.commit()


AT_ONCE = AT_COMMIT.split("BEGIN;\n")[0]


@pytest.mark.parametrize(
    ("seconds", "end", "is_in_doubt"),
    [
        (0.2, "PERFORM pg_sleep(60);", True),
        (60, "PERFORM pg_terminate_backend(pg_backend_pid());", True),
        (60, "RAISE EXCEPTION 'full' USING ERRCODE = '53100';", False),
    ],
    ids=["silent", "ended", "refused"],
)
def test_so_is_one_statement_that_commits_by_itself(connect_owner, seconds, end, is_in_doubt):
    link = connect_owner(seconds)
    link.execute(AT_ONCE.format(end))
    as_django = connection.wrap_database_errors
    with pytest.raises(OperationalError) as failed, timeouts.committing(), as_django:
        link.execute("INSERT INTO one VALUES (%s)", [1])

    assert outages.is_in_doubt(failed.value) is is_in_doubt


def test_a_connection_that_just_answered_is_asked_no_more(connect, monkeypatch):
    link = connect(60)
    link.execute("SELECT 1")
    asked = []
    monkeypatch.setattr(psycopg.Connection, "execute", lambda self, *_: asked.append(self))
    ConnectionPool.check_connection(link)
    assert asked == []

    link._answered -= timeouts.FRESH_SECONDS
    ConnectionPool.check_connection(link)
    assert asked == [link]


def test_one_that_the_server_ended_is_found_out_however_fresh(connect):
    link, other = connect(60), connect(60)
    [pid] = link.execute("SELECT pg_backend_pid()").fetchone()
    other.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])

    with pytest.raises(psycopg.OperationalError):
        ConnectionPool.check_connection(link)


def test_the_pool_s_check_is_more_impatient_than_a_request(connect, monkeypatch):
    link = connect(60)
    waited = []
    wait = psycopg.Connection.wait

    def look(self, gen, interval=0.1, timeout=None):
        waited.append(timeout)
        return wait(self, gen, interval, timeout)

    monkeypatch.setattr(psycopg.Connection, "wait", look)
    link._answered = float("-inf")
    ConnectionPool.check_connection(link)
    link.execute("SELECT 1")

    assert set(waited) == {timeouts.CHECK_SECONDS, 60}
    assert link.longest == 60


def test_whoever_expects_to_wait_longer_may_and_only_there(connect):
    link = connect(7)
    with pytest.raises(KeyError), timeouts.patient(link, 60):
        assert link.longest == 60 + timeouts.GRACE
        raise KeyError
    assert link.longest == 7


def test_no_limit_stays_no_limit(connect):
    link = connect(0)
    with timeouts.patient(link, 60):
        assert link.longest == 0


@pytest.mark.parametrize("_time", [1, 2])
@pytest.mark.django_db(transaction=True)
def test_a_connection_that_one_test_breaks_is_whole_in_the_next(_time):
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == (settings.DATABASE_APPLICATION,)
    with socket.socket(fileno=os.dup(connection.connection.fileno())) as wire:
        wire.shutdown(socket.SHUT_RDWR)


def test_django_takes_the_pool_that_the_settings_describe(db):
    """In a process of its own, as a web server starts it."""
    env = {**os.environ, "NEWSROOM_DATABASE_POOL": "2", "NEWSROOM_STATEMENT_SECONDS": "7"}
    code = (
        "import django; django.setup(); from django.db import connection as c\n"
        "with c.cursor() as k: k.execute('SHOW statement_timeout'); "
        "print(k.fetchone()[0], c.connection.longest, c.connection.info.user); c.close_pool()"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).resolve().parents[2],
        env=env | {"DJANGO_SETTINGS_MODULE": "newsroom.settings"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.stdout.split() == ["7s", str(7 + timeouts.GRACE), settings.DATABASE_APPLICATION], (
        run.stderr
    )


def test_a_server_that_takes_the_call_and_says_nothing_is_given_up():
    with socket.create_server(("127.0.0.1", 0)) as server, pytest.raises(psycopg.OperationalError):
        timeouts.impatient(60).connect(
            host="127.0.0.1", port=server.getsockname()[1], user="u", dbname="d", connect_timeout=2
        )
