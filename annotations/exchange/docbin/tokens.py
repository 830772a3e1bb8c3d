"""A text as spaCy's tokens: words, and which of them a space follows; nothing of it is lost."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from annotations.text.spans import Range
from annotations.text.words import INVISIBLE, UNUSUAL, pieces

# A word or sign with the space that belongs to it, or white space that is a token.
SPACED = re.compile(r"(?:\w+|--+|\.\.\.|[^\w\s]) ?|\s+")
# Stands for the space of a token that was found without it; no text has this character.
A_SPACE = "\0"


class Tokens(NamedTuple):
    """`words` with their spaces (`parted`); `at` tells which begins at an offset at which the text
    was cut."""

    words: list[str]
    at: dict[int, int]


def tokens_of(text: str, cuts: Iterable[int], names: Sequence[Range]) -> Tokens:
    """A token ends at each of the cuts (offsets in code points) and at both ends of each name.

    A space is no token but belongs to the word before it, unless a name begins or ends with it.
    """
    words: list[str] = []
    at: dict[int, int] = {}
    begin, stop = {start for start, _ in names}, {end for _, end in names}
    ends = sorted({0, len(text), *cuts, *begin, *stop})
    is_usual = text.isascii() or not UNUSUAL.search(text)
    for start, end in zip(ends, ends[1:], strict=False):
        at[start] = len(words)
        is_begin, is_stop = start in begin, end in stop
        if is_usual and not (is_stop and text[end - 1].isspace()):
            if text[start] == " " and not is_begin and _takes_space(words):
                words[-1] += A_SPACE
                start += 1
            words += SPACED.findall(text, start, end)
        else:
            _add(words, pieces(text[start:end]), is_begin=is_begin, is_stop=is_stop)
    at[len(text)] = len(words)
    return Tokens(words, at)


def parted(token: str) -> tuple[str, bool]:
    """The word itself, and whether a space follows it."""
    if token[-1:] == A_SPACE or (token[-1:] == " " and not _is_blank(token)):
        return token[:-1], True
    return token, False


def _is_blank(token: str) -> bool:
    """Whether it is white space, maybe with what nobody sees among it."""
    return token[0].isspace() or token[0] in INVISIBLE


def _takes_space(words: list[str]) -> bool:
    return bool(words) and not parted(words[-1])[1]


def _add(words: list[str], parts: list[str], *, is_begin: bool, is_stop: bool) -> None:
    last = len(parts) - 1
    for n, part in enumerate(parts):
        is_kept = (n == 0 and is_begin) or (n == last and is_stop)
        if part[0] == " " and not is_kept and _takes_space(words):
            words[-1] += A_SPACE
            part = part[1:]
        if part:
            words.append(part)
