"""Requests counted for `/metrics`, by all web processes of a machine together.

prometheus_client keeps the numbers of each process in a file that all of them may read. The folder
is that of one start (their common parent): a new start counts from nothing, and nobody tidies up.
"""

import os
import shutil
import stat
import tempfile
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from prometheus_client import CollectorRegistry, Counter, Histogram, values
from prometheus_client.multiprocess import MultiProcessCollector

PREFIX = f"newsroom-metrics-{os.geteuid()}-"
BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)  # Seconds.


def _began(pid: int) -> str:
    """When a process began, in ticks since the machine did; nothing where nobody says it."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[19]
    except OSError:
        return ""


def _make_folder() -> Path:
    """The folder of this start, ours alone; those of starts that are over go."""
    place, parent = Path(tempfile.gettempdir()), os.getppid()
    folder = place / f"{PREFIX}{parent}-{_began(parent)}"
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
        raise ImproperlyConfigured(f"{folder} is somebody else's: metrics cannot be kept there.")
    for other in place.glob(f"{PREFIX}*"):
        pid, began = other.name.removeprefix(PREFIX).split("-", 1)
        if _began(int(pid)) != began:
            shutil.rmtree(other, ignore_errors=True)
    return folder


FOLDER = _make_folder()
os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(FOLDER)
# The library looks for the folder when it is imported: by a process that forked this one, maybe,
# before there was one.
values.ValueClass = values.MultiProcessValue()

_own = CollectorRegistry()
_requests = Counter(
    "newsroom_requests", "Requests answered.", ["method", "route", "status"], registry=_own
)
_seconds = Histogram(
    "newsroom_request_seconds",
    "Seconds until an answer began.",
    ["route"],
    buckets=BUCKETS,
    registry=_own,
)


def count(method: str, route: str, status: int, seconds: float) -> None:
    """Count one request of this process."""
    _requests.labels(method, route, str(status)).inc()
    _seconds.labels(route).observe(seconds)


def counted() -> CollectorRegistry:
    """What all processes of this start counted, with room for more."""
    registry = CollectorRegistry()
    MultiProcessCollector(registry, str(FOLDER))
    return registry
