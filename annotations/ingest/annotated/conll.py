"""CoNLL-2003 and its like: a token a line, its tag last, in BIO, IOB1 or BIOES.

A sentence is a line of the text, `-DOCSTART-` begins the next one. Between two tokens stands a
space, but for `CLOSING`, which follow without one, and what follows `OPENING`; a straight quotation
mark opens and closes in turn.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from annotations.text.message import Message
from annotations.text.spans import Span

from .records import LONGEST_LABEL, Bad, Mark, Record, Text
from .values import lines_of, text_of, words

START = "-DOCSTART-"
TAG = re.compile(r"([BIESLU])[-_](.+)|[O_]")
CLOSING = re.compile(r"[,.;:!?…%)\]}»”’]+|['’](?:s|m|d|re|ve|ll|t)|n['’]t", re.IGNORECASE)
OPENING = re.compile(r"[(\[{«“„‘¿¡$€£#]")
BEGINS, ENDS = "BSU", "ESL"


def read(data: bytes) -> Iterator[Record]:
    text = text_of(data)
    document: _Document | None = None
    last = 0
    for number, line in lines_of(text):
        if line.startswith("# ") and TAG.fullmatch(line.split()[-1]) is None:
            continue  # A comment.
        tokens = line.split()
        if tokens[0] == START:
            yield from _ended(document)
            document, last = None, number
            continue
        if document is None:
            document = _Document(number)
        elif number > last + 1:
            document.end_sentence()
        document.add(number, tokens)
        last = number
    yield from _ended(document)


def _ended(document: "_Document | None") -> Iterator[Record]:
    if document is not None:
        yield document.record()


class _Document:
    """One text while its tokens come."""

    def __init__(self, line: int) -> None:
        self.line = line
        self._bad: Bad | None = None
        self._pieces: list[str] = []
        self._length = 0
        self._marks: list[Mark] = []
        self._open: tuple[int, int, str] | None = None
        self._begin_sentence()

    def _begin_sentence(self) -> None:
        self._is_glued, self._is_quoted = True, False

    def add(self, number: int, columns: list[str]) -> None:
        tag = TAG.fullmatch(columns[-1]) if len(columns) > 1 else None
        if tag is None:
            self._bad = self._bad or Bad(number, Message("import-no-tag"), words(columns[-1], 60))
            return
        start = self._write(columns[0])
        self._tag(tag[1] or "O", words(tag[2] or "", LONGEST_LABEL), start)

    def end_sentence(self) -> None:
        self._close()
        self._put("\n")
        self._begin_sentence()

    def record(self) -> Record:
        self._close()
        if self._bad:
            return replace(self._bad, is_foreign=not self._pieces)
        return Text(self.line, "".join(self._pieces), marks=self._marks)

    def _write(self, word: str) -> int:
        """Where the word begins."""
        is_quote = word == '"'
        closes = (is_quote and self._is_quoted) or CLOSING.fullmatch(word) is not None
        if not (self._is_glued or closes):
            self._put(" ")
        start = self._length
        self._put(word)
        self._is_glued = OPENING.fullmatch(word) is not None or (is_quote and not self._is_quoted)
        self._is_quoted ^= is_quote
        return start

    def _put(self, piece: str) -> None:
        self._pieces.append(piece)
        self._length += len(piece)

    def _tag(self, way: str, label: str, start: int) -> None:
        goes_on = self._open is not None and self._open[2] == label and way not in BEGINS
        if way == "O" or not goes_on:
            self._close()
        if way == "O":
            return
        begin = self._open[0] if self._open else start
        self._open = (begin, self._length, label)
        if way in ENDS or way == "U":
            self._close()

    def _close(self) -> None:
        if self._open:
            start, end, label = self._open
            self._marks.append(Mark((Span(start, end),), label))
        self._open = None
