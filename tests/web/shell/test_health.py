"""`/healthz`: for load balancers and for `up`, without a person."""

import threading
from datetime import timedelta
from functools import partial

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.utils import timezone
from kombu import Connection

from annotations.models import TaggingRun, WorkerHeartbeat
from annotations.web.shell import health
from annotations.work import heartbeat, wakeup
from newsroom import outages
from newsroom.embedded.errors import EmbeddedError
from newsroom.version import VERSION
from tests.factory import make_article

FINE = {
    "status": "ok", "database": "ok", "broker": "ok", "workers": 0, "tagger": "ok",
    "oldest_queued_seconds": 0, "version": VERSION,
}  # fmt: skip


@pytest.fixture
def ask(client, db, monkeypatch):
    """The status and the answer; the broker is there."""
    monkeypatch.setattr(wakeup, "answers", lambda: True)
    # In the test's own transaction.
    monkeypatch.setattr(health.Probe, "begin", lambda probe: probe)
    monkeypatch.setattr(health.Probe, "end", lambda probe, seconds: probe._ask())

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
    monkeypatch.setattr(wakeup, "answers", lambda: False)

    assert ask() == (200, FINE | {"status": "degraded", "broker": "away"})


@pytest.mark.parametrize("error", [OperationalError("gone"), EmbeddedError("no server")])
@pytest.mark.parametrize("broker", [True, False])
def test_without_a_database_it_is_down(ask, monkeypatch, error, broker):
    def refuse(*_):
        raise error

    monkeypatch.setattr(wakeup, "answers", lambda: broker)
    with monkeypatch.context() as patch:
        patch.setattr(connection, "cursor", refuse)
        status, answer = ask()

    assert (status, answer["status"], answer["database"]) == (503, "down", "away")


@pytest.mark.parametrize("table", ["django_migrations", "annotations_workerheartbeat"])
@pytest.mark.owner
def test_a_database_without_its_tables_is_not_migrated(ask, table):
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {table} CASCADE")
    status, answer = ask()

    assert (status, answer["status"], answer["database"]) == (503, "down", "not migrated")


@pytest.mark.owner
def test_nor_is_one_of_an_older_version_or_one_without_rights(ask):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE name = %s", [health._last_migration()])
    assert ask()[1]["database"] == "not migrated"

    with connection.cursor() as cursor:
        cursor.execute(f"REVOKE ALL ON django_migrations FROM {settings.DATABASE_APPLICATION}")
        cursor.execute(f"SET LOCAL ROLE {settings.DATABASE_APPLICATION}")
    assert ask()[1]["database"] == "not migrated"


def test_a_database_that_ended_for_want_of_room_says_so(ask, monkeypatch):
    def refuse(*_):
        raise EmbeddedError("PostgreSQL did not start.")

    monkeypatch.setattr(outages, "LEAST", 2**62)
    with monkeypatch.context() as patch:
        patch.setattr(connection, "cursor", refuse)
        status, answer = ask()

    assert (status, answer["database"]) == (503, "disk full")


@pytest.mark.django_db(transaction=True)
def test_what_hangs_keeps_one_thread_and_nobody_waiting(client, monkeypatch):
    """Twenty ask while the database and the broker hang; both are asked once."""
    asked, go_on = [], threading.Event()

    def hang(which):
        asked.append(which)
        go_on.wait()
        return {}

    monkeypatch.setattr(health, "LIMIT", 0.02)
    for name, away in (("DATABASE", {"database": "away"}), ("BROKER", {"broker": "away"})):
        probe = health.Probe(partial(hang, name), away)
        monkeypatch.setattr(health, name, probe)
    answers = [client.get("/healthz") for _ in range(20)]
    go_on.set()

    assert {answer.status_code for answer in answers} == {503}
    assert {answer.json()["database"] for answer in answers} == {"away"}
    assert {answer.json()["broker"] for answer in answers} == {"away"}
    assert sorted(asked) == ["BROKER", "DATABASE"]


def test_who_asks_gets_the_answer_of_the_thread_that_was_begun(monkeypatch):
    """Although somebody else begins to ask anew at the same moment."""
    go_on = threading.Event()
    answers = iter([lambda: "ok", go_on.wait])

    class Crossed(health.Probe):
        """Between a look at the thread and one at its answer another one asks."""

        crossing = False

        @property
        def _thread(self):
            thread = self.__dict__["thread"]
            if self.crossing:
                self.crossing = False
                other = threading.Thread(target=self.begin)
                other.start()
                other.join(0.2)
            return thread

        @_thread.setter
        def _thread(self, thread):
            self.__dict__["thread"] = thread

    probe = Crossed(lambda: next(answers)(), "away").begin()
    probe._thread.join()
    probe.crossing = True
    assert probe.end(0.01) == "ok"
    go_on.set()


def test_a_broker_of_files_is_there_when_its_folders_are(db):
    assert wakeup.answers() is True


@pytest.mark.parametrize("which", ["data_folder_out", "control_folder"])
def test_one_whose_folder_takes_no_files_is_away(which, tmp_path, monkeypatch):
    """Also for root, who may write into what is read-only by its mode."""
    options = {}
    for name in ("data_folder_in", "data_folder_out", "control_folder", "processed_folder"):
        (tmp_path / name).mkdir()
        options[name] = str(tmp_path / name)
    link = Connection("filesystem://", transport_options=options)
    monkeypatch.setattr(wakeup.celery(), "connection_for_write", lambda *_, **__: link)
    assert wakeup.problem() == ""
    assert list((tmp_path / which).iterdir()) == []

    (tmp_path / which).rmdir()
    (tmp_path / which).touch()
    assert which in wakeup.problem()
    assert wakeup.answers() is False


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
