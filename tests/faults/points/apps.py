import contextlib
import os
import resource
import signal
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from celery.signals import task_postrun
from django.apps import AppConfig

RUN = "annotations.work.tagging.run"
# By point: which function, and whether before it begins or after it has ended.
POINTS = {
    "after the commit, before the bell": ("annotations.work.wakeup", "send", "before"),
    "before it takes": ("annotations.work.queue", "take_next", "before"),
    "taken, not read": ("annotations.work.queue", "take_next", "after"),
    "while it reads": (RUN, "_documents", "before"),
    "read, not written": (RUN, "_record", "before"),
    "written, not acknowledged": (RUN, "_record", "after"),
}
DONE = "done, the message still there"
MAIN = "its main process too"
MEMORY = "no memory"


class PointsConfig(AppConfig):
    name = "tests.faults.points"

    def ready(self) -> None:
        for point, (module, name, when) in POINTS.items():
            place = import_module(module)
            setattr(place, name, _guarded(getattr(place, name), point, when))
        place = import_module(RUN)
        place._documents = _starved(place._documents)
        task_postrun.connect(_after_task, weak=False)


def _guarded(function: Callable, point: str, when: str) -> Callable:
    def guarded(*args, **kwargs):
        if when == "before" and is_met(point):
            die()
        found = function(*args, **kwargs)
        # Nothing was taken: somebody else comes by.
        if when == "after" and found and is_met(point):
            die()
        return found

    return guarded


def _starved(function: Callable) -> Callable:
    """It may have no more memory than it has, for once."""

    def starved(*args, **kwargs):
        if not is_met(MEMORY):
            return function(*args, **kwargs)
        before = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (1, before[1]))
        try:
            return function(*args, **kwargs), bytearray(1 << 28)
        finally:
            resource.setrlimit(resource.RLIMIT_AS, before)

    return starved


def _after_task(task=None, **_) -> None:
    if task.name != "annotations.tasks.tag_due":
        return
    if is_met(DONE):
        die()
    if is_met(MAIN):
        os.kill(os.getppid(), signal.SIGKILL)
        die()


def is_met(point: str) -> bool:
    with contextlib.suppress(FileNotFoundError):
        Path(os.environ["TEST_POINTS"], point).unlink()
        return True
    return False


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)
