"""Two revisions beside each other: paragraphs in rows, words that differ, claims on their words.

Pure. Ranges are half-open, in code points of their own revision.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from annotations.text.diff.texts import TextDiff, gaps, text_diff

from ..workbench.render import BLOCKS, covered

Range = tuple[int, int]
MOVED = {"away", "here"}
LEFT = {"out", "away"}  # What only the older text has in this place.


@dataclass(frozen=True)
class Text:
    """One side: the words and their blocks, `{start, end, type}`."""

    text: str
    blocks: Sequence[Mapping]


@dataclass(frozen=True)
class Mark:
    """A claim's words on one side; `css` says what became of them."""

    number: int
    start: int
    end: int
    css: str
    leads: bool = False


@dataclass(frozen=True)
class Differing:
    """Words of one side that differ; `move` counts passages that stand elsewhere on the other."""

    start: int
    end: int
    kind: str  # As in Stretch.
    move: int = 0


@dataclass(frozen=True)
class Stretch:
    """Words that are alike.

    `kind` is "" (on both sides), "out", "in", "away" (stands elsewhere now), "here" (stood
    elsewhere) or "gap" (on neither side, so that two others do not run into one word). `move` is
    the number of a passage that begins here, `moved` of one that ends here; 0 is none.
    """

    text: str
    kind: str = ""
    marks: tuple[Mark, ...] = ()
    move: int = 0
    moved: int = 0

    @property
    def css(self) -> str:
        names = ["moved"] if self.kind in MOVED else []
        names += [f"on fate-{mark.css}{' leads' * mark.leads}" for mark in self.marks]
        return " ".join(names)


@dataclass
class Side:
    """One paragraph as a template writes it."""

    tag: str
    css: str
    start: int
    pieces: list[Stretch]
    numbers: list[Mark]


@dataclass
class Row:
    """Paragraphs that are each other's counterpart; one is None where the other has none."""

    old: Side | None
    new: Side | None
    cards: list = field(default_factory=list)

    @property
    def is_same(self) -> bool:
        sides = [side for side in (self.old, self.new) if side]
        return len(sides) == 2 and not any(piece.kind for side in sides for piece in side.pieces)


class Comparison:
    """What differs between two texts."""

    def __init__(self, old: Text, new: Text):
        self.old, self.new = old, new
        diff = text_diff(old.text, new.text)
        self.equal = diff.equal
        self.out = _differing(diff, old.text, 0)
        self.put_in = _differing(diff, new.text, 1)

    def stays(self, start: int, end: int) -> Range | None:
        """Where a range of the old text is in the new one when it stands in an unchanged run."""
        at = bisect_right(self.equal, start, key=lambda run: run[0][0]) - 1
        if at < 0:
            return None
        (first, last), (home, _) = self.equal[at]
        return (start - first + home, end - first + home) if end <= last else None

    def rows(self, old_marks: Sequence[Mark], new_marks: Sequence[Mark]) -> list[Row]:
        """Paragraphs of both sides in the order of the text, counterparts in one row."""
        before = _sides(self.old, self.out, old_marks)
        after = _sides(self.new, self.put_in, new_marks)
        return list(_paired(before, after, self._counterparts(before, after)))

    def _counterparts(self, before: list[Side], after: list[Side]) -> dict[int, int]:
        """Index of the old paragraph that shares most words with each new one, if any does."""
        olds, news = [side.start for side in before], [side.start for side in after]
        shared: dict[tuple[int, int], int] = {}
        for (a, b), (c, d) in self.equal:
            inside = olds[bisect_right(olds, a) : bisect_right(olds, b)]
            cuts = {a, b, *inside}
            cuts |= {start - c + a for start in news[bisect_right(news, c) : bisect_right(news, d)]}
            for first, last in pairwise(sorted(cuts)):
                words = len(self.old.text[first:last].strip())
                if words:
                    i = bisect_right(olds, first) - 1
                    j = bisect_right(news, first - a + c) - 1
                    shared[i, j] = shared.get((i, j), 0) + words
        # Unchanged runs keep their order on both sides, so whichever are chosen do too.
        pairs: dict[int, int] = {}
        taken: set[int] = set()
        for (i, j), _ in sorted(shared.items(), key=lambda item: -item[1]):
            if i >= 0 and j >= 0 and j not in pairs and i not in taken:
                pairs[j] = i
                taken.add(i)
        return pairs


def single(text: Text, marks: Sequence[Mark]) -> list[Row]:
    """One revision by itself."""
    return [Row(None, side) for side in _sides(text, (), marks)]


