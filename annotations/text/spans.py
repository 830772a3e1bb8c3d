"""Ranges of a canonical text: their words, whole characters, and the way they are written."""

import unicodedata
from typing import NamedTuple

import regex

Range = tuple[int, int]  # [start, end) in code points, or of tokens.

CONTEXT = 32  # Code points of prefix and suffix (W3C TextQuoteSelector).

RIGHT_TO_LEFT = frozenset(
    ("ar", "arc", "ckb", "dv", "fa", "he", "khw", "ks", "ps", "sd", "ug", "ur", "yi")
)

# Before these pairs' second character a grapheme ends for certain, so that only the characters
# between two such places have to be looked at (UAX 29). XX are the characters without a rule of
# their own; ExtPict may follow a ZWJ and an Indic consonant a virama.
_SAFE = r"""
    (?<=[\p{GCB=Control}\p{GCB=CR}\p{GCB=LF}]) (?=[^\n])
  | (?=[\p{GCB=Control}\p{GCB=CR}]) | (?<!\r) (?=\n)
  | (?<=[\p{GCB=XX}\p{GCB=LV}\p{GCB=LVT}\p{RI}]) (?=[\p{GCB=XX}\p{GCB=LV}\p{GCB=LVT}])
  | (?<![\p{GCB=Prepend}\p{GCB=ZWJ}]) (?=[\p{GCB=XX}--\p{InSC=Consonant}--\p{InCB=Consonant}])
  | (?<!\p{GCB=Prepend}) (?=[\p{GCB=XX}--\p{InSC=Consonant}--\p{InCB=Consonant}--\p{ExtPict}])
  | (?<![\p{GCB=Prepend}\p{RI}]) (?=\p{RI})
  | (?<=[\p{GCB=V}\p{GCB=T}\p{GCB=LV}\p{GCB=LVT}]) (?=\p{GCB=L})
"""
_FLAGS = regex.VERBOSE | regex.VERSION1
SAFE_AFTER = regex.compile(_SAFE, _FLAGS)
SAFE_BEFORE = regex.compile(_SAFE, _FLAGS | regex.REVERSE)
# Flags are pairs of letters; all pairs but the last are passed over at once, because \X counts
# back to the first letter each time.
FLAGS = regex.compile(r"(?:\p{RI}{2})*")
GRAPHEME = regex.compile(r"\X")


class BadSpan(ValueError):
    """The range is empty or lies outside the text."""


class Span(NamedTuple):
    """A half-open range of a text, in code points."""

    start: int
    end: int


class TextQuote(NamedTuple):
    """A range with its words and up to 32 code points before and after them."""

    start: int
    end: int
    exact: str
    prefix: str
    suffix: str


def quote(text: str, start: int, end: int) -> TextQuote:
    """The words at `[start, end)`, in code points, with their neighbourhood.

    Raises BadSpan when the range is empty or outside.
    """
    _check(text, start, end)
    before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    return TextQuote(start, end, text[start:end], before, after)


def widen(text: str, start: int, end: int) -> Span:
    """The smallest range around `[start, end)` that cuts no grapheme, in code points.

    Raises BadSpan when the range is empty or outside. Looks at the neighbourhood of the ends only.
    """
    _check(text, start, end)
    return Span(_grapheme(text, start).start, _grapheme(text, end).end)


def is_boundary(text: str, i: int) -> bool:
    """Whether offset `i` (code points) lies between two graphemes or at an end of the text."""
    return _grapheme(text, i) == (i, i)


def direction(text: str, language: str) -> str:
    """`ltr` or `rtl`: as the first letter is written; a text without letters goes by language."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind == "L":
            return "ltr"
        if kind in ("R", "AL"):
            return "rtl"
    return "rtl" if language.lower().split("-")[0] in RIGHT_TO_LEFT else "ltr"


def _check(text: str, start: int, end: int) -> None:
    if not 0 <= start < end <= len(text):
        raise BadSpan(f"{start}-{end} is no range of a text of {len(text)} characters.")


def _grapheme(text: str, i: int) -> Span:
    """The ends of the grapheme that `i` cuts; `(i, i)` when it cuts none."""
    none = Span(i, i)
    if i in (0, len(text)):
        return none
    pair = text[i - 1 : i + 1]  # Most ends: no two of ASCII are one, but for CR and LF.
    if pair.isascii() and pair != "\r\n":
        return none
    before = SAFE_BEFORE.search(text, 0, i + 1)
    low = before.start() if before else 0
    if low == i:
        return none
    after = SAFE_AFTER.search(text, i)
    high = after.start() if after else len(text)
    part = text[low:high]
    flags = FLAGS.match(part, 0, i - low)
    at = max(0, flags.end() - 2) if flags else 0
    for grapheme in GRAPHEME.finditer(part[at:]):
        start, end = grapheme.start() + low + at, grapheme.end() + low + at
        if end >= i:
            return none if end == i else Span(start, end)
    return none
