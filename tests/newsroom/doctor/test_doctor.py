"""What the doctor finds, and what it says to do."""

import json
import os
from collections import namedtuple
from datetime import timedelta
from io import StringIO

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from annotations.models import Redaction, TaggingRun, WorkerHeartbeat
from annotations.work import wakeup
from annotations.work.sealing.seals import seal
from newsroom.database import replica, roles
from newsroom.doctor import database, machine, trail, work
from newsroom.doctor.findings import LOOK, OK, WRONG, Finding, worst
from tests.factory import make_article

State = TaggingRun.State


def of(look, *args) -> list[tuple[str, str]]:
    """The states and the words of what it finds."""
    found = list(look(*args))
    assert all(bool(one.advice) != (one.state == OK) for one in found), "advice where it is wanted"
    return [(one.state, one.said) for one in found]


def states(look, *args) -> list[str]:
    return [state for state, _ in of(look, *args)]


def say(**options) -> tuple[int, str]:
    """Exit status and output of the command."""
    out, status = StringIO(), 0
    try:
        call_command("doctor", stdout=out, **options)
    except SystemExit as end:
        status = end.code
    return status, out.getvalue()


@pytest.fixture
def run(cast) -> TaggingRun:
    article = make_article(cast)
    TaggingRun.objects.filter(article=article).delete()
    return TaggingRun.objects.create(
        revision=article.current_revision, article=article, desk=article.desk
    )


def becomes(run: TaggingRun, **changes) -> None:
    TaggingRun.objects.filter(pk=run.pk).update(**changes)


def test_the_worst_of_all_counts():
    every = [Finding("a", OK, ""), Finding("b", WRONG, ""), Finding("c", LOOK, "")]
    assert [worst(every), worst(every[::2]), worst(every[:1]), worst([])] == [WRONG, LOOK, OK, OK]


@pytest.mark.owner
def test_a_sound_database_has_nothing_wrong(db):
    assert states(machine.versions) == states(machine.disk) == states(machine.clock) == [OK]
    assert states(database.migrations) == states(database.server) == [OK]
    assert states(database.two_roles) == states(work.web) == states(work.queue) == [OK]
    [(state, said)] = of(database.pages, True)
    assert state == OK
    assert said.split(" of ")[0] == said.split(" of ")[1].split()[0]
    with connection.cursor() as cursor:  # It leaves nothing behind.
        cursor.execute("SELECT count(*) FROM pg_extension WHERE extname = 'amcheck'")
        assert cursor.fetchone() == (0,)


@pytest.mark.owner
def test_an_index_that_is_not_as_its_table_is_found(db):
    function = "CREATE OR REPLACE FUNCTION odd(int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RETURN {}; END'"
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE annotations_odd (id int)")
        cursor.execute("INSERT INTO annotations_odd VALUES (3), (1), (2)")
        cursor.execute(function.format("$1"))
        cursor.execute("CREATE INDEX odd_index ON annotations_odd (odd(id))")
        cursor.execute(function.format("$1 + 7"))
        [(state, said)] = of(database.pages, True)
        assert (state, "lacks matching index tuple" in said) == (WRONG, True)

        cursor.execute(
            "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'odd_index'::regclass"
        )
        assert (WRONG, "odd_index is not valid") in of(database.pages, False)


def test_without_the_right_to_look_at_indexes_it_says_what_an_administrator_does(db):
    [(state, said)] = of(database.pages, False)
    assert (state, said) == (LOOK, "not looked at: amcheck cannot be used here")


def test_a_database_of_another_version_is_wrong(db, monkeypatch):
    applied = MigrationRecorder(connection).applied_migrations()
    newest = max(key for key in applied if key[0] == "annotations")

    monkeypatch.setattr(
        MigrationRecorder,
        "applied_migrations",
        lambda self: {key: row for key, row in applied.items() if key != newest},
    )
    [(state, said)] = of(database.migrations)
    assert (state, said[:22]) == (WRONG, "1 are still to run, th")

    monkeypatch.setattr(
        MigrationRecorder,
        "applied_migrations",
        lambda self: applied | {("annotations", "9999_later"): applied[newest]},
    )
    assert of(database.migrations) == [(WRONG, "the database is of a newer version (9999_later)")]