def inline(rows: Sequence[Row]) -> list[Row]:
    """The same in one column: what was left out stands before what was put in."""
    merged = []
    for row in rows:
        if not (row.old and row.new):
            side = row.new or row.old
            merged.append(Row(None, side, row.cards))
            continue
        pieces = _woven(row.old, row.new)
        numbers = sorted({*row.old.numbers, *row.new.numbers}, key=lambda mark: mark.number)
        unique = list({mark.number: mark for mark in numbers}.values())
        side = Side(row.new.tag, row.new.css, row.new.start, pieces, unique)
        merged.append(Row(None, side, row.cards))
    return merged


def _woven(old: Side, new: Side) -> list[Stretch]:
    """Pieces of both: unchanged ones once, in the new side's marks."""
    woven, left = [], list(old.pieces)
    for piece in new.pieces:
        if not piece.kind:
            rest = len(piece.text)
            while left and rest > 0:
                first = left.pop(0)
                if first.kind:
                    woven.append(first)
                else:
                    rest -= len(first.text)
                    if rest < 0:
                        left.insert(0, Stretch(first.text[rest:], "", first.marks))
        else:
            while left and left[0].kind:
                woven.append(left.pop(0))
        woven.append(piece)
    return list(_with_gaps([*woven, *(piece for piece in left if piece.kind)]))


def _with_gaps(pieces: Iterable[Stretch]) -> Iterator[Stretch]:
    """A space between what was left out and what stands there instead."""
    before = Stretch("")
    for piece in pieces:
        is_seam = before.kind and piece.kind and (before.kind in LEFT) != (piece.kind in LEFT)
        if is_seam and not (before.text[-1].isspace() or piece.text[0].isspace()):
            yield Stretch(" ", "gap")
        yield piece
        before = piece


def _differing(diff: TextDiff, text: str, side: int) -> list[Differing]:
    """What differs on one side, in order; white space beside what moved has moved with it."""
    kind, moved = ("out", "away") if side == 0 else ("in", "here")
    found = [Differing(*run[side], moved, i) for i, run in enumerate(diff.moved, 1)]
    alone = gaps([*diff.equal, *diff.moved], len(text), side)
    found += [Differing(a, b, kind) for a, b in alone]
    joined: list[Differing] = []
    for one in sorted(found, key=lambda one: one.start):
        last = joined[-1] if joined else one
        if last.end == one.start and last.move != one.move:
            if not last.move and text[last.start : last.end].isspace():
                joined.pop()
                one = replace(one, start=last.start)
            elif not one.move and text[one.start : one.end].isspace():
                joined.pop()
                one = replace(last, end=one.end)
        joined.append(one)
    return joined


def _sides(text: Text, ranges: Sequence[Differing], marks: Sequence[Mark]) -> list[Side]:
    sides = []
    marks = sorted(marks, key=lambda mark: mark.start)
    first_range = first_mark = 0
    for start, end, kind in covered(text.text, text.blocks):
        while first_range < len(ranges) and ranges[first_range].end <= start:
            first_range += 1
        while first_mark < len(marks) and marks[first_mark].end <= start:
            first_mark += 1
        here = _until(ranges, first_range, end)
        on = [mark for mark in _until(marks, first_mark, end) if mark.end > start]
        tag, css = BLOCKS.get(kind, BLOCKS["paragraph"])
        pieces = list(_pieces(text.text, start, end, here, on))
        sides.append(Side(tag, css, start, pieces, [m for m in on if m.start >= start]))
    return sides


def _until(items: Sequence, first: int, end: int) -> list:
    last = first
    while last < len(items) and items[last].start < end:
        last += 1
    return list(items[first:last])


def _pieces(
    text: str, start: int, end: int, ranges: Sequence[Differing], marks: Sequence[Mark]
) -> Iterator[Stretch]:
    cuts = {start, end}
    places = [*((one.start, one.end) for one in ranges), *((one.start, one.end) for one in marks)]
    cuts |= {cut for place in places for cut in place if start < cut < end}
    at = 0
    for first, last in pairwise(sorted(cuts)):
        while at < len(ranges) and ranges[at].end <= first:
            at += 1
        here = ranges[at] if at < len(ranges) and ranges[at].start <= first else None
        on = tuple(mark for mark in marks if mark.start <= first < mark.end)
        if here is None:
            yield Stretch(text[first:last], "", on)
        else:
            begins, ends = first == here.start, last == here.end
            yield Stretch(text[first:last], here.kind, on, here.move * begins, here.move * ends)


def _paired(before: list[Side], after: list[Side], pairs: dict[int, int]) -> Iterator[Row]:
    at = 0
    for j, side in enumerate(after):
        if j in pairs:
            yield from (Row(left, None) for left in before[at : pairs[j]])
            yield Row(before[pairs[j]], side)
            at = pairs[j] + 1
        else:
            yield Row(None, side)
    yield from (Row(left, None) for left in before[at:])
