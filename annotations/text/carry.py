"""Where the spans of a text stand in its corrected version: safe, not clever.

What stands verbatim and exactly once in the new text is carried; for everything else a person
has to say where it belongs.
"""

from dataclasses import dataclass
from typing import Literal

from .spans import is_boundary


@dataclass(frozen=True)
class Carried:
    """The fate of one span: its range in the new text, both None when it is `orphaned`."""

    start: int | None
    end: int | None
    state: Literal["exact", "orphaned"]
    moved: bool = False


ORPHANED = Carried(None, None, "orphaned")


def carry(old: str, new: str, spans: list[tuple[int, int]]) -> list[Carried]:
    """What becomes of each `(start, end)` of `old` in `new`, in the order given.

    Offsets are code points; `moved` says that they differ. The words must stand once in `new`,
    between whole characters, and not inside a longer word when they were whole words in `old`.
    """
    places: dict[tuple[str, bool, bool], int | None] = {}
    fates = []
    for start, end in spans:
        if old == new:
            fates.append(Carried(start, end, "exact"))
            continue
        sought = (old[start:end], _cuts_word(old, start), _cuts_word(old, end))
        if sought not in places:
            places[sought] = _only_place(new, *sought)
        place = places[sought]
        if place is None:
            fates.append(ORPHANED)
        else:
            fates.append(Carried(place, place + end - start, "exact", moved=place != start))
    return fates


def _only_place(text: str, words: str, cut_before: bool, cut_after: bool) -> int | None:
    """Where `words` stand in `text`, if they stand there once and as whole as before."""
    start = text.find(words)
    if start < 0 or text.find(words, start + 1) >= 0:
        return None
    end = start + len(words)
    if _cuts_word(text, start) > cut_before or _cuts_word(text, end) > cut_after:
        return None
    return start if is_boundary(text, start) and is_boundary(text, end) else None


def _cuts_word(text: str, i: int) -> bool:
    return 0 < i < len(text) and text[i - 1].isalnum() and text[i].isalnum()
