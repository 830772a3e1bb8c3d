"""Which edited passages belong together: the likest pairs first, doubtful ones not at all."""

from collections import defaultdict
from collections.abc import Iterator

from rapidfuzz import process
from rapidfuzz.distance import Indel, LCSseq

from .similarity import ELSEWHERE, WITHIN, WITHIN_WORDS, Candidate, candidates
from .versions import Version

# A passage that moved must be liker than its rivals by this much, or a person has to decide.
MARGIN = 0.03
REST_WORDS = 3
CHECKS = 4_000_000  # Comparisons of passages in search of a liker one; then moves are doubtful.

Pair = tuple[int, int]


def edited_passages(old: Version, new: Version, equal: dict[int, int]) -> list[Pair]:
    """Pairs `(old, new)` of passages that were edited or moved, beside the `equal` ones.

    A passage is in more than one pair when sentences were joined or parted.
    """
    found = candidates(old, new, equal)
    rivals = _Rivals(found)
    checks = CHECKS // max(1, len(old.codes))
    pairs, later = [], []
    for candidate in found:
        if not rivals.free(candidate):
            later.append(candidate)
            continue
        if not candidate.in_place:
            checks -= 1
            if checks < 0 or rivals.has(candidate) or not _is_likest(candidate, old, new):
                continue
        rivals.take(candidate)
        pairs.append((candidate.old, candidate.new))
    return [*pairs, *_rests(old, new, pairs, later)]


class _Rivals:
    """The candidates for each passage, and which passages are taken."""

    def __init__(self, found: list[Candidate]):
        self._of_old: dict[int, list[Candidate]] = defaultdict(list)
        self._of_new: dict[int, list[Candidate]] = defaultdict(list)
        self._old: set[int] = set()
        self._new: set[int] = set()
        for candidate in found:
            self._of_old[candidate.old].append(candidate)
            self._of_new[candidate.new].append(candidate)

    def free(self, candidate: Candidate) -> bool:
        return candidate.old not in self._old and candidate.new not in self._new

    def take(self, candidate: Candidate) -> None:
        self._old.add(candidate.old)
        self._new.add(candidate.new)

    def has(self, candidate: Candidate) -> bool:
        """Whether another pair with one of the two passages is about as good."""
        others = (*self._of_old[candidate.old], *self._of_new[candidate.new])
        return any(
            other.score >= candidate.score - MARGIN and other != candidate and self.free(other)
            for other in others
        )


def _is_likest(candidate: Candidate, old: Version, new: Version) -> bool:
    """Whether no other passage of the old text is liker to the new one than the candidate.

    A new passage that repeats another old one is a copy of that, not a moved lookalike. Only the
    stretch that the two have in common counts: the new passage may hold another one as well.
    """
    one, two = old.codes[candidate.old], new.codes[candidate.new]
    equal = [op for op in LCSseq.opcodes(one, two) if op.tag == "equal"]
    part = two[equal[0].dest_start : equal[-1].dest_end]
    own = Indel.normalized_similarity(one, part)
    likest = process.extractOne(
        part, old.codes, scorer=Indel.normalized_similarity, score_cutoff=own
    )
    return likest is None or likest[1] <= own


def _rests(old: Version, new: Version, pairs: list[Pair], later: list[Candidate]) -> Iterator[Pair]:
    """Pairs of what the first pairs left over of their passages: joined and parted sentences."""
    left_old: dict[int, str] = {}
    left_new: dict[int, str] = {}
    for i, j in pairs:
        left_old[i], left_new[j] = _left(old.codes[i], new.codes[j])
    for candidate in later:
        i, j = candidate.old, candidate.new
        one, two = left_old.get(i, old.codes[i]), left_new.get(j, new.codes[j])
        shorter = min(len(one), len(two))
        if shorter < REST_WORDS:
            continue
        shared = LCSseq.similarity(one, two)
        alike = 2 * shared >= ELSEWHERE * (len(one) + len(two))
        if alike or (shorter >= WITHIN_WORDS and shared >= WITHIN * shorter):
            left_old[i], left_new[j] = _left(one, two)
            yield i, j


def _left(one: str, two: str) -> tuple[str, str]:
    """What each has that the other has not in the same order."""
    ops = [op for op in Indel.opcodes(one, two) if op.tag != "equal"]
    return (
        "".join(one[op.src_start : op.src_end] for op in ops),
        "".join(two[op.dest_start : op.dest_end] for op in ops),
    )
