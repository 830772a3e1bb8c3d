"""Pairs of passages of two versions that may be the same one edited, and how alike they are."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from .versions import Version

# Likeness is the share of words in common and in order, 2c / (a + b). An edited passage has at
# least this much of it: alone between the same neighbours, among others there, and anywhere else.
ALONE, IN_PLACE, ELSEWHERE = 0.35, 0.45, 0.6
# Joined and parted sentences: one of the two is in the other to this share. Then they are nearly
# as alike as equal ones, and all but equal when it stands there word for word.
WITHIN, WITHIN_WORDS, WITHIN_LIKENESS = 0.7, 6, 0.9
VERBATIM_WORDS, VERBATIM_LIKENESS = 3, 0.97
PLACE_BONUS, NEIGHBOUR_BONUS = 0.05, 0.05
# An edited passage between the same two neighbours comes before a copy of its old words elsewhere.
STAYED_BONUS = 0.4

BRUTE = 5_000  # Pairs of passages that are all compared; of more only the promising ones.
RARE, PROMISING, NEAR = 8, 12, 8


class Candidate(NamedTuple):
    """Passage `old` may have become passage `new`; `in_place` when its neighbours stayed."""

    score: float
    shared: int
    old: int
    new: int
    in_place: bool


def candidates(old: Version, new: Version, equal: dict[int, int]) -> list[Candidate]:
    """Pairs of the passages that are not in `equal` (rising pairs), the best first."""
    taken = set(equal.values())
    here = [i for i in range(len(old.codes)) if i not in equal]
    there = [j for j in range(len(new.codes)) if j not in taken]
    if not here or not there:
        return []
    slots, known = _Slots(equal, here, there), set(old.codes)
    found = []
    for i, j in _worth_comparing(old, new, here, there):
        shared = LCSseq.similarity(old.codes[i], new.codes[j])
        score = likeness(old.codes[i], new.codes[j], shared)
        in_place = slots.same(i, j)
        if score < slots.least(i, j) or (not in_place and shared < 2):
            continue
        neighbours = (equal.get(i - 1, -2) == j - 1) + (equal.get(i + 1, -2) == j + 1)
        if neighbours == 2 and score >= ELSEWHERE and new.codes[j] not in known:
            score += STAYED_BONUS
        score += PLACE_BONUS * in_place + NEIGHBOUR_BONUS * neighbours
        found.append(Candidate(score, shared, i, j, in_place))
    return sorted(found, key=lambda c: (-c.score, -c.shared, c.old, c.new))


def likeness(one: str, two: str, shared: int) -> float:
    """How alike two passages are that have `shared` words in common, from 0 to 1."""
    alike = 2 * shared / (len(one) + len(two))
    shorter = min(len(one), len(two))
    if shorter >= WITHIN_WORDS and shared >= WITHIN * shorter:
        alike = max(alike, WITHIN_LIKENESS * shared / shorter)
    if shorter >= VERBATIM_WORDS and shared == shorter and (one in two or two in one):
        alike = max(alike, VERBATIM_LIKENESS)
    return alike


class _Slots:
    """The gaps between equal passages; a passage stayed in place when it stayed in its gap."""

    def __init__(self, equal: dict[int, int], here: list[int], there: list[int]):
        old, new = sorted(equal), sorted(equal.values())
        self._old = {i: bisect_right(old, i) for i in here}
        self._new = {j: bisect_right(new, j) for j in there}
        self._alone = [
            {slot for slot, count in Counter(slots.values()).items() if count == 1}
            for slots in (self._old, self._new)
        ]

    def same(self, i: int, j: int) -> bool:
        return self._old[i] == self._new[j]

    def least(self, i: int, j: int) -> float:
        """The likeness that is asked of the two."""
        if not self.same(i, j):
            return ELSEWHERE
        here, there = self._alone
        return ALONE if self._old[i] in here and self._new[j] in there else IN_PLACE


def _worth_comparing(
    old: Version, new: Version, here: list[int], there: list[int]
) -> Iterator[tuple[int, int]]:
    """All pairs of a few passages; of many those that share rare words or lie near."""
    if len(here) * len(there) <= BRUTE:
        yield from ((i, j) for i in here for j in there)
        return
    homes = defaultdict(list)
    for j in there:
        for word in set(new.codes[j]):
            homes[word].append(j)
    rare = {word: found for word, found in homes.items() if len(found) <= RARE}
    for k, i in enumerate(here):
        hits = Counter(j for word in set(old.codes[i]) for j in rare.get(word, ()))
        found = {j for j, _ in hits.most_common(PROMISING)}
        near = k * len(there) // len(here)
        found.update(there[max(0, near - NEAR) : near + NEAR])
        yield from ((i, j) for j in sorted(found))
