"""What keeps everybody from working: a full disk is told as one, a busy database as another."""

import errno

import psycopg
import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import InterfaceError, OperationalError, connection

from annotations.api.claims import claims as claims_api
from annotations.models import Article
from annotations.services.articles import articles
from newsroom import outages
from newsroom.database.timeouts import InDoubt
from newsroom.embedded.errors import EmbeddedError
from tests.cast import PASSWORD
from tests.factory import TEXT


def caused(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


FULL = {
    "the database's": caused(OperationalError("x"), psycopg.errors.DiskFull("could not extend")),
    "ours": OSError(errno.ENOSPC, "No space left on device"),
    "over quota": OSError(errno.EDQUOT, "Disk quota exceeded"),
    "at the bottom": caused(RuntimeError("x"), caused(ValueError("y"), OSError(errno.ENOSPC, "z"))),
}
AWAY = {
    "busy": OperationalError("canceling statement due to statement timeout"),
    "lost": InterfaceError("the connection is closed"),
    "not there": EmbeddedError("PostgreSQL did not start."),
}


@pytest.fixture
def failing(monkeypatch):
    """Every page, call and session fails with this error."""

    def fail(error):
        def refuse(*_, **__):
            raise error

        monkeypatch.setattr(articles, "create", refuse)
        monkeypatch.setattr(claims_api, "filtered", refuse)
        monkeypatch.setattr(SessionStore, "create_model_instance", refuse)

    return fail


def answers(client, cast, bearer, failing, error):
    """A page that saves, a session that cannot be kept, and a call over REST."""
    client.force_login(cast.reporter)
    headers = bearer(cast.reporter)
    client.raise_request_exception = False
    failing(error)
    saved = client.post("/articles/new/", {"desk": cast.desk.pk, "headline": "H", "text": TEXT})
    client.cookies.clear()
    signed_in = client.post(
        "/accounts/login/", {"username": "viewer", "login": "viewer", "password": PASSWORD}
    )
    return saved, signed_in, client.get("/api/v1/claims/", headers=headers)


@pytest.mark.parametrize("error", FULL.values(), ids=FULL)
def test_a_full_disk_is_told_as_a_full_disk(client, cast, bearer, failing, error):
    *pages, call = answers(client, cast, bearer, failing, error)

    for page in pages:
        assert page.status_code == 507
        assert "disk of this server is full" in page.content.decode()
        assert "Retry-After" not in page.headers
    assert call.status_code == 507
    assert call.json()["type"] == "/problems/disk-full"
    assert call.json()["detail"] == outages.FULL
    assert not Article.objects.exists()


@pytest.mark.parametrize("error", AWAY.values(), ids=AWAY)
def test_a_database_that_is_away_is_told_to_be_back_soon(client, cast, bearer, failing, error):
    *pages, call = answers(client, cast, bearer, failing, error)

    for page in pages:
        assert page.status_code == 503
        assert page["Retry-After"] == "2"
        assert "is not responding right now" in page.content.decode()
    assert (call.status_code, call["Retry-After"]) == (503, "2")
    assert call.json()["type"] == "/problems/try-again"


def test_where_nobody_knows_whether_it_was_saved_that_is_said(client, cast, bearer, failing):
    error = caused(OperationalError("x"), InDoubt("the server did not answer"))
    page, _, call = answers(client, cast, bearer, failing, error)

    assert page.status_code == call.status_code == 503
    assert "may have been saved, or not" in page.content.decode()
    assert call.json()["type"] == "/problems/in-doubt"
    assert call["Retry-After"] == "2"


@pytest.mark.parametrize("error", AWAY.values(), ids=AWAY)
def test_a_database_that_ended_for_want_of_room_cannot_say_so(monkeypatch, error):
    assert not outages.is_disk_full(error)

    monkeypatch.setattr(outages, "LEAST", 2**62)
    assert outages.is_disk_full(error)
    assert not outages.is_disk_full(ValueError("ours"))


def test_another_failure_is_neither(client, cast, bearer, failing):
    *pages, call = answers(client, cast, bearer, failing, ValueError("ours"))

    assert {page.status_code for page in [*pages, call]} == {500}


def test_the_database_itself_ends_a_statement_that_takes_too_long(
    client, cast, bearer, monkeypatch
):
    headers = bearer(cast.reporter)

    def slow(*_, **__):
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = '1ms'")
            cursor.execute("SELECT pg_sleep(60)")

    monkeypatch.setattr(claims_api, "filtered", slow)
    assert client.get("/api/v1/claims/", headers=headers).status_code == 503
