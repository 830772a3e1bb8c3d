"""Two versions of a whole text: what stands in both, what went elsewhere."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from ..anchoring.alignment import align
from ..anchoring.versions import Version, versions
from ..spans import Range

Run = tuple[Range, Range]
# Fewer letters between two larger changes are a coincidence that nobody wants to read.
ISLAND = 5
# Words and signs; a sentence of fewer stands elsewhere by chance, and so do fewer letters of one.
SENTENCE = 5
PART = 25
# Nobody reads half a number or half of a compound: 1.4, 20,000, twenty-one.
COMPOUND = re.compile(r"(?<!\w)\w+(?:[.,:'’‑-]\w+)+")


class TextDiff(NamedTuple):
    """Runs `(old, new)` of the same words, character for character, in code points.

    `equal` ones rise on both sides; `moved` ones, whole sentences or long parts of some, are in the
    order of the old text. What is in neither was left out of the old text or put into the new one.
    """

    equal: list[Run]
    moved: list[Run]


def text_diff(old_text: str, new_text: str) -> TextDiff:
    """What two versions have in common: the alignment that highlights follow (docs/anchoring.md).

    White space at the ends of a run belongs to it when it is the same on both sides.
    """
    if old_text == new_text:
        whole = (0, len(old_text))
        return TextDiff([(whole, whole)] if old_text else [], [])
    old, new = versions(old_text, new_text)
    found = align(old, new)
    equal: list[Run] = []
    moved: list[Run] = []
    for i, j in enumerate(found.to):
        if j < 0 or not _is_verbatim(old, new, i, j):
            continue
        run = _range(old, i), _range(new, j)
        runs = equal if found.in_order[i] else moved
        if runs and _follows(old, new, runs[-1], run):
            runs[-1] = ((runs[-1][0][0], run[0][1]), (runs[-1][1][0], run[1][1]))
        else:
            runs.append(run)
    equal = _without_islands(equal)
    moved = _passages(old, moved)
    if elsewhere := _sentences_elsewhere(old, new, [*equal, *moved]):
        equal, moved = _without(equal, elsewhere), _without(moved, elsewhere)
        moved = sorted([*moved, *elsewhere])
    equal = _without_halves(old_text, new_text, equal)
    return TextDiff(_with_spaces(old_text, new_text, equal), moved)


def gaps(runs: list[Run], length: int, side: int) -> list[Range]:
    """What lies between the runs on one side (0: old, 1: new) of a text of that length."""
    found, at = [], 0
    for start, end in sorted(run[side] for run in runs):
        if start > at:
            found.append((at, start))
        at = max(at, end)
    return [*found, (at, length)] if at < length else found


def part_of(run: Run, first: int, last: int) -> Run:
    """Letters `[first, last)` of a run, on both sides."""
    (old, _), (new, _) = run
    return (old + first, old + last), (new + first, new + last)


def _range(version: Version, word: int) -> Range:
    return version.words.starts[word], version.words.ends[word]


def _is_verbatim(old: Version, new: Version, i: int, j: int) -> bool:
    return old.text[slice(*_range(old, i))] == new.text[slice(*_range(new, j))]


def _follows(old: Version, new: Version, last: Run, run: Run) -> bool:
    """Whether only the same white space lies between two runs, on both sides."""
    gap = old.text[last[0][1] : run[0][0]]
    other = new.text[last[1][1] : run[1][0]] if last[1][1] <= run[1][0] else None
    return gap == other and (not gap or gap.isspace())


def _without_islands(runs: list[Run]) -> list[Run]:
    """Short runs go when what changed around them is longer on both sides of it."""
    kept = []
    for i, run in enumerate(runs):
        inside = 0 < i < len(runs) - 1
        if inside and _size(run) < ISLAND:
            before = max(run[side][0] - runs[i - 1][side][1] for side in (0, 1))
            after = max(runs[i + 1][side][0] - run[side][1] for side in (0, 1))
            if min(before, after) > 2 * ISLAND:
                continue
        kept.append(run)
    return kept


def _without_halves(old: str, new: str, runs: list[Run]) -> list[Run]:
    """The runs without a part of a number or compound of which the rest differs."""
    texts = (old, new)
    compounds = [[match.span() for match in COMPOUND.finditer(text)] for text in texts]
    whole = []
    for run in runs:
        head = max(_rest(compounds[side], run[side][0])[1] for side in (0, 1))
        tail = max(_rest(compounds[side], run[side][1])[0] for side in (0, 1))
        if head + tail < _size(run):
            whole.append(part_of(run, head, _size(run) - tail))
    return whole


def _rest(compounds: list[Range], at: int) -> Range:
    """How much of a compound is before and after a place inside it."""
    i = bisect_right(compounds, at, key=lambda one: one[0]) - 1
    if i < 0 or not compounds[i][0] < at < compounds[i][1]:
        return 0, 0
    return at - compounds[i][0], compounds[i][1] - at


def _passages(old: Version, runs: list[Run]) -> list[Run]:
    """The runs that are more than some words that stand elsewhere by chance."""
    sentences = _sentences(old)
    kept = []
    for run in runs:
        at = bisect_left(sentences, (run[0][0], 0))
        is_whole = at < len(sentences) and sentences[at][1] <= run[0][1]
        if is_whole or _size(run) >= PART:
            kept.append(run)
    return kept


def _sentences_elsewhere(old: Version, new: Version, runs: list[Run]) -> list[Run]:
    """Sentences of one text that stand once in both, word for word, and that no run has.

    The alignment misses those that went into a line without a full stop.
    """
    runs = sorted(runs)
    found: set[Run] = set()
    for version, other, side in ((old, new, 0), (new, old, 1)):
        runs.sort(key=lambda run: run[side])
        for start, end in _sentences(version):
            words = version.text[start:end]
            if _has(runs, side, start, end) or version.text.count(words) != 1:
                continue
            if other.text.count(words) == 1:
                home = other.text.index(words)
                spans = (start, end), (home, home + end - start)
                found.add((spans[side], spans[1 - side]))
    return sorted(_apart(_apart(found, 0), 1))


def _sentences(version: Version) -> list[Range]:
    """Those of some length."""
    words = version.words
    long = [(a, b) for a, b in version.passages if b - a >= SENTENCE]
    return [(words.starts[a], words.ends[b - 1]) for a, b in long]


def _has(runs: list[Run], side: int, start: int, end: int) -> bool:
    at = bisect_right(runs, start, key=lambda run: run[side][0]) - 1
    return at >= 0 and end <= runs[at][side][1]


def _apart(runs: Iterable[Run], side: int) -> list[Run]:
    kept: list[Run] = []
    for run in sorted(runs, key=lambda run: (run[side][0], -run[side][1])):
        if not kept or run[side][0] >= kept[-1][side][1]:
            kept.append(run)
    return kept


def _without(runs: list[Run], taken: list[Run]) -> list[Run]:
    """What is left of the runs without the letters that others have, on either side."""
    for side in (0, 1):
        cuts = sorted(run[side] for run in taken)
        left = []
        for run in runs:
            start, end = run[side]
            at = start
            first = max(0, bisect_right(cuts, start, key=lambda one: one[0]) - 1)
            for a, b in cuts[first:]:
                if a >= end:
                    break
                if b > at:
                    left.append(part_of(run, at - start, a - start))
                    at = b
            left.append(part_of(run, at - start, end - start))
        runs = [run for run in left if _size(run) > 0]
    return runs


def _with_spaces(old: str, new: str, runs: list[Run]) -> list[Run]:
    """The runs with the white space beside them that is the same on both sides."""
    wider: list[Run] = []
    for i, ((a, b), (c, d)) in enumerate(runs):
        low = wider[-1] if wider else ((0, 0), (0, 0))
        high = runs[i + 1] if i + 1 < len(runs) else ((len(old),) * 2, (len(new),) * 2)
        while a > low[0][1] and c > low[1][1] and old[a - 1] == new[c - 1] and old[a - 1].isspace():
            a, c = a - 1, c - 1
        while b < high[0][0] and d < high[1][0] and old[b] == new[d] and old[b].isspace():
            b, d = b + 1, d + 1
        wider.append(((a, b), (c, d)))
    return wider


def _size(run: Run) -> int:
    return run[0][1] - run[0][0]
