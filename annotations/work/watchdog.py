"""Finds a worker that hears no bell although texts wait, so that another takes its place."""

import time
from collections.abc import Callable

from django.conf import settings

from annotations.models import TaggingRun

from . import wakeup

# Seconds. The sweep rings every five seconds while something is due.
RING_AFTER = 60.0
REPLACE_AFTER = 30.0  # After our own ringing.
LONGEST_TASK = max(240.0, settings.TAGGING_LEASE)  # Above every time limit in tasks.py.


def is_due() -> bool:
    return TaggingRun.objects.due().exists()


class Watchdog:
    """Of one worker; `look` is called every few seconds, `clock` counts seconds."""

    def __init__(
        self,
        *,
        is_due: Callable[[], bool] = is_due,
        ring: Callable[[], None] = wakeup.send,
        clock: Callable[[], float] = time.monotonic,
    ):
        self._is_due, self._ring, self._clock = is_due, ring, clock
        self._accepted = -1
        self._still_since = self._rung_at = 0.0

    def look(self, accepted: int, *, is_busy: bool) -> bool:
        """Whether the worker is stuck, given how many tasks its processes began in all.

        Before it is thought so we ring ourselves: beat may be away.
        """
        now = self._clock()
        if accepted != self._accepted:
            self._accepted, self._still_since, self._rung_at = accepted, now, 0.0
        if now - self._still_since < (LONGEST_TASK if is_busy else RING_AFTER):
            return False
        if not self._is_due():
            self._rung_at = 0.0
            return False
        if not self._rung_at:
            self._rung_at = now
            self._ring()
        return now - self._rung_at >= REPLACE_AFTER
