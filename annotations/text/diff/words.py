"""Two wordings of one passage, word by word."""

import sys
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

import regex
from rapidfuzz.distance import Indel

from ..spans import Range

TOKEN = regex.compile(r"\s+|[\p{L}\p{M}\p{N}_]+|.", regex.DOTALL)
MOST = 4 * 10**8  # Cells of one comparison: 50 MB and a second at most.
# Fewer letters between two larger changes are a coincidence that nobody wants to read.
ISLAND = 5


class WordChange(NamedTuple):
    """`old` became `new`; ranges in code points, an empty one where nothing stands.

    `equal` ranges hold the same words, character for character.
    """

    op: Literal["equal", "replace", "delete", "insert"]
    old: Range
    new: Range


def word_diff(before: str, now: str) -> list[WordChange]:
    """What differs between two wordings, in the order of the text; it joins to both of them.

    Words, signs and white space are compared as wholes. Equal white space between two changes is
    part of them, and so is a short word between two long ones: nobody reads a change in pieces.
    Wordings too long for one comparison are replaced as a whole.
    """
    old, new = TOKEN.findall(before), TOKEN.findall(now)
    if len(old) * len(new) > MOST:
        return [WordChange("replace", (0, len(before)), (0, len(now)))]
    pieces = _in_letters(_opcodes(old, new), old, new)
    return _joined(_joined(pieces, before, most=0), before, most=ISLAND - 1)


def codes(*texts: list[str]) -> list[str]:
    """Each list of tokens as a string of private characters, the same for equal tokens.

    More different tokens than there are characters would share some; comparisons of so many are
    never asked for.
    """
    vocabulary: dict[str, str] = {}
    for tokens in texts:
        for token in tokens:
            vocabulary.setdefault(token, chr(len(vocabulary) % (sys.maxunicode + 1)))
    return ["".join([vocabulary[token] for token in tokens]) for tokens in texts]


def _opcodes(old: list[str], new: list[str]) -> Iterator[WordChange]:
    """In tokens; what was left out and put in at one place is one replacement."""
    x = y = 0
    for op in Indel.opcodes(*codes(old, new)):
        if op.tag == "equal":
            if x < op.src_start or y < op.dest_start:
                yield _change((x, op.src_start), (y, op.dest_start))
            yield WordChange("equal", (op.src_start, op.src_end), (op.dest_start, op.dest_end))
            x, y = op.src_end, op.dest_end
    if x < len(old) or y < len(new):
        yield _change((x, len(old)), (y, len(new)))


def _change(old: Range, new: Range) -> WordChange:
    if old[0] == old[1]:
        return WordChange("insert", old, new)
    return WordChange("delete" if new[0] == new[1] else "replace", old, new)


def _joined(changes: list[WordChange], before: str, *, most: int) -> list[WordChange]:
    """The changes, those in one that have no more than `most` equal letters between them."""
    joined: list[WordChange] = []
    for i, change in enumerate(changes):
        inside = 0 < i < len(changes) - 1
        letters = len(before[slice(*change.old)].strip())
        is_gap = (
            inside
            and letters <= most
            and (not letters or min(_size(joined[-1]), _size(changes[i + 1])) > 2 * ISLAND)
        )
        if joined and joined[-1].op != "equal" and (change.op != "equal" or is_gap):
            last = joined.pop()
            change = _change((last.old[0], change.old[1]), (last.new[0], change.new[1]))
        joined.append(change)
    return joined


def _size(change: WordChange) -> int:
    return max(end - start for start, end in (change.old, change.new))


def _in_letters(changes: Iterable[WordChange], old: list[str], new: list[str]) -> list[WordChange]:
    def lengths(tokens: list[str], span: Range) -> int:
        return sum(map(len, tokens[slice(*span)]))

    found, x, y = [], 0, 0
    for op, before, now in changes:
        x_end, y_end = x + lengths(old, before), y + lengths(new, now)
        found.append(WordChange(op, (x, x_end), (y, y_end)))
        x, y = x_end, y_end
    return found
