"""Puts a document together from blocks of words, as a reader of a structured format meets them."""

import re

from annotations.text.blocks import Block, BlockType, Link
from annotations.text.canonical import canonicalise

from .addresses import web_link
from .document import Document

# White space of the markup; a no-break space is a character of the text.
SPACES = re.compile(r"[ \t\n\r\f]+")
BETWEEN_BLOCKS = "\n\n"


class Builder:
    """Collects words and marks; `document` gives what came of them.

    White space is collapsed as a browser does it. Two line breaks in a row part a block in two.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0  # Of all parts, in code points.
        self._blocks: list[Block] = []
        self._links: list[Link] = []
        self._type: BlockType = "paragraph"
        self._start = 0  # Where the current block begins.
        self._end = 0  # Behind the last character that is not white space.
        self._after_space = True
        self._breaks = 0
        self._href = ""
        self._link_start = 0

    def begin(self, type: BlockType) -> None:
        """End the block, if there is one, and let the next words make one of this type."""
        self._close()
        self._type = type

    def words(self, text: str) -> None:
        """Add running text to the block."""
        text = SPACES.sub(" ", text)
        if self._after_space:
            text = text.lstrip(" ")
        if text:
            self._add(text)
            self._breaks = 0

    def line_break(self) -> None:
        """End the line within the block."""
        self._breaks += 1
        if self._breaks > 1:
            self._close()
        elif self._end > self._start:
            self._cut_to(self._end)
            self._add("\n")

    def cell(self) -> None:
        """Go on with the next cell of a row."""
        if self._end > self._start:
            self._cut_to(self._end)
            self._add("\t")

    def link(self, href: str) -> None:
        """The words that follow, until `unlink`, lead to this address; none but the web's count."""
        self.unlink()
        self._href = web_link(href)
        self._link_start = self._length

    def unlink(self) -> None:
        """End the link, if there is one."""
        start = max(self._link_start, self._start)
        if self._href and self._end > start:
            self._links.append({"start": start, "end": self._end, "href": self._href})
        self._href = ""

    def document(self) -> Document:
        """What was collected, in canonical form. Raises UnfitText for NUL and lone surrogates."""
        self._close()
        canonical = canonicalise("".join(self._parts))
        for mark in (*self._blocks, *self._links):
            mark["start"], mark["end"] = canonical.span(mark["start"], mark["end"])
        blocks = [one for one in self._blocks if one["start"] < one["end"]]
        links = [one for one in self._links if one["start"] < one["end"]]
        # Blocks of nothing that is seen leave what stood around them.
        begin, end = (blocks[0]["start"], blocks[-1]["end"]) if blocks else (0, 0)
        for mark in (*blocks, *links):
            mark["start"], mark["end"] = mark["start"] - begin, mark["end"] - begin
        return Document(canonical.text[begin:end], blocks, links, hidden=canonical.hidden)

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
        filled = text.rstrip()
        if filled:
            self._end = self._length - len(text) + len(filled)
        self._after_space = text[-1] in " \t\n"

    def _close(self) -> None:
        href = self._href
        self.unlink()
        if self._end > self._start:
            self._cut_to(self._end)
            self._blocks.append({"start": self._start, "end": self._end, "type": self._type})
            self._add(BETWEEN_BLOCKS)
        else:
            self._cut_to(self._start)
        self._start = self._end = self._length
        self._after_space, self._breaks = True, 0
        self._href, self._link_start = href, self._length

    def _cut_to(self, length: int) -> None:
        """Drop the white space that was added last."""
        self._link_start = min(self._link_start, length)
        while self._length > length:
            last = self._parts.pop()
            self._length -= len(last)
            if self._length < length:
                self._parts.append(last[: length - self._length])
                self._length = length