def test_roles_that_are_one_are_looked_at_and_one_with_too_many_rights_is_wrong(
    db, settings, monkeypatch
):
    def refuse():
        raise roles.RoleError("It must not.")

    monkeypatch.setattr(roles, "check", refuse)
    assert states(database.two_roles) == [WRONG]
    monkeypatch.setattr(roles, "check", lambda: False)
    assert of(database.two_roles) == [(WRONG, "there is no role for the application")]
    settings.DATABASE_OWNER = {}
    assert of(database.two_roles) == [(OK, "whoever works here owns no table")]
    monkeypatch.setattr(roles, "owns_tables", lambda: True)
    assert states(database.two_roles) == [LOOK]


@pytest.mark.owner
def test_a_server_that_may_forget_is_wrong(db):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit = off")
    assert (WRONG, "synchronous_commit is off: what was saved may be lost with the power") in of(
        database.server
    )


@pytest.mark.parametrize(
    ("free", "state"), [(1_000, WRONG), (500_000_000, LOOK), (50_000_000_000, OK)]
)
def test_room_on_the_disk(db, monkeypatch, free, state):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(machine.shutil, "disk_usage", lambda _: usage(10**11, 0, free))
    assert states(machine.disk) == [state]


@pytest.mark.parametrize(("apart", "state"), [(0, OK), (5, LOOK), (-5, LOOK), (3_600, WRONG)])
def test_clocks_that_go_apart(db, monkeypatch, apart, state):
    real = machine.time.time
    monkeypatch.setattr(machine.time, "time", lambda: real() + apart)
    assert states(machine.clock) == [state]


def test_a_replica_is_looked_at_where_there_is_to_be_one(monkeypatch):
    assert of(database.exports) == []
    monkeypatch.setattr(replica, "is_wanted", lambda: True)
    monkeypatch.setattr(replica, "why_not", lambda: "")
    assert states(database.exports) == [OK]
    monkeypatch.setattr(replica, "why_not", lambda: "it is no replica any more")
    assert of(database.exports) == [
        (LOOK, "exports read from the primary: it is no replica any more")
    ]


def test_what_nobody_takes_down_is_wrong(cast, monkeypatch):
    assert of(work.redactions) == []
    Redaction.objects.create(
        kind="name", text="Ilka Varn", reason="A court said so.", basis="GDPR 17",
        requested_by=cast.admin,
    )  # fmt: skip
    assert of(work.redactions) == []
    monkeypatch.setattr(work, "LATE", timedelta(0))
    assert of(work.redactions) == [(WRONG, "redactions that wait too long: 1")]


def test_settings_that_show_too_much(settings):
    settings.ALLOWED_HOSTS = ["localhost"]
    assert states(machine.configuration) == [OK]
    settings.ALLOWED_HOSTS = ["news.example"]
    assert of(machine.configuration) == [(LOOK, "news.example without TLS: passwords can be read")]
    settings.DEBUG = True
    assert states(machine.configuration) == [WRONG, LOOK]


def test_a_broker_that_is_away_is_wrong(monkeypatch):
    monkeypatch.setattr(wakeup, "problem", lambda: "nobody is there")
    assert of(work.broker) == [(WRONG, "does not answer: nobody is there")]


def test_no_worker_is_wrong_when_work_waits(run):
    assert states(work.workers) == [WRONG]
    becomes(run, state=State.DONE)
    assert states(work.workers) == [LOOK]
    WorkerHeartbeat.objects.create(name="here:1", problem="no model")
    assert states(work.workers) == [LOOK, OK]


def test_a_queue_that_stands_and_texts_that_were_given_up(run):
    assert states(work.queue) == [OK]
    becomes(run, queued_at=timezone.now() - timedelta(hours=1))
    [(state, said)] = of(work.queue)
    assert (state, said.split(",")[0]) == (LOOK, "1 texts wait")
    becomes(run, state=State.FAILED, finished_at=timezone.now())
    assert of(work.queue)[1] == (LOOK, "1 texts were given up")


