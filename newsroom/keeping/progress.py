"""How far something long is, in a line every few seconds."""

import time
from collections.abc import Callable

EVERY = 3.0  # Seconds.


class Progress:
    """Says by `say` how far each step is; what takes no time is not worth a line."""

    def __init__(self, say: Callable[[str], None], every: float = EVERY):
        self._say, self._every = say, every
        self._what, self._total, self._done = "", 0, 0
        self._said_at = time.monotonic()

    def begin(self, what: str, total: int) -> None:
        """The next step, and how much it is; an estimate will do."""
        self._what, self._total, self._done = what, total, 0

    def add(self, amount: int, detail: str = "") -> None:
        """So much more of the step is done."""
        self._done += amount
        if time.monotonic() - self._said_at < self._every:
            return
        self._said_at = time.monotonic()
        share = min(self._done / self._total, 0.99) if self._total > 0 else 0.99
        self._say(f"{self._what} … {share:.0%}{detail and f', {detail}'}")


def size(number: int) -> str:
    """So many bytes, for people."""
    shown, unit = float(number), "bytes"
    for larger in ("kB", "MB", "GB", "TB"):
        if shown < 1_000:
            break
        shown, unit = shown / 1_000, larger
    return f"{shown:.0f} {unit}" if shown >= 10 or unit == "bytes" else f"{shown:.1f} {unit}"
