"""The sentences of a canonical text, quotation marks included."""

import re
from collections.abc import Iterator

from .names.abbreviations import goes_on

LINE = re.compile(r"^[^\S\n]*\S[^\n]*", re.MULTILINE)
# A full stop with what closes behind it, before the word that may begin a sentence.
END = re.compile(r"(?<![.!?…])[.!?…]+[\"”’'»)\]]*(?=\s+[\"“‘'«(\[]*([^\W_a-z]\w*))")
OPENS = re.compile(r"[\"“‘'«(\[]")
LONGEST_SHORT = 20


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Ranges of the sentences in code points, in order; a line break ends one."""
    for line in LINE.finditer(text):
        begun, last = line.span()
        for end in END.finditer(text, begun, last):
            at, stop = end.span()
            if stop - at == 1 and text[at] == "." and _is_abbreviation(text, begun, at, end[1]):
                continue
            yield _bare(text, begun, stop)
            begun = stop
        bare = _bare(text, begun, last)
        if bare[0] < bare[1]:
            yield bare


def _is_abbreviation(text: str, start: int, at: int, following: str) -> bool:
    words = text[max(start, at - LONGEST_SHORT) : at].split()
    if not words or text[at - 1].isspace():
        return False
    word = words[-1] if words[-1].isalnum() else OPENS.split(words[-1])[-1]
    return bool(word) and goes_on(word, following)


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
