"""Two people corrected one text at once: both corrections in one text, where they do not meet.

A three-way merge as diff3 does it (Khanna, Kunal, Pierce 2007): by lines, and word by word inside
lines that both changed. Where both changed the same words, sentences that only one of them changed
stand in both sides of the conflict: to choose a side takes nothing else away.
"""

from typing import NamedTuple

import regex
from rapidfuzz.distance import Indel

from .words import MOST, TOKEN, codes

# What marks a conflict in the merged text; each stands on a line of its own.
MINE, THEIRS, END = "⟦ yours", "⟦ theirs", "⟧"

# Behind the white space after a full stop, with its quotation marks; and behind a line.
SENTENCE_END = regex.compile(r"(?=\S)(?<=[.!?…][\"”’»)\]]*\s+)|(?<=\n)(?=.)", regex.V1)


class Conflict(NamedTuple):
    """What both changed and no rule can decide."""

    base: str
    mine: str
    theirs: str


class Merged(NamedTuple):
    """The merged text, in which conflicts are marked by MINE, THEIRS and END lines."""

    text: str
    conflicts: list[Conflict]


def merge(base: str, mine: str, theirs: str) -> Merged:
    """Both changes of `base` in one text. Lines end in "\\n"; white space is kept as it is."""
    parts: list[str] = []
    conflicts: list[Conflict] = []
    for chunk in _chunks(*(text.splitlines(keepends=True) for text in (base, mine, theirs))):
        agreed = _agreed(*chunk)
        if agreed is None:
            agreed = _by_words(*chunk)
        if agreed is not None:
            parts.append("".join(agreed))
            continue
        conflict = _by_sentences(*chunk)
        if conflict.mine == conflict.theirs:
            parts.append(conflict.mine)
        else:
            conflicts.append(conflict)
            parts.append(_marked(conflict, parts))
    return Merged("".join(parts), conflicts)


def has_marks(text: str) -> bool:
    """Whether a conflict is still marked in the text."""
    return any(line.strip() in (MINE, THEIRS, END) for line in text.splitlines())


def marked(text: str) -> list[Conflict]:
    """The conflicts that are still marked in a text, in its order; `base` is not in it.

    Marks that do not stand as `merge` writes them are left out.
    """
    found: list[Conflict] = []
    mine: list[str] = []
    theirs: list[str] = []
    side: list[str] | None = None
    for line in text.splitlines(keepends=True):
        mark = line.strip()
        if mark == MINE:
            side = mine = []
            theirs = []
        elif mark == THEIRS and side is mine:
            side = theirs
        elif mark == END and side is theirs:
            found.append(Conflict("", "".join(mine), "".join(theirs)))
            side = None
        elif mark in (THEIRS, END):
            side = None
        elif side is not None:
            side.append(line)
    return found


Tokens = list[str]
Chunk = tuple[Tokens, Tokens, Tokens]
At = tuple[int, int, int]  # A place in each of the three.


def _agreed(base: Tokens, mine: Tokens, theirs: Tokens) -> Tokens | None:
    """What both sides come to where at most one changed it, or both alike; else None."""
    if mine in (base, theirs):
        return theirs
    return mine if theirs == base else None


def _by_words(base: Tokens, mine: Tokens, theirs: Tokens) -> Tokens | None:
    """The lines merged word by word; None when both changed the same words."""
    merged: Tokens = []
    words = (TOKEN.findall("".join(lines)) for lines in (base, mine, theirs))
    for chunk in _chunks(*words):
        agreed = _agreed(*chunk)
        if agreed is None:
            return None
        merged += agreed
    return merged


def _by_sentences(base: Tokens, mine: Tokens, theirs: Tokens) -> Conflict:
    """The lines with all that can be settled sentence by sentence on every side."""
    sides: tuple[Tokens, Tokens, Tokens] = ([], [], [])
    texts = (SENTENCE_END.split("".join(lines)) for lines in (base, mine, theirs))
    for chunk in _chunks(*texts):
        for part in _one_by_one(*chunk):
            agreed = _agreed(*part)
            if agreed is None:
                agreed = _by_words(*part)
            for side, sentences in zip(sides, part, strict=True):
                side += sentences if agreed is None else agreed
    return Conflict(*("".join(side) for side in sides))


def _one_by_one(base: Tokens, mine: Tokens, theirs: Tokens) -> list[Chunk]:
    """Neighbours that all changed, each with its own when there are as many on every side."""
    if not len(base) == len(mine) == len(theirs):
        return [(base, mine, theirs)]
    return [([b], [m], [t]) for b, m, t in zip(base, mine, theirs, strict=True)]


def _chunks(base: Tokens, mine: Tokens, theirs: Tokens) -> list[Chunk]:
    """The three texts cut at what all of them share; in turn what is shared and what is not."""
    to_mine, to_theirs = _kept(base, mine), _kept(base, theirs)
    chunks: list[Chunk] = []
    at = (0, 0, 0)
    for i in range(len(base)):
        if i not in to_mine or i not in to_theirs:
            continue
        here = (i, to_mine[i], to_theirs[i])
        if here != at:
            chunks.append(_cut(base, mine, theirs, at, here))
        chunks.append(([base[i]], [base[i]], [base[i]]))
        at = (here[0] + 1, here[1] + 1, here[2] + 1)
    end = (len(base), len(mine), len(theirs))
    if at != end:
        chunks.append(_cut(base, mine, theirs, at, end))
    return chunks


def _cut(base: Tokens, mine: Tokens, theirs: Tokens, start: At, end: At) -> Chunk:
    return base[start[0] : end[0]], mine[start[1] : end[1]], theirs[start[2] : end[2]]


def _kept(base: Tokens, other: Tokens) -> dict[int, int]:
    """Where each token of the base that stayed is in the other text."""
    if len(base) * len(other) > MOST:
        return {}
    kept: dict[int, int] = {}
    for op in Indel.opcodes(*codes(base, other)):
        if op.tag == "equal":
            kept.update(
                zip(
                    range(op.src_start, op.src_end),
                    range(op.dest_start, op.dest_end),
                    strict=True,
                )
            )
    return kept


def _marked(conflict: Conflict, before: list[str]) -> str:
    begin = "" if not before or before[-1].endswith("\n") else "\n"
    return f"{begin}{MINE}\n{_line(conflict.mine)}{THEIRS}\n{_line(conflict.theirs)}{END}\n"


def _line(text: str) -> str:
    return text if not text or text.endswith("\n") else f"{text}\n"
