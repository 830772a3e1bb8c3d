"""The keeper: one detached process that runs PostgreSQL while anybody uses the data folder.

Users hold a shared lock on `pg18.users`; the kernel drops it when they end, however they end. The
keeper holds `pg18.keeper`. When it can take the users' lock for itself, nobody is left: it keeps
that lock while it stops the server, so that a newcomer waits instead of racing the shutdown.
Run as `python -m newsroom.embedded.keeper DATA`.
"""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import IO

from . import binaries, cluster, files, identity
from .errors import EmbeddedError

ALONE_FOR = 2.0  # Seconds without a user after which the server stops.
TICK = 0.25
OLD_SERVER_WITHIN = 15.0  # Seconds.
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "shared_buffers": "256MB",
    "max_wal_size": "2GB",
    "effective_cache_size": "1GB",
    "jit": "off",
    "idle_in_transaction_session_timeout": "60s",
    # What people wrote stays out of the log: no statement, and no error, for it names values.
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_min_duration_statement": "-1",
    "timezone": "UTC",
}


def main(data: Path) -> int:
    """Keep the server of `data` until nobody uses it; exit status 0, or 1 with the reason kept."""
    place = files.Files(data)
    lock = place.keeper.open("a")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return 0  # Another keeper is there.
    place.ready.unlink(missing_ok=True)
    place.failure.unlink(missing_ok=True)
    try:
        server = _start(place)
    except EmbeddedError as error:
        place.failure.write_text(str(error))
        return 1
    try:
        _create_database(place, server)
        place.ready.write_text(str(server.pid))
        users = _wait_until_alone(place, server)
        place.ready.unlink(missing_ok=True)
        _stop(server)
        users.close()
    except EmbeddedError as error:
        place.failure.write_text(str(error))
        _stop(server)
        return 1
    finally:
        place.ready.unlink(missing_ok=True)
    shutil.rmtree(place.socket, ignore_errors=True)
    return 0


def _start(place: files.Files) -> subprocess.Popen:
    cluster.check(place.cluster)
    cluster.make(place.cluster)
    _wait_for_old_server(place)
    identity.own(place.socket)
    # A killed server leaves these; a stale one would be believed.
    for leftover in place.socket.glob(".s.PGSQL.*"):
        leftover.unlink()
    options = [word for name, value in SETTINGS.items() for word in ("-c", f"{name}={value}")]
    words = [str(binaries.folder() / "postgres"), "-D", str(place.cluster)]
    return subprocess.Popen(
        identity.command(*words, "-k", str(place.socket), *options, until_parent_ends=True),
        stdin=subprocess.DEVNULL,
        stdout=place.open_log(),
        stderr=subprocess.STDOUT,
        cwd="/",
        preexec_fn=identity.die_with_parent(signal.SIGINT),
    )


def _wait_for_old_server(place: files.Files) -> None:
    """The server of a killed keeper may still be shutting down: it holds the folder until then.

    A process that only got its number is waited for in vain; PostgreSQL tells the two apart.
    """
    deadline = time.monotonic() + OLD_SERVER_WITHIN
    while time.monotonic() < deadline:
        try:
            os.kill(int((place.cluster / "postmaster.pid").read_text().split()[0]), 0)
        except (FileNotFoundError, IndexError, ValueError, ProcessLookupError):
            return
        except PermissionError:
            pass
        time.sleep(0.05)


def _create_database(place: files.Files, server: subprocess.Popen) -> None:
    """Wait until the server answers, and make the database on its first start."""
    psql = [str(binaries.folder() / "psql"), "-h", str(place.socket), "-U", "newsroom", "-X", "-q"]
    while True:
        if server.poll() is not None:
            raise EmbeddedError(f"PostgreSQL did not start; {place.log} says why.")
        asked = subprocess.run(
            [*psql, "-A", "-t", "-d", "template1",
             "-c", "SELECT 1 FROM pg_database WHERE datname = 'newsroom'"],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        if asked.returncode == 0:
            break
        time.sleep(0.05)
    if not asked.stdout.strip():
        words = [*psql, "-d", "template1", "-c", "CREATE DATABASE newsroom"]
        subprocess.run(words, check=True, capture_output=True)


def _wait_until_alone(place: files.Files, server: subprocess.Popen) -> IO[str]:
    """Returns the users' lock, held, once nobody has used the server for a while."""
    users = place.users.open("a")
    alone = 0.0
    while True:
        time.sleep(TICK)
        if server.poll() is not None:
            raise EmbeddedError(f"PostgreSQL ended unexpectedly; {place.log} says why.")
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            alone = 0.0
            continue
        alone += TICK
        if alone >= ALONE_FOR:
            return users
        fcntl.flock(users, fcntl.LOCK_UN)


def _stop(server: subprocess.Popen) -> None:
    if server.poll() is None:
        server.send_signal(signal.SIGINT)  # Fast shutdown: clients are told, nothing is lost.
        try:
            server.wait(30)
        except subprocess.TimeoutExpired:
            server.send_signal(signal.SIGQUIT)
            server.wait()


if __name__ == "__main__":
    # The terminal's Ctrl-C is for the people's processes; the keeper outlives them by a moment.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.umask(0o077)
    sys.exit(main(Path(sys.argv[1])))
