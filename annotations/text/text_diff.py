"""Two versions of a whole text: what stands in both, what went elsewhere."""

import re
from bisect import bisect_right
from typing import NamedTuple

from .anchoring.alignment import align
from .anchoring.versions import Version, versions

Range = tuple[int, int]
Run = tuple[Range, Range]
# Fewer letters between two larger changes are a coincidence that nobody wants to read.
ISLAND = 5
# Nobody reads half a number or half of a compound: 1.4, 20,000, twenty-one.
COMPOUND = re.compile(r"\w+(?:[.,:'’‑-]\w+)+")


class TextDiff(NamedTuple):
    """Runs `(old, new)` of the same words, character for character, in code points.

    `equal` ones rise on both sides; `moved` ones are in the order of the old text. What is in
    neither was left out of the old text or put into the new one.
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
    equal = _without_halves(old_text, new_text, _without_islands(equal))
    equal = _with_spaces(old_text, new_text, equal)
    return TextDiff(equal, [run for run in moved if _size(run) >= ISLAND])


def gaps(runs: list[Run], length: int, side: int) -> list[Range]:
    """What lies between the runs on one side (0: old, 1: new) of a text of that length."""
    found, at = [], 0
    for start, end in sorted(run[side] for run in runs):
        if start > at:
            found.append((at, start))
        at = max(at, end)
    return [*found, (at, length)] if at < length else found


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
            whole.append(tuple((start + head, end - tail) for start, end in run))
    return whole


def _rest(compounds: list[Range], at: int) -> Range:
    """How much of a compound is before and after a place inside it."""
    i = bisect_right(compounds, at, key=lambda one: one[0]) - 1
    if i < 0 or not compounds[i][0] < at < compounds[i][1]:
        return 0, 0
    return at - compounds[i][0], compounds[i][1] - at


def _with_spaces(old: str, new: str, runs: list[Run]) -> list[Run]:
    """The runs with the white space beside them that is the same on both sides."""
    wider = []
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
