"""A text as spaCy's tokens: words, and which of them a space follows; nothing of it is lost."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from annotations.text.spans import Range
from annotations.text.words import pieces


class Tokens(NamedTuple):
    """`at` tells which token begins at an offset at which the text was cut."""

    words: list[str]
    spaces: list[bool]
    at: dict[int, int]


def tokens_of(text: str, cuts: Iterable[int], names: Sequence[Range]) -> Tokens:
    """A token ends at each of the cuts (offsets in code points) and at both ends of each name.

    A space is no token but belongs to the word before it, unless a name begins or ends with it.
    """
    found = Tokens([], [], {})
    begin, stop = {start for start, _ in names}, {end for _, end in names}
    ends = sorted({0, len(text), *cuts, *begin, *stop})
    for start, end in zip(ends, ends[1:], strict=False):
        found.at[start] = len(found.words)
        parts = pieces(text[start:end])
        last = len(parts) - 1
        for n, part in enumerate(parts):
            is_kept = (n == 0 and start in begin) or (n == last and end in stop)
            _add(found, part, is_kept=is_kept)
    found.at[len(text)] = len(found.words)
    return found


def _add(found: Tokens, part: str, *, is_kept: bool) -> None:
    if part[0] == " " and found.words and not found.spaces[-1] and not is_kept:
        found.spaces[-1] = True
        part = part[1:]
    if part:
        found.words.append(part)
        found.spaces.append(False)
