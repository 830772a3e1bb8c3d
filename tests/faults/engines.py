"""Taggers that die, dawdle or load for long: `NEWSROOM_TAGGER=tests.faults.engines.Deadly`."""

import os
import signal
import time
from collections.abc import Sequence
from pathlib import Path

from annotations.tagging.engine import Document
from annotations.tagging.fallback import Fallback
from annotations.tagging.found import NO_LISTS, DeskLists

POISON, SLOW, STILL = "This text is poison.", "This text is slow.", "This text stops the machine."
STOPS = "TEST_STOPS"  # In the environment of the worker that `STILL` stops.
SLOW_SECONDS = 1.5
LEASE = "20"  # Seconds: on a busy machine nobody tags within less.
LOADS_FOR = 18.0  # Seconds, of which a task has fifteen.


class Late(Fallback):
    """Names by rules, after it loaded for longer than a task may take with that lease."""

    name = "late"

    def __init__(self, model: str) -> None:
        time.sleep(LOADS_FOR)
        super().__init__(problem="")


class Deadly(Fallback):
    """Names by rules, except where the text says otherwise."""

    name = "deadly"

    def __init__(self, model: str) -> None:
        super().__init__(problem="")

    def tag(
        self,
        texts: Sequence[str],
        languages: Sequence[str],
        lists: DeskLists | Sequence[DeskLists] = NO_LISTS,
    ) -> list[Document]:
        if any(POISON in text for text in texts):
            os.kill(os.getpid(), signal.SIGKILL)
        if any(SLOW in text for text in texts):
            time.sleep(SLOW_SECONDS)
        if STOPS in os.environ and any(STILL in text for text in texts):
            _stand_still()
        return super().tag(texts, languages, lists)


def _stand_still() -> None:
    """All of this worker, as on a machine that sleeps; this process last."""
    main, me = os.getppid(), os.getpid()
    pool = map(int, Path(f"/proc/{main}/task/{main}/children").read_text().split())
    for pid in [main, *(pid for pid in pool if pid != me), me]:
        os.kill(pid, signal.SIGSTOP)
