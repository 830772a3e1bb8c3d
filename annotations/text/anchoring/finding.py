"""Places that a lost span may belong to: offered to a person, never chosen."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from functools import cached_property
from heapq import nlargest

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from ..spans import widen
from ..words import fold_signs
from .versions import Version

OFFERED = 3
LEAST = 0.6  # Share of letters in common: with less, what is offered is mostly chance.
COMMON = 50  # A word in more passages than this tells nothing.
LOOKED_AT = 10
CELLS = 4_000_000


class Finder:
    """Likely places in the new text, found by the rarer words of a span."""

    def __init__(self, old: Version, new: Version):
        self._old, self._new = old, new

    def candidates(self, span: tuple[int, int]) -> tuple[tuple[int, int, float], ...]:
        """Up to three `(start, end, similarity)` of the new text, the likest first."""
        words = self._old.words
        first, last = bisect_right(words.ends, span[0]), bisect_left(words.starts, span[1])
        if first >= last:
            return ()
        code = self._old.code[first:last]
        sought = fold_signs(self._old.text[slice(*span)])
        more = self._old.homes[last - 1] - self._old.homes[first]
        places = {}
        for passage in self._promising(code):
            where = self._best_part(code, passage, more)
            if where:
                found = fold_signs(self._new.text[slice(*where)])
                places[where] = Indel.normalized_similarity(sought, found)
        return self._apart(places)

    @cached_property
    def _homes(self) -> dict[str, list[int]]:
        homes = defaultdict(list)
        for i, passage in enumerate(self._new.codes):
            for word in set(passage):
                homes[word].append(i)
        return homes

    def _promising(self, code: str) -> list[int]:
        """Passages that share most of the span's words, rare ones above all."""
        hits: defaultdict[int, float] = defaultdict(float)
        for word in sorted(set(code)):
            homes = self._homes.get(word, ())
            if len(homes) <= COMMON:
                for passage in homes:
                    hits[passage] += 1 / len(homes)
        return nlargest(LOOKED_AT, hits, key=hits.__getitem__)

    def _best_part(self, code: str, passage: int, more: int) -> tuple[int, int] | None:
        """The stretch of a passage, and of as many after it as the span had, most like the span."""
        new = self._new
        begin = new.passages[passage][0]
        stop = new.passages[min(passage + more, len(new.passages) - 1)][1]
        if len(code) * (stop - begin) > CELLS:
            return None
        part = new.code[begin:stop]
        where = fuzz.partial_ratio_alignment(code, part)
        if where is None:
            return None
        low, high = begin + where.dest_start, begin + where.dest_end
        own = set(code)
        while low < high and new.code[low] not in own:
            low += 1
        while low < high and new.code[high - 1] not in own:
            high -= 1
        if low == high:
            return None
        return widen(new.text, new.words.starts[low], new.words.ends[high - 1])

    def _apart(self, places: dict[tuple[int, int], float]) -> tuple[tuple[int, int, float], ...]:
        chosen: list[tuple[int, int, float]] = []
        for (start, end), alike in sorted(places.items(), key=lambda p: (-p[1], p[0])):
            if alike >= LEAST and all(end <= other[0] or other[1] <= start for other in chosen):
                chosen.append((start, end, alike))
        return tuple(chosen[:OFFERED])
