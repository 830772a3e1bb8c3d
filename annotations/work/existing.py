"""What stands already: ranges that are taken, rows that a new run would only write again."""

from bisect import bisect_right
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


class Taken:
    """Ranges `[start, end)` that are taken; they may overlap. What is gone takes nothing."""

    def __init__(self, ranges: Iterable[tuple[int | None, int | None]]):
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted((a, b) for a, b in ranges if a is not None and b is not None):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(end, self._ends[-1])
            else:
                self._starts.append(start)
                self._ends.append(end)

    def meets(self, start: int, end: int) -> bool:
        """Whether `[start, end)` shares a place with one of them."""
        before = bisect_right(self._starts, end - 1)
        return before > 0 and self._ends[before - 1] > start


def compared(standing: Mapping[Key, int], fresh: Sequence[Key]) -> tuple[list[int], list[Key]]:
    """Ids of standing rows that were not found again, and what was found and does not stand.

    What is the same stays as it is, with its id: nothing is recorded, and an open page keeps it.
    """
    found = set(fresh)
    gone = [pk for key, pk in standing.items() if key not in found]
    return gone, [key for key in fresh if key not in standing]
