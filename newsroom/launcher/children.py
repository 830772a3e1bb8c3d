"""Child processes: apart from the terminal, logged with a prefix, gone with their parent."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping

from newsroom.embedded.identity import die_with_parent

from .priority import give_way


class Child:
    """One process in a session of its own, so that Ctrl-C reaches it through us alone.

    `until` is the signal it gets from the kernel when we die; SIGKILL for one that would linger.
    `nice` says how far it gives way to others where the processor is busy.
    """

    def __init__(
        self, name: str, words: list[str], env: Mapping[str, str], *, until: int, nice: int = 0
    ):
        self.name = name
        self._start = (words, dict(env), until, nice)
        self.process = subprocess.Popen(
            words,
            env={**os.environ, **env, "PYTHONUNBUFFERED": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
            preexec_fn=die_with_parent(until),
        )
        if nice:
            give_way(self.process.pid, nice)
        self._reader = threading.Thread(target=self._copy_lines, daemon=True)
        self._reader.start()

    def again(self) -> "Child":
        """A new one in its place; whoever is left of this one goes."""
        self.kill()
        words, env, until, nice = self._start
        return Child(self.name, words, env, until=until, nice=nice)

    def _copy_lines(self) -> None:
        for line in self.process.stdout or ():
            prefix = "" if line.startswith("{") else f"{self.name:7} | "  # JSON stays readable.
            print(f"{prefix}{line}", end="", flush=True)

    @property
    def is_alive(self) -> bool:
        return self.process.poll() is None

    def ask_to_stop(self) -> None:
        """To the main process only: Celery hangs when its whole group is told."""
        with contextlib.suppress(ProcessLookupError):
            self.process.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """The whole group, and whoever is left in it after its leader ended."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)


def stop(children: list[Child], *, patience: float) -> None:
    """Ask all to stop, and kill after `patience` seconds what has not."""
    for child in children:
        child.ask_to_stop()
    deadline = time.monotonic() + patience
    while any(child.is_alive for child in children) and time.monotonic() < deadline:
        time.sleep(0.05)
    for child in children:
        child.kill()
        child.process.wait()


def watch(children: list[Child], *, is_over: Callable[[], bool], tick: float = 0.2) -> Child | None:
    """Return the first child that ended, or None when `is_over`."""
    while not is_over():
        for child in children:
            if not child.is_alive:
                return child
        time.sleep(tick)
    return None


class Falls:
    """How often children ended lately: one that falls again and again is not worth starting."""

    def __init__(self, most: int, within: float):
        self._most, self._within = most, within
        self._at: list[float] = []

    def are_too_many(self) -> bool:
        """Count one more; whether there were more than `most` within `within` seconds."""
        now = time.monotonic()
        self._at = [at for at in self._at if now - at < self._within] + [now]
        return len(self._at) > self._most


def python(*words: str) -> list[str]:
    """A command of this very environment: scripts in `bin` break when a folder moves."""
    return [sys.executable, *words]