def test_beat_is_missed_when_a_lease_is_long_past(run, settings, tmp_path):
    settings.DATA = tmp_path
    assert states(work.beat) == [LOOK]
    (tmp_path / "beat").touch()
    assert states(work.beat) == [OK]
    os.utime(tmp_path / "beat", (0, 0))
    assert states(work.beat) == [LOOK]
    past = timezone.now() - timedelta(minutes=5)
    becomes(run, state=State.RUNNING, started_at=past, lease_until=past)
    assert of(work.beat) == [(WRONG, "1 leases, copies and feeds are past their time")]


@pytest.mark.owner
def test_the_command_says_it_in_lines_or_as_json_and_ends_with_1_when_something_is_wrong(
    db, monkeypatch
):
    monkeypatch.setattr(wakeup, "problem", lambda: "")
    status, lines = say()
    assert status == 0
    assert "ok    migrations  all are applied" in lines.splitlines()

    monkeypatch.setattr(wakeup, "problem", lambda: "gone")
    status, said = say(json=True)
    told = json.loads(said)
    assert (status, told["state"]) == (1, WRONG)
    [broker] = [one for one in told["findings"] if one["subject"] == "broker"]
    assert broker["advice"].startswith("Start it, or correct CELERY_BROKER_URL")


@pytest.mark.owner
def test_a_database_that_is_away_and_a_look_that_falls_are_findings(db, monkeypatch):
    def fall():
        raise OperationalError("nobody answers\nat all")

    monkeypatch.setattr(machine.shutil, "disk_usage", lambda _: fall())
    status, lines = say()
    assert status == 1
    assert "could not be looked at: nobody answers" in lines

    monkeypatch.undo()
    monkeypatch.setattr(connection, "ensure_connection", fall)
    status, lines = say()
    assert status == 1
    assert lines.startswith("wrong database    nobody answers\n")


@pytest.mark.parametrize(
    ("embedded", "said", "advice"),
    [
        (True, 'FATAL: role "newsroom_application" does not exist', "run `manage.py up`"),
        (True, "PostgreSQL did not start", "pg18.log for why"),
        (False, 'FATAL: database "news" does not exist', "Make its roles and the database"),
        (False, 'FATAL: password authentication failed for user "x"', "Correct the name and"),
        (False, "connection refused", "Start it, or correct DATABASE_URL."),
    ],
)
def test_a_database_that_cannot_be_reached_is_told_with_what_to_do(
    settings, monkeypatch, embedded, said, advice
):
    def fall():
        raise OperationalError(said)

    settings.EMBEDDED = embedded
    with monkeypatch.context() as patch:
        patch.setattr(connection, "ensure_connection", fall)
        status, lines = say()
    assert status == 1
    assert said in lines
    assert advice in lines


@pytest.mark.owner
def test_a_trail_that_nobody_seals_is_told(cast, monkeypatch):
    assert of(trail.sealing) == [(OK, "is new")]
    monkeypatch.setattr(trail, "LATE", timedelta(0))
    [(state, said)] = of(trail.sealing)
    assert (state, said.endswith("is not sealed yet")) == (LOOK, True)
    seal(Ed25519PrivateKey.generate())
    [(state, said)] = of(trail.sealing)
    assert (state, said[:5]) == (OK, "head ")


def test_word_vectors_are_looked_at_where_they_are_wanted(db, settings, monkeypatch):
    assert of(work.word_vectors) == []
    settings.VECTORS = "tests.tagging.vectors.engines.Numbers"
    assert of(work.word_vectors) == [(OK, "0 claims wait for theirs")]
    monkeypatch.setattr("annotations.models.claims.vectors.is_kept", lambda: False)
    [(state, said)] = of(work.word_vectors)
    assert (state, said.split(": ")[1]) == (LOOK, "there is no pgvector")
    settings.VECTORS = "tests.tagging.vectors.engines.Broken"
    [(state, said)] = of(work.word_vectors)
    assert (state, said.split(": ")[1]) == (LOOK, "The file is cut.")
