"""What nobody sees of a text and no character needs: controls, hidden bytes, stray directions.

A C2PA manifest travels behind a text as variation selectors, one for each byte (C2PA 2.4, Annex
A.8). Others hide bytes in the same way, or words in tags. None of it is a part of the text.
"""

import string
from collections.abc import Iterator

import regex

CONTROLS = regex.compile("[\x01-\x08\x0b\x0c\x0e-\x1f]+")
SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
TAGS = "\U000e0001\U000e0020-\U000e007f"
ZERO_WIDTH = "\u200b-\u200d\u2060-\u2064\ufeff"
# What a character in front has a use for stays: one selector, the tags of one region.
USED = regex.compile(
    r"(?<=\p{Emoji})[\ufe0e\ufe0f]|(?<=\p{Han})[\U000e0100-\U000e01ef]"
    r"|(?<=\U0001f3f4)[\U000e0030-\U000e0039\U000e0061-\U000e007a]{1,16}\U000e007f"
)
# Nothing takes many joiners either.
RUNS = regex.compile(
    rf"\ufeff?(?P<bytes>[{SELECTORS}]{{2,}}+)|[{TAGS}]{{2,}}+|[{ZERO_WIDTH}]{{32,}}+"
)
BIDI_CONTROLS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
STRAY = regex.compile(f"[{BIDI_CONTROLS}]+")
FIRST, SECOND = 0xFE00, 0xE0100

Deletion = tuple[int, int, str]


def controls(text: str) -> Iterator[Deletion]:
    """C0 controls other than tabs and line breaks."""
    for found in CONTROLS.finditer(text):
        yield *found.span(), ""


def runs(text: str) -> Iterator[Deletion]:
    """Runs of invisible characters longer than a character can need."""
    for found in RUNS.finditer(text):
        start, end = found.span()
        used = USED.match(text, start, end)
        if used:
            start = used.end()
        if start < end:
            yield start, end, ""


def directions_at_the_end(text: str) -> Iterator[Deletion]:
    """Bidi controls behind the last word: they would turn what is written after it."""
    words = text.rstrip(f"{string.whitespace}\u00a0{BIDI_CONTROLS}")
    for found in STRAY.finditer(text, len(words)):
        yield *found.span(), ""


def hidden_bytes(text: str) -> bytes:
    """What its runs of variation selectors say, one after the other, as C2PA wrappers do."""
    found = (text[start:end].lstrip("\ufeff") for start, end, _ in runs(text))
    return b"".join(bytes(map(_byte, run)) for run in found if _is_selector(run[:1]))


def shown(text: str) -> str:
    """The text without any of it, for words that no offsets count in."""
    for deletions in (controls, runs, directions_at_the_end):
        done, pieces = 0, []
        for start, end, _ in deletions(text):
            pieces.append(text[done:start])
            done = end
        text = "".join([*pieces, text[done:]])
    return text


def _is_selector(char: str) -> bool:
    return bool(char) and ("\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef")


def _byte(selector: str) -> int:
    """The sixteen of the first block stand for 0 to 15, those of the second for 16 to 255."""
    code = ord(selector)
    return code - FIRST if code < SECOND else code - SECOND + 16
