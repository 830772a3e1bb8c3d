"""`ensure`: the embedded PostgreSQL runs from now on until this process ends."""

import fcntl
import os
import stat
import subprocess
import sys
import time
from functools import cache
from pathlib import Path
from typing import IO

from . import cluster
from .errors import EmbeddedError
from .files import Files

PATIENCE = 120.0  # Seconds: a recovery after a crash may have much to replay.
# Held until the process ends, then dropped by the kernel. One a data folder.
_held: dict[Path, IO[str]] = {}


def ensure(data: Path) -> None:
    """Return once the server of `data` accepts connections; safe to call in many processes at once.

    Raises EmbeddedError with one sentence: no binaries, a data folder of another PostgreSQL, a
    server that does not start.
    """
    if data in _held and is_running(data):
        return  # Asked for every connection, so nothing dearer than a lock may stand before.
    place = Files(data)
    data.mkdir(parents=True, exist_ok=True)
    cluster.check(place.cluster)
    _refuse_foreign(place.socket)
    if data not in _held:
        lock = place.users.open("a")
        fcntl.flock(lock, fcntl.LOCK_SH)  # Waits while a keeper shuts down.
        _held[data] = lock
    deadline = time.monotonic() + PATIENCE
    keeper: subprocess.Popen | None = None
    while not is_running(data):
        if keeper is not None and keeper.poll() not in (None, 0):
            reason = place.failure.read_text() if place.failure.exists() else ""
            raise EmbeddedError(reason or f"PostgreSQL did not start; {place.log} says why.")
        if not _is_kept(place) and (keeper is None or keeper.poll() is not None):
            keeper = _start_keeper(place)
        if time.monotonic() > deadline:
            raise EmbeddedError(f"PostgreSQL did not start in {PATIENCE:.0f} s; see {place.log}.")
        time.sleep(0.02)


def is_running(data: Path) -> bool:
    """Whether a keeper is there and has said that its server is ready."""
    place = _place(data)
    return place.ready.exists() and _is_kept(place)


_place = cache(Files)  # Asked for every connection.


def release(data: Path) -> None:
    """Stop using the server before the process ends."""
    lock = _held.pop(data, None)
    if lock:
        lock.close()


def _is_kept(place: Files) -> bool:
    """Whether a keeper holds its lock."""
    lock = os.open(place.keeper, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(lock)
    return False


def _start_keeper(place: Files) -> subprocess.Popen:
    code_root = Path(__file__).resolve().parent.parent.parent
    return subprocess.Popen(
        [sys.executable, "-m", "newsroom.embedded.keeper", str(place.data)],
        cwd=code_root,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=place.open_log(),
        start_new_session=True,
    )


def _refuse_foreign(socket: Path) -> None:
    """The temp folder is everybody's: a folder of our name made by somebody else is a trap."""
    try:
        found = socket.lstat()
    except FileNotFoundError:
        return
    ours = {os.geteuid(), 65534 if os.geteuid() == 0 else os.geteuid()}
    if found.st_uid not in ours or not stat.S_ISDIR(found.st_mode):
        raise EmbeddedError(f"{socket} belongs to somebody else; remove it.")
