"""Where the words of one span stand now, and whether that is to be believed."""

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from .alignment import GONE, Alignment, Stretch
from .passages import CLOSES, ENDS
from .versions import Version

# Share of its letters that a span must keep; a smaller part is enough when it is a solid one:
# that many words, and hardly anything missing between them.
COVERED = 0.5
SOLID, SOLID_WORDS, SOLID_DENSITY = 0.2, 6, 0.6
# Words that may have been put into a span: as many as this, or twice its own number.
PUT_IN, PUT_IN_ELSEWHERE = 100, 25
# Share of a passage's letters that were put at its beginning or its end and belong to the span
# that was the passage's beginning or end.
EXTENDS = 0.3


class Place(NamedTuple):
    """Words `[first, last)` of the new text that the words of a span became.

    `low` and `high` are the outermost words of the span when they stand there at its ends, None
    when others do.
    """

    first: int
    last: int
    low: int | None
    high: int | None


def place(old: Version, new: Version, found: Alignment, first: int, last: int) -> Place | None:
    """Where words `[first, last)` of the old text stand in the new one.

    None when they are gone or torn apart, or when there are none.
    """
    part = _largest_part(old, new, found, first, last)
    if not part:
        return None
    low, high = part[0], part[-1]
    kept = _kept(old, found, part)
    between = _letters(old, range(low, high + 1))
    whole = _letters(old, range(first, last))
    solid = len(part) >= SOLID_WORDS and kept >= SOLID * whole and kept > SOLID_DENSITY * between
    if kept < COVERED * whole and not solid:
        return None
    images = [found.to[word] for word in part]
    start, end = min(images), max(images) + 1
    if low > first:
        start = _replaced_before(found, first, low, start)
    if high < last - 1:
        end = _replaced_after(found, last, high, end)
    start, end = _extended(old, new, found, (first, last), (start, end))
    begins, stops = found.to[first] == start, found.to[last - 1] == end - 1
    return Place(start, end, first if begins else None, last - 1 if stops else None)


def _letters(old: Version, words: Iterable[int]) -> int:
    return sum([len(old.words.keys[word]) for word in words])


def _kept(old: Version, found: Alignment, words: Iterable[int]) -> float:
    """Letters of the words, less where they are spelled otherwise in the new text."""
    return sum([len(old.words.keys[word]) * found.alike[word] for word in words])


def _largest_part(old: Version, new: Version, found: Alignment, first: int, last: int) -> list[int]:
    """The words of the span that stand together now, in whatever order, and weigh most."""
    to = found.to
    words = [word for word in range(first, last) if to[word] != GONE]
    words.sort(key=to.__getitem__)
    parts: list[list[int]] = [words[:1]]
    for before, word in pairwise(words):
        if _is_together(new, found, range(first, last), before, word):
            parts[-1].append(word)
        else:
            parts.append([word])
    return sorted(max(parts, key=lambda part: _kept(old, found, part)))


def _is_together(new: Version, found: Alignment, span: range, before: int, word: int) -> bool:
    """Whether no more than was put in, and nothing that stood elsewhere, parts two of its words."""
    low, high = found.to[before], found.to[word]
    if new.homes[low] == new.homes[high]:
        return True
    ordered = found.in_order[before] and found.in_order[word]
    room = max(PUT_IN, 2 * len(span)) if ordered else PUT_IN_ELSEWHERE
    if high - low > abs(word - before) + room:
        return False
    sources = (found.taken.get(at, GONE) for at in range(low + 1, high))
    strangers = sum(source != GONE and source not in span for source in sources)
    return 2 * strangers < max(1, high - low - 1)


def _replaced_before(found: Alignment, first: int, low: int, start: int) -> int:
    """The beginning with what replaced the words before `low`, if something like them did."""
    stretch = found.facing.get(low - 1)
    if not stretch or stretch.new_end != start or not _is_replacement(stretch):
        return start
    if first <= stretch.old_start:
        return stretch.new_start
    return max(stretch.new_start, start - (low - first))


def _replaced_after(found: Alignment, last: int, high: int, end: int) -> int:
    stretch = found.facing.get(high + 1)
    if not stretch or stretch.new_start != end or not _is_replacement(stretch):
        return end
    if last >= stretch.old_end:
        return stretch.new_end
    return min(stretch.new_end, end + last - 1 - high)


def _is_replacement(stretch: Stretch) -> bool:
    # Much more than what was there before is not in its stead.
    return stretch.new_end - stretch.new_start <= 2 * (stretch.old_end - stretch.old_start) + 2


def _extended(
    old: Version, new: Version, found: Alignment, span: tuple[int, int], image: tuple[int, int]
) -> tuple[int, int]:
    """The image with what was put before or after a passage that the span begins or ends with."""
    (first, last), (start, end) = span, image
    room = EXTENDS * _length(new, start, end)
    begin = new.passages[new.homes[start]][0]
    if (
        first == old.passages[old.homes[first]][0]
        and begin < start
        and not _ends_sentence(new, start - 1)
        and _length(new, begin, start) <= room
        and found.taken.keys().isdisjoint(range(begin, start))
    ):
        start = begin
    stop = new.passages[new.homes[end - 1]][1]
    if (
        last == old.passages[old.homes[last - 1]][1]
        and end < stop
        and not _ends_sentence(new, end - 1)
        and _length(new, end, stop) <= room
        and found.taken.keys().isdisjoint(range(end, stop))
    ):
        end = stop
    return start, end


def _ends_sentence(version: Version, word: int) -> bool:
    """What is put in beyond it is a neighbour."""
    key = version.words.keys[word]
    return key in ENDS or key in CLOSES


def _length(version: Version, first: int, last: int) -> int:
    return version.words.ends[last - 1] - version.words.starts[first]
