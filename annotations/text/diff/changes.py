"""What a corrected text says differently, sentence by sentence."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from ..anchoring.passages import passages
from ..spans import Range
from ..words import fold_signs, split_words
from .texts import Run, part_of, text_diff


class Change(NamedTuple):
    """Words `old` became `new`, in code points; whole sentences `old_around` and `new_around`.

    One side is empty, around it as well, where whole sentences were put in or left out.
    """

    old: Range
    new: Range
    old_around: Range
    new_around: Range


class Changes(NamedTuple):
    """Changes in the order of the old text, and whole sentences that stand elsewhere now."""

    made: list[Change]
    moves: list[Run]


def changes(old: str, new: str) -> Changes:
    """What differs in words; what stands in one sentence is one change.

    White space and typography are no difference.
    """
    diff = text_diff(old, new)
    olds, news = sentences(old), sentences(new)
    moves = [part for run in diff.moved for part in _whole(run, olds, news)]
    spans = _between(old, new, sorted([*diff.equal, *moves]))
    differing = [span for span in spans if _differs(old, new, span)]
    return Changes(_joined(_around(old, new, span, olds, news) for span in differing), moves)


def sentences(text: str) -> list[Range]:
    """The sentences of a text, without the white space between them, in code points."""
    words = split_words(text)
    return [(words.starts[a], words.ends[b - 1]) for a, b in passages(words)]


def _whole(run: Run, olds: list[Range], news: list[Range]) -> list[Run]:
    """The part of a run that is whole sentences on one side."""
    for side, found in enumerate((olds, news)):
        start, end = run[side]
        inside = found[bisect_left(found, (start, start)) : bisect_right(found, (end, end))]
        whole = [one for one in inside if one[1] <= end]
        if whole:
            first, last = whole[0][0] - start, whole[-1][1] - start
            return [part_of(run, first, last)]
    return []


def _between(old: str, new: str, runs: list[Run]) -> list[Run]:
    """What lies around runs that stayed, in the order of the old text.

    Two runs that are neighbours on both sides have a replacement between them; elsewhere words were
    left out or put in.
    """
    ends = [((0, 0), (0, 0)), ((len(old),) * 2, (len(new),) * 2)]
    runs = sorted([ends[0], *runs, ends[1]])
    following = dict(pairwise(sorted(run[1] for run in runs)))
    ends_at = {run[1]: run[0][1] for run in reversed(runs)}
    spans: list[Run] = []
    paired = set()
    for (old_before, new_before), (old_after, new_after) in pairwise(runs):
        is_neighbour = following.get(new_before) == new_after
        put_in = (new_before[1], new_after[0] if is_neighbour else new_before[1])
        if is_neighbour:
            paired.add(new_before)
        spans.append(((old_before[1], old_after[0]), put_in))
    for before, after in following.items():
        if before not in paired:
            here = ends_at[before]
            spans.append(((here, here), (before[1], after[0])))
    return sorted((_trimmed(old, a), _trimmed(new, b)) for a, b in spans)


def _differs(old: str, new: str, span: Run) -> bool:
    return fold_signs(old[slice(*span[0])]).split() != fold_signs(new[slice(*span[1])]).split()


def _trimmed(text: str, span: Range) -> Range:
    start, end = span
    words = text[start:end]
    left = len(words) - len(words.lstrip())
    return (start + left, start + len(words.rstrip())) if left < len(words) else (start, start)


def _around(old: str, new: str, span: Run, olds: list[Range], news: list[Range]) -> Change:
    (a, b), (c, d) = span
    before, after = _covering(olds, a, b), _covering(news, c, d)
    if a == b and after == (c, d):
        return Change((a, b), (c, d), (a, a), after)
    if c == d and before == (a, b):
        return Change((a, b), (c, d), before, (c, c))
    # Between two sentences it belongs to the one that the other side goes on with.
    if a == b:
        before = _touching(olds, a, is_before=after[0] < c)
        a = b = min(max(a, before[0]), before[1])
    if c == d:
        after = _touching(news, c, is_before=before[0] < a)
        c = d = min(max(c, after[0]), after[1])
    return Change((a, b), (c, d), before, after)


def _covering(found: list[Range], start: int, end: int) -> Range:
    """The range with the rest of the sentences it is in."""
    first = bisect_right(found, start, key=lambda one: one[0]) - 1
    last = bisect_left(found, end, key=lambda one: one[0]) - 1
    if first >= 0 and start < found[first][1]:
        start = min(start, found[first][0])
    if last >= 0 and end > found[last][0] and start < end:
        end = max(end, found[last][1])
    return start, end


def _touching(found: list[Range], at: int, *, is_before: bool) -> Range:
    """The sentence in which a place is, or the one before or after it."""
    i = bisect_right(found, at, key=lambda one: one[0]) - 1
    if i >= 0 and found[i][0] < at < found[i][1]:
        return found[i]
    if is_before:
        i = bisect_right(found, at, key=lambda one: one[1]) - 1
        return found[i] if i >= 0 else (at, at)
    i = bisect_left(found, at, key=lambda one: one[0])
    return found[i] if i < len(found) else (at, at)


def _joined(found: Iterable[Change]) -> list[Change]:
    joined: list[Change] = []
    for change in found:
        last = joined[-1] if joined else None
        if last and _overlap(last, change):
            joined[-1] = Change(
                *((a[0], max(a[1], b[1])) for a, b in zip(last, change, strict=True))
            )
        else:
            joined.append(change)
    return joined


def _overlap(last: Change, change: Change) -> bool:
    """Whether two changes are in one sentence on one side and go on in order on the other."""
    one = last.old_around[1] > change.old_around[0]
    other = last.new_around[1] > change.new_around[0]
    in_order = last.new[1] <= change.new[0]
    return (one or other) and in_order and all(a != b for a, b in (*last[2:], *change[2:]))
