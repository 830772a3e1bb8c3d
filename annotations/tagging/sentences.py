"""The sentences of a canonical text, quotation marks included."""

import re
from collections.abc import Iterator

from .names.abbreviations import goes_on

LINE = re.compile(r"[^\n]*\S[^\n]*")
# A full stop with what closes behind it, before what may begin a sentence.
END = re.compile(r"[.!?…]+[\"”’'»)\]]*(?=\s+[\"“‘'«(\[]*[^\W_a-z])")
WORD_AFTER = re.compile(r"\s+[\"“‘'«(\[]*(\w+)")
WORD_BEFORE = re.compile(r"([^\s\"“‘'«(\[]+)$")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Ranges of the sentences in code points, in order; a line break ends one."""
    for line in LINE.finditer(text):
        start = line.start()
        for end in END.finditer(text, line.start(), line.end()):
            if _is_abbreviation(text, start, end.start(), end[0]):
                continue
            yield from _bare(text, start, end.end())
            start = end.end()
        yield from _bare(text, start, line.end())


def _is_abbreviation(text: str, start: int, at: int, mark: str) -> bool:
    if mark != ".":
        return False
    word = WORD_BEFORE.search(text, max(start, at - 20), at)
    if word is None:
        return False
    following = WORD_AFTER.match(text, at + 1)
    return goes_on(word[1], following[1] if following else "")


def _bare(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
