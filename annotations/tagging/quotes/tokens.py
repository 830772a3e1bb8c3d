"""Paragraphs as short rows of tokens: words, names, and whole quotes as one token each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import zip_longest

from ..found import Found
from ..names import abbreviations
from .marks import LINE, Stretch

TOKEN = re.compile(r"['’]s\b|[^\W_]+(?:[-'’.](?!['’]?s\b)[^\W_]+)*|([^\w\s])\1*|_+")
ENDS = frozenset(".?!…") | {"...", "。", "！", "？", "؟"}
LONGEST = 400  # Tokens of one sentence that are looked at; longer ones are cut.


class Is(Enum):
    WORD = "word"
    NAME = "name"
    QUOTE = "quote"
    SIGN = "sign"


@dataclass(slots=True)
class Token:
    start: int
    end: int
    kind: Is
    text: str
    lower: str
    name: Found | None = None
    stretch: int = -1  # The quote's place among the stretches.


@dataclass
class Sentence:
    """A row of tokens of one paragraph, quotes included; `line` counts paragraphs."""

    tokens: list[Token]
    line: int
    first: bool = False  # Of its paragraph.
    quotes: list[int] = field(default_factory=list)  # Places in `tokens`.

    @property
    def is_bare(self) -> bool:
        """Nothing but a quote and signs."""
        return bool(self.quotes) and all(t.kind in (Is.QUOTE, Is.SIGN) for t in self.tokens)


def sentences(text: str, names: Sequence[Found], found: Sequence[Stretch]) -> list[Sentence]:
    """The sentences of a text outside its quotes, in order."""
    pieces = _Pieces(names, found, [i for i, one in enumerate(found) if one.parent is None])
    rows = []
    for number, line in enumerate(LINE.finditer(text)):
        rows += _rows(text, line.start(), line.end(), pieces, found, number)
    return rows


def inside(
    text: str, names: Sequence[Found], found: Sequence[Stretch], around: int, inner: Sequence[int]
) -> list[Sentence]:
    """The sentences within the quote at place `around`; `inner` are those directly in it."""
    one = found[around]
    pieces = _Pieces(names, found, inner)
    return _rows(text, one.content_start, one.content_end, pieces, found, one.line)


def _rows(
    text: str, start: int, end: int, pieces: "_Pieces", found: Sequence[Stretch], number: int
) -> list[Sentence]:
    tokens = _tokens(text, start, end, pieces)
    rows = _divided(text, tokens, found)
    return [
        Sentence(
            row, number, place == 0, [i for i, token in enumerate(row) if token.kind is Is.QUOTE]
        )
        for place, row in enumerate(rows)
    ]


class _Pieces:
    """Names and quotes by their start, handed out from left to right."""

    def __init__(self, names: Sequence[Found], found: Sequence[Stretch], places: Sequence[int]):
        self.all = sorted(
            [(found[i].start, found[i].end, None, i) for i in places]
            + [(one.start, one.end, one, -1) for one in names],
            key=lambda piece: (piece[0], -piece[1]),
        )
        self.at = 0

    def between(self, start: int, end: int) -> Iterator[tuple[int, int, Found | None, int]]:
        while self.at < len(self.all) and self.all[self.at][0] < end:
            piece = self.all[self.at]
            self.at += 1
            if piece[0] >= start and piece[1] <= end:
                yield piece
                start = piece[1]


def _tokens(text: str, start: int, end: int, pieces: _Pieces) -> list[Token]:
    tokens: list[Token] = []
    at = start
    for piece_start, piece_end, name, place in pieces.between(start, end):
        tokens += _words(text, at, piece_start)
        words = text[piece_start:piece_end]
        kind = Is.NAME if name else Is.QUOTE
        tokens.append(Token(piece_start, piece_end, kind, words, words.lower(), name, place))
        at = piece_end
    return _without_stops(tokens + _words(text, at, end))


def _without_stops(tokens: list[Token]) -> list[Token]:
    """The tokens without the stops of short words: "Mr.", "Sens."."""
    kept = tokens[:1]
    for token, following in zip_longest(tokens[1:], tokens[2:]):
        before = kept[-1]
        is_stop = (
            token.text == "."
            and before.end == token.start
            and before.kind is not Is.QUOTE
            and abbreviations.goes_on(before.text.split()[-1], following.text if following else "")
        )
        if not (is_stop and following):
            kept.append(token)
    return kept


def _words(text: str, start: int, end: int) -> list[Token]:
    tokens = []
    for match in TOKEN.finditer(text, start, end):
        word = match[0]
        kind = Is.SIGN if match[1] or word[0] == "_" else Is.WORD
        tokens.append(Token(match.start(), match.end(), kind, word, word.lower()))
    return tokens


def _divided(text: str, tokens: list[Token], quotes: Sequence[Stretch]) -> Iterator[list[Token]]:
    start, last = 0, len(tokens)
    for place, token in enumerate(tokens, 1):
        if place < last and place < start + LONGEST:
            if token.kind is Is.WORD or token.kind is Is.NAME:
                continue
            before = tokens[place - 2] if place > start + 1 else None
            if not _ends(text, before, token, tokens[place], quotes):
                continue
        yield tokens[start:place]
        start = place


def _ends(
    text: str, before: Token | None, token: Token, following: Token, quotes: Sequence[Stretch]
) -> bool:
    """Whether a sentence ends with a sign or quote; `before` is what its sentence has before."""
    if token.kind is Is.SIGN and token.text in ENDS:
        if before is None or before.end != token.start or token.text not in ".…":
            return True
        return following.start > token.end
    if token.kind is not Is.QUOTE:
        return False
    if quotes[token.stretch].continues:
        return True
    end = text[quotes[token.stretch].content_end - 1]
    if end in "?!" and following.kind in (Is.WORD, Is.NAME):
        return False  # "Why?" she asked: the words behind it may be its cue.
    goes_on = following.text[0] in ",;–—)-" or following.text[0].islower()
    return end in ".?!…" and not goes_on
