"""The one form in which a text is stored, and where the sender's offsets lie in it."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from .invisible import controls, directions_at_the_end, hidden_bytes, is_suspect, runs
from .message import Message, MessageError

# Surrogates cannot be encoded and PostgreSQL keeps no NUL.
UNFIT = re.compile("[\x00\ud800-\udfff]")
LINE_BREAKS = re.compile("(?:\r\n?|\n){3,}|\r\n?")
# NFC never joins an ASCII character to what stands before it, so that each of these pieces is
# normalised alone; the ASCII character in front may take a mark.
PIECES = re.compile("[\x00-\x7f]?[^\x00-\x7f]+")
# Characters that follow one another and are normalised together; longer rows of marks than any
# script has are put in order here, because unicodedata takes quadratic time for that.
MANY_MARKS = 30

# Half-open ranges: start and end in the text before, start and end in the text after.
Rewrite = tuple[int, int, int, int]


class UnfitText(MessageError):
    """The text holds what no database and no browser can keep."""


class Canonical:
    """A canonical text and the way from offsets of the text as sent to its own.

    `text` is canonical; all offsets are code points. `hidden` are the bytes that were sent along
    in invisible characters, such as a C2PA manifest.
    """

    def __init__(self, text: str, steps: list["_Step"], hidden: bytes = b""):
        self.text = text
        self.hidden = hidden
        self._steps = steps

    def offset(self, i: int) -> int:
        """Where offset `i` of the text as sent lies in `text`; never decreases as `i` grows.

        Within characters that became one (CRLF, a letter and its accent) it is the end of that
        one; use `span` for a range, so that it keeps the whole character.
        """
        for step in self._steps:
            i = step.offset(i)
        return i

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the range `[start, end)` of the text as sent lies in `text`.

        A part of characters that became one stands for all of them, so that only a range of
        nothing but dropped line breaks comes out empty.
        """
        for step in self._steps:
            start, end = step.start(start), step.end(end)
        return start, end


def canonicalise(text: str) -> Canonical:
    """Line breaks as `\\n`, at most two in a row, and NFC; invisible characters without a use go.

    Those are C0 controls, runs longer than a character can need, and bidi controls at the end.
    Everything else stays as it is.

    Raises UnfitText for NUL and lone surrogates.
    """
    unfit = _unfit(text)
    if unfit:
        at = unfit.start() + 1
        is_nul = unfit.group() == "\x00"
        raise UnfitText(Message("text-nul", at=at) if is_nul else Message("text-surrogate", at=at))
    steps = []
    hidden = b""
    unseen = (controls, runs, directions_at_the_end) if is_suspect(text) else ()
    for changes_of in (*unseen, _line_breaks, _compositions):
        hidden = hidden_bytes(text) if changes_of is runs else hidden
        changed, step = _apply(text, changes_of(text))
        if changed != text:
            text = changed
            steps.append(step)
    return Canonical(text, steps, hidden)


def _unfit(text: str) -> re.Match[str] | None:
    """The first character that cannot be kept. Encoding finds surrogates in a tenth of the time."""
    if "\0" not in text:
        try:
            text.encode()
            return None
        except UnicodeEncodeError:
            pass
    return UNFIT.search(text)


class _Step:
    """One rewriting of a text: the places that changed; between them all shift alike."""

    def __init__(self, changes: list[Rewrite]):
        self._changes = changes
        self._begins = [change[0] for change in changes]

    def _at(self, i: int) -> Rewrite:
        found = bisect_right(self._begins, i)
        return self._changes[found - 1] if found else (0, 0, 0, 0)

    def offset(self, i: int) -> int:
        begin, stop, new_begin, new_stop = self._at(i)
        return new_stop + i - stop if i >= stop else min(new_begin + i - begin, new_stop)

    def start(self, i: int) -> int:
        begin, stop, new_begin, _ = self._at(i)
        return new_begin if begin < i < stop else self.offset(i)

    def end(self, i: int) -> int:
        begin, stop, _, new_stop = self._at(i)
        return new_stop if begin < i < stop else self.offset(i)


def _apply(text: str, changes: Iterable[tuple[int, int, str]]) -> tuple[str, _Step]:
    """Put `(start, end, replacement)`, in order, into a text."""
    pieces, ranges, done, length = [], [], 0, 0
    for start, end, replacement in changes:
        length += start - done
        ranges.append((start, end, length, length + len(replacement)))
        pieces += [text[done:start], replacement]
        length += len(replacement)
        done = end
    return "".join([*pieces, text[done:]]), _Step(ranges)


def _line_breaks(text: str) -> Iterator[tuple[int, int, str]]:
    if "\r" not in text and "\n\n\n" not in text:
        return
    for match in LINE_BREAKS.finditer(text):
        run = match.group()
        if len(run) <= 2 and run != "\r\r":
            yield *match.span(), "\n"
            continue
        at = match.start()
        for count, brk in enumerate(re.finditer("\r\n?|\n", run)):
            kept = "\n" if count < 2 else ""
            if brk.group() != kept:
                yield at + brk.start(), at + brk.end(), kept


def _compositions(text: str) -> Iterator[tuple[int, int, str]]:
    if unicodedata.is_normalized("NFC", text):
        return
    for piece in PIECES.finditer(text):
        if unicodedata.is_normalized("NFC", piece.group()):
            continue
        at = piece.start()
        for cluster in _clusters(piece.group()):
            composed = _nfc(cluster)
            if composed != cluster:
                yield at, at + len(cluster), composed
            at += len(cluster)


def _clusters(text: str) -> Iterator[str]:
    """The shortest pieces of a text that can be normalised one by one."""
    begin = 0
    for i in range(1, len(text)):
        char = text[i]
        if unicodedata.combining(unicodedata.normalize("NFD", char)[0]):
            continue
        # Some characters of their own join what stands before: Hangul, Indic vowels.
        before = text[begin:i]
        if _nfc(before + char) == _nfc(before) + _nfc(char):
            yield before
            begin = i
    yield text[begin:]


def _nfc(text: str) -> str:
    if len(text) > MANY_MARKS:
        chars = [c for char in text for c in unicodedata.normalize("NFD", char)]
        text = "".join(_ordered(chars))
    return unicodedata.normalize("NFC", text)


def _ordered(chars: list[str]) -> Iterator[str]:
    """Canonical ordering: marks between two starters by their class, equal ones as they stand."""
    marks: list[str] = []
    for char in chars:
        if unicodedata.combining(char):
            marks.append(char)
            continue
        yield from sorted(marks, key=unicodedata.combining)
        yield char
        marks = []
    yield from sorted(marks, key=unicodedata.combining)
