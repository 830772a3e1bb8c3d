"""Offsets as JavaScript counts them, in UTF-16 code units: an astral character takes two."""

import re
from bisect import bisect_left

ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Units:
    """The places of a text, from code points to UTF-16 code units."""

    def __init__(self, text: str):
        self._astral = [found.start() for found in ASTRAL.finditer(text)]

    def __call__(self, offset: int) -> int:
        return offset + bisect_left(self._astral, offset)
