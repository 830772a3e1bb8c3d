"""`/healthz`: for load balancers and for `up`, without a person."""

from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from annotations.models import TaggingRun, WorkerHeartbeat
from annotations.work import bell, heartbeat
from newsroom.embedded.errors import EmbeddedError
from tests.factory import make_article

FINE = {
    "status": "ok", "database": "ok", "broker": "ok", "workers": 0, "tagger": "ok",
    "oldest_queued_seconds": 0,
}  # fmt: skip


@pytest.fixture
def ask(client, db, monkeypatch):
    """The status and the answer; the broker is there."""
    monkeypatch.setattr(bell, "answers", lambda: True)

    def asked() -> tuple[int, dict]:
        response = client.get("/healthz")
        return response.status_code, response.json()

    return asked


def test_an_installation_without_work_is_fine(ask):
    assert ask() == (200, FINE)


def test_it_counts_the_workers_that_spoke_lately(ask):
    heartbeat.beat("one:1")
    heartbeat.beat("one:1")
    heartbeat.beat("two:2")
    heartbeat.beat("gone:3")
    WorkerHeartbeat.objects.filter(name="gone:3").update(
        seen_at=timezone.now() - timedelta(minutes=1)
    )

    assert ask() == (200, FINE | {"workers": 2})


def test_it_says_how_long_the_oldest_run_waits(ask, cast):
    make_article(cast)
    article = make_article(cast)
    article.runs.update(queued_at=timezone.now() - timedelta(seconds=90))

    assert 90 <= ask()[1]["oldest_queued_seconds"] < 100
    TaggingRun.objects.update(state="done")
    assert ask()[1]["oldest_queued_seconds"] == 0


def test_a_model_that_could_not_be_loaded_is_said_without_its_folder(ask):
    for name in ("one:1", "two:2"):
        heartbeat.beat(name)
    WorkerHeartbeat.objects.filter(name="two:2").update(problem="/srv/model cannot be loaded.")
    status, answer = ask()

    assert (status, answer["status"], answer["workers"]) == (200, "degraded", 2)
    assert answer["tagger"] == "by rules: the model could not be loaded"
    heartbeat.forget("two:2")
    assert ask() == (200, FINE | {"workers": 1})


def test_without_a_broker_it_is_degraded_and_still_serves(ask, monkeypatch):
    monkeypatch.setattr(bell, "answers", lambda: False)

    assert ask() == (200, FINE | {"status": "degraded", "broker": "away"})


@pytest.mark.parametrize("error", [OperationalError("gone"), EmbeddedError("no server")])
@pytest.mark.parametrize("broker", [True, False])
def test_without_a_database_it_is_down(ask, monkeypatch, error, broker):
    def refuse(*_):
        raise error

    monkeypatch.setattr(bell, "answers", lambda: broker)
    with monkeypatch.context() as patch:
        patch.setattr(connection, "cursor", refuse)
        patch.setattr(connection, "close", lambda: None)
        status, answer = ask()

    assert (status, answer["status"], answer["database"]) == (503, "down", "away")


def test_a_broker_of_files_is_there_when_its_folders_are(db):
    assert bell.answers() is True


def test_it_says_nothing_about_the_content(ask, cast):
    make_article(cast, headline="Secret headline")

    assert set(ask()[1]) == set(FINE)


def test_head_is_for_load_balancers(client, db):
    response = client.head("/healthz")

    assert (response.status_code, response.content) == (200, b"")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_it_is_read_only(client, db, method):
    response = getattr(client, method)("/healthz")

    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD"


def test_asking_needs_no_session_and_makes_none(client, ask):
    assert ask()[0] == 200
    assert not client.cookies
