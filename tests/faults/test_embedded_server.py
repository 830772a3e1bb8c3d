"""The embedded PostgreSQL survives what happens to machines."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from newsroom.embedded import paths, server
from newsroom.embedded.errors import EmbeddedError

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 300  # Seconds.
USE = "import sys, time, pathlib; from newsroom.embedded import server; " \
      "server.ensure(pathlib.Path(sys.argv[1])); print('ready', flush=True); time.sleep(600)"  # fmt: skip


@pytest.fixture
def data(tmp_path_factory):
    """A data folder with a space in a path longer than any socket's may be; nothing stays of it."""
    folder = tmp_path_factory.mktemp("a data folder") / ("long " * 30).strip()
    yield folder
    server.release(folder)
    assert wait_for(lambda: not postmaster(folder)), "the server outlived its users"


@contextlib.contextmanager
def user_of(data: Path):
    """Another process that uses the server."""
    process = subprocess.Popen(
        [sys.executable, "-c", USE, str(data)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout.readline() == "ready\n"
        yield process
    finally:
        process.kill()
        process.wait()


def connect(data: Path) -> psycopg.Connection:
    folder = str(paths.socket_folder(data))
    return psycopg.connect(host=folder, user="newsroom", dbname="newsroom", autocommit=True)


def postmaster(data: Path) -> int | None:
    """The server's process id while it lives."""
    with contextlib.suppress(FileNotFoundError, ValueError, IndexError, ProcessLookupError):
        pid = int((data / "pg18" / "postmaster.pid").read_text().split()[0])
        os.kill(pid, 0)
        return pid
    return None


def keeper(data: Path) -> int:
    """The process id of the keeper: the parent of the server."""
    status = Path(f"/proc/{postmaster(data)}/status").read_text()
    return int(status.split("PPid:")[1].split()[0])


def wait_for(condition) -> bool:
    """Whether it comes true; only what never does is waited for as long as this."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.05)
    return False


def test_a_long_path_with_spaces_works_and_the_socket_is_ours_alone(data):
    server.ensure(data)

    with connect(data) as link:
        assert link.execute("SELECT upper('привіт')").fetchone() == ("ПРИВІТ",)
    assert paths.socket_folder(data).stat().st_mode & 0o777 == 0o700


def test_what_was_committed_is_safe_by_the_server_s_settings(data):
    server.ensure(data)

    with connect(data) as link:
        for name in ("fsync", "full_page_writes", "synchronous_commit"):
            assert link.execute(f"SHOW {name}").fetchone() == ("on",)


def test_six_starts_at_once_make_one_server(data):
    with contextlib.ExitStack() as stack:
        users = [stack.enter_context(user_of(data)) for _ in range(6)]
        assert len(users) == 6
        assert postmaster(data)
        server.ensure(data)
        with connect(data) as link:
            assert link.execute("SELECT 1").fetchone() == (1,)


def test_the_server_stops_after_its_last_user_was_killed(data):
    with user_of(data) as process:
        assert postmaster(data)
        process.send_signal(signal.SIGKILL)

    assert wait_for(lambda: not postmaster(data))


def test_a_killed_keeper_takes_the_server_along_and_the_next_start_works(data):
    server.ensure(data)
    with connect(data) as link:
        link.execute("CREATE TABLE kept (id int)")

    os.kill(keeper(data), signal.SIGKILL)
    assert wait_for(lambda: not server.is_running(data))
    server.ensure(data)

    with connect(data) as link:
        link.execute("SELECT * FROM kept")


def test_a_killed_server_comes_back_with_everything_that_was_committed(data):
    server.ensure(data)
    with connect(data) as link:
        link.execute("CREATE TABLE kept (id int)")
        link.execute("INSERT INTO kept VALUES (7)")
    pid = postmaster(data)

    os.kill(pid, signal.SIGKILL)
    assert wait_for(lambda: not server.is_running(data))
    server.ensure(data)

    with connect(data) as link:
        assert link.execute("SELECT id FROM kept").fetchone() == (7,)


def test_a_data_folder_of_a_newer_postgresql_is_refused_in_one_sentence(data):
    (data / "pg18").mkdir(parents=True)
    (data / "pg18" / "PG_VERSION").write_text("99\n")

    with pytest.raises(EmbeddedError, match="newer PostgreSQL 99; this is PostgreSQL 18"):
        server.ensure(data)


def test_a_folder_without_postgresql_is_refused_in_one_sentence(data, monkeypatch, tmp_path):
    monkeypatch.setenv("NEWSROOM_PG_BIN", str(tmp_path))

    with pytest.raises(EmbeddedError, match="There is no postgres"):
        server.ensure(data)
