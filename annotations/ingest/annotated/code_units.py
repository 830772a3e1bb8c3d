"""Offsets of browsers count UTF-16 code units: a character beyond the basic plane has two."""

from bisect import bisect_right
from collections.abc import Sequence

BEYOND = "\uffff"


class CodeUnits:
    """The way from offsets in UTF-16 code units of a text to its code points."""

    def __init__(self, text: str) -> None:
        self.length = len(text)
        # Where each of these characters ends, in code units.
        self._ends: Sequence[int] = [
            i + n + 2 for n, i in enumerate(i for i, char in enumerate(text) if char > BEYOND)
        ]

    def code_point(self, unit: int) -> int:
        """The offset in code points; of the middle of a character its beginning."""
        before = bisect_right(self._ends, unit)
        is_within = before < len(self._ends) and unit == self._ends[before] - 1
        return unit - before - is_within
