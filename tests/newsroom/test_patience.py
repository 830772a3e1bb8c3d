"""A connection to a server that hangs does not hang."""

import socket

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from newsroom.database import patience


@pytest.fixture
def connect(db):
    """Connections of the class that web processes use."""
    links = []

    def connect(seconds) -> psycopg.Connection:
        given = connection.settings_dict
        link = patience.impatient(seconds).connect(
            host=given["HOST"], user=settings.DATABASE_APPLICATION, dbname=given["NAME"],
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


def test_the_pool_s_check_is_more_impatient_than_a_request(connect, monkeypatch):
    link = connect(60)
    patience.check(link)
    assert link.longest == 60

    monkeypatch.setattr(patience, "CHECK_SECONDS", 0.05)
    monkeypatch.setattr(
        link, "execute", lambda _: psycopg.Connection.execute(link, "SELECT pg_sleep(60)")
    )
    with pytest.raises(psycopg.OperationalError, match="did not answer"):
        patience.check(link)


def test_a_server_that_takes_the_call_and_says_nothing_is_given_up():
    with socket.create_server(("127.0.0.1", 0)) as server, pytest.raises(psycopg.OperationalError):
        patience.impatient(60).connect(
            host="127.0.0.1", port=server.getsockname()[1], user="u", dbname="d", connect_timeout=2
        )
