"""A database is backed up while people work, and put back as it was at one moment."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from annotations.exchange import claims
from annotations.models import Claim
from newsroom.keeping import backup, restore, tables
from newsroom.keeping.archive import Archive, Manifest
from newsroom.keeping.errors import KeepingError
from newsroom.keeping.progress import Progress
from tests.databases import database_beside
from tests.models.test_migrations import OLD, claims_of, exported_as, load, schema

pytestmark = pytest.mark.slow
KEPT = OLD / "v0.2.0"
QUIET = Progress(lambda line: None)
WRITERS = 3


@pytest.fixture(scope="module")
def desk(django_db_setup, django_db_blocker) -> Iterator[None]:
    """The demo desk of 0.2.0 in a database of its own, brought up to date."""
    with database_beside(django_db_blocker, "desk"):
        load(KEPT)
        call_command("migrate", verbosity=0)
        yield


@pytest.fixture
def empty(django_db_blocker) -> Iterator[None]:
    with database_beside(django_db_blocker, "empty"):
        yield


@pytest.fixture(scope="module")
def file(desk, tmp_path_factory) -> Path:
    """A backup of that desk, and beside it what the desk exported at the same moment."""
    path = tmp_path_factory.mktemp("kept") / "desk.zip"
    with writing():
        backup.write(path, QUIET, lambda: path.with_name("export").write_bytes(export()))
    return path


@contextmanager
def writing() -> Iterator[None]:
    """People work meanwhile: each save changes a source and a rating, and adds a source."""
    stop, begun = threading.Event(), threading.Barrier(WRITERS + 1, timeout=60)
    address = psycopg.conninfo.make_conninfo(
        host=connection.settings_dict["HOST"],
        user=connection.settings_dict["USER"],
        dbname=connection.settings_dict["NAME"],
    )

    def work(number: int) -> None:
        with psycopg.connect(address, autocommit=True) as link:
            sources, ratings = (
                [row[0] for row in link.execute(f"SELECT id FROM annotations_{table} ORDER BY id")]
                for table in ("source", "rating")
            )
            saves = 0
            while not stop.is_set():
                with link.transaction():
                    said = f"saved {number} {saves}"
                    for table, column, pk in (
                        ("source", "publisher", sources[number]),
                        ("rating", "label", ratings[number]),
                    ):
                        link.execute(
                            f"UPDATE annotations_{table} SET {column} = %s WHERE id = %s",
                            [said, pk],
                        )
                    link.execute(
                        "INSERT INTO annotations_source (desk_id, kind, title, url, url_key, search, "
                        "publisher, created_at, version) "
                        "SELECT desk_id, kind, %s, '', '', search, 'new', now(), 1 "
                        "FROM annotations_source WHERE id = %s",
                        [said, sources[number]],
                    )
                saves += 1
                if saves == 5:
                    begun.wait()

    threads = [
        threading.Thread(target=work, args=[number], daemon=True) for number in range(WRITERS)
    ]
    for thread in threads:
        thread.start()
    begun.wait()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def export() -> bytes:
    """All that is exported of claims."""
    every = Claim.objects.order_by("pk")
    return b"".join(claims.ndjson(every)) + b"".join(claims.CSV(every))


def rows() -> dict[str, list[bytes]]:
    """Every row of every table, as text."""
    with connection.cursor() as cursor, transaction.atomic():
        tables.steady()
        found = {}
        for table in tables.found():
            with cursor.copy(f"COPY ({tables.selected(table)}) TO STDOUT") as copy:
                found[table.name] = sorted(bytes(row) for row in copy)
    return found


def asked(sql: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def of_file(path: Path) -> dict[str, list[bytes]]:
    archive = Archive(path)
    return {
        table.name: sorted(b"".join(archive.rows(table)).splitlines(keepends=True))
        for table in archive.manifest.tables
    }


def test_what_was_backed_up_under_load_is_put_back_as_it_was_at_one_moment(
    file, empty, django_db_blocker
):
    with database_beside(django_db_blocker, "made"):
        call_command("migrate", verbosity=0)
        made, guards = schema(), asked(GUARDS)

    restore.put_back(file, QUIET)

    assert export() == file.with_name("export").read_bytes()
    assert rows() == of_file(file)
    # One moment for all tables: both halves of each save, and its line in the trail, once.
    halves = asked("SELECT publisher FROM annotations_source WHERE publisher LIKE 'saved %'")
    assert len(halves) == WRITERS
    assert sorted(halves) == sorted(
        asked("SELECT label FROM annotations_rating WHERE label LIKE 'saved %'")
    )
    new = asked(
        "SELECT count(*), (SELECT count(*) FROM annotations_event WHERE \"table\" = 'source' AND "
        "action = 'I' AND new->>'publisher' = 'new') FROM annotations_source "
        "WHERE publisher = 'new'"
    )
    assert new[0][0] == new[0][1] >= 5 * WRITERS
    # Tables, constraints, indexes and guards are those that the migrations make, and work.
    assert schema() == made
    assert asked(GUARDS) == guards
    assert asked("SELECT count(*) FROM pg_constraint WHERE NOT convalidated") == [(0,)]
    with pytest.raises(Exception, match="append-only"), transaction.atomic():
        asked("DELETE FROM annotations_event RETURNING 1")


GUARDS = """
SELECT tgrelid::regclass::text, tgname, tgenabled FROM pg_trigger
WHERE NOT tgisinternal ORDER BY 1, 2
"""


def test_both_roles_and_the_next_numbers_are_ready_at_once(file, empty):
    restore.put_back(file, QUIET)

    newest = asked("SELECT max(id) FROM annotations_source")[0][0]
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {settings.DATABASE_APPLICATION}")
    [(made,)] = asked(
        "INSERT INTO annotations_source (desk_id, kind, title, url, url_key, search, publisher, "
        "created_at, version) SELECT desk_id, kind, 'next', '', '', search, '', now(), 1 FROM annotations_source LIMIT 1 "
        "RETURNING id"
    )
    assert made > newest
    with pytest.raises(Exception, match="permission denied"):
        asked("TRUNCATE annotations_source")


def test_a_file_of_the_first_version_that_is_kept_goes_up_with_its_rows(empty):
    restore.put_back(KEPT / "backup.zip", QUIET)

    now = b"".join(claims.ndjson(Claim.objects.order_by("pk"))).splitlines()
    exported_as(claims_of(KEPT), list(map(json.loads, now)))
    call_command("migrate", check_unapplied=True, verbosity=0)


def holds(name: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS annotations_desk (name text)")
        cursor.execute("INSERT INTO annotations_desk VALUES (%s)", [name])
    return asked("SELECT * FROM annotations_desk")


def refused(words: str, path: Path, **options: bool) -> None:
    """It is, in one sentence, and the database is as it was."""
    before = rows()
    with pytest.raises(CommandError, match=words) as refusal:
        call_command("restore", str(path), **options)
    assert "\n" not in str(refusal.value)
    assert rows() == before


def test_a_database_that_holds_something_is_emptied_only_when_told(file, empty):
    holds("mine")
    refused("holds something already .* say --replace", file)

    call_command("restore", str(file), replace=True, verbosity=0, stdout=Sink())

    assert rows() == of_file(file)


@pytest.mark.owner
def test_a_database_that_was_only_migrated_counts_as_empty(db):
    assert set(restore._held()) <= restore.UNASKED


def test_a_damaged_file_and_one_of_a_newer_version_change_nothing(
    file, empty, tmp_path, monkeypatch
):
    holds("mine")
    cut = tmp_path / "cut.zip"
    cut.write_bytes(file.read_bytes()[:-100])
    refused("is no whole backup", cut, replace=True)

    monkeypatch.setattr(restore, "VERSION", "0.1.9")
    refused("was made by a newer Newsroom", file, replace=True)
    monkeypatch.undo()

    known = restore.MigrationLoader(None).disk_migrations.keys()
    newest = max(name for app, name in known if app == "annotations")
    monkeypatch.setattr(
        restore.MigrationLoader,
        "disk_migrations",
        property(lambda self: {k: v for k, v in self.__dict__["disk"].items() if k[1] != newest},
                 lambda self, disk: self.__dict__.update(disk=disk)),
        raising=False,
    )  # fmt: skip
    refused("was made by a newer Newsroom", file, replace=True)


def test_a_restore_that_fails_half_way_changes_nothing(file, empty, monkeypatch):
    holds("mine")
    copy, left = restore._copy, [20]

    def fall(*args) -> None:
        left[0] -= 1
        if not left[0]:
            raise KeyboardInterrupt
        copy(*args)

    monkeypatch.setattr(restore, "_copy", fall)
    refused("the database is as it was", file, replace=True)


@pytest.mark.parametrize(
    ("error", "reason"),
    [(KeyboardInterrupt(), "stopped"), (CommandError("Somebody works with a table."), "Somebody")],
)
def test_when_the_rows_are_in_what_is_left_to_do_is_said(monkeypatch, error, reason):
    def fall(*_, **__) -> None:
        raise error

    monkeypatch.setattr(restore, "_analyze", lambda found: None)
    monkeypatch.setattr(restore, "call_command", fall)
    with pytest.raises(
        KeepingError, match=rf"rows are put back.*{reason}.*run `manage\.py migrate`"
    ):
        restore._bring_up_to_date([])


def test_who_backs_up_by_cron_is_told_nothing_when_all_is_well(tmp_path, monkeypatch, capsys):
    def write(path, progress) -> Manifest:
        progress._said_at = float("-inf")
        progress.add(1)
        path.write_bytes(b"all")
        return Manifest("0.2.0", "18.6", "2026-11-29", [], [])

    monkeypatch.setattr(backup, "write", write)
    call_command("backup", str(tmp_path / "news.zip"), verbosity=0)
    assert capsys.readouterr().out == ""
    call_command("backup", str(tmp_path / "other.zip"))
    assert f"{tmp_path / 'other.zip'}: 0 rows" in capsys.readouterr().out


def test_a_database_in_use_is_left_alone(file, empty):
    holds("mine")
    address = connection.get_connection_params() | {"cursor_factory": None}
    with psycopg.connect(
        host=address["host"], user=settings.DATABASE_APPLICATION, dbname=address["dbname"]
    ):
        refused(r"is using this database \(1 connections\): stop it first", file, replace=True)


def test_nobody_changes_a_table_while_it_is_backed_up(desk, tmp_path):
    address = connection.get_connection_params()

    def alter() -> None:
        with psycopg.connect(
            host=address["host"], user=address["user"], dbname=address["dbname"]
        ) as link, suppress(psycopg.errors.LockNotAvailable):  # fmt: skip
            link.execute("SET lock_timeout = '100ms'")
            link.execute("ALTER TABLE annotations_event ADD COLUMN mine int DEFAULT random()")
            raise AssertionError("it was changed")

    backup.write(tmp_path / "news.zip", QUIET, alter)


def test_a_database_without_tables_has_nothing_to_back_up(empty, tmp_path):
    with pytest.raises(KeepingError, match="nothing to back up"):
        backup.write(tmp_path / "news.zip", QUIET)


class Sink:
    write: Callable = staticmethod(lambda *_, **__: None)
    flush: Callable = staticmethod(lambda: None)
    isatty: Callable = staticmethod(lambda: False)
