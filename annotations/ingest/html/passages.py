"""What a page shows, block by block, and the pieces of the tree that each block consists of."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from annotations.text.blocks import BlockType
from annotations.text.invisible import seen_length, shown

from .blocks import MARKED, Walker

# Words of the tree: an element, and its "text" or its "tail".
ElementText = tuple[etree._Element, str]


@dataclass(eq=False)
class Passage:
    """One block of a page. Lengths are characters that are seen, without white space."""

    type: BlockType
    pieces: dict[ElementText, int] = field(default_factory=dict)  # With the length of each.
    words: list[str] = field(default_factory=list)
    length: int = 0
    linked: int = 0  # Of it, what stands in links.

    def path(self) -> Iterator[etree._Element]:
        """From its home up to the root."""
        yield self.home
        yield from self.home.iterancestors()

    def drop(self) -> None:
        """Take its words out of the tree."""
        for element, where in self.pieces:
            setattr(element, where, " ")
            if element.tag in MARKED and where == "text":
                element.tag = "span"

    @property
    def homes(self) -> set[etree._Element]:
        """The elements that its words stand in."""
        homes = (e if where == "text" else e.getparent() for e, where in self.pieces)
        return {home for home in homes if home is not None}

    @cached_property
    def home(self) -> etree._Element:
        """The innermost element that holds all its words."""
        first, *others = self.homes
        for other in others:
            around = {other, *other.iterancestors()}
            first = next(one for one in (first, *first.iterancestors()) if one in around)
        return first

    @property
    def text(self) -> str:
        return " ".join(shown("".join(self.words)).split())


def passages_of(root: etree._Element) -> list[Passage]:
    """Everything that the page shows, in its order."""
    collector = _Collector(root)
    collector.walker.walk()
    return collector.passages


class _Collector:
    """Is told what a Builder is told, and keeps where it stood."""

    def __init__(self, root: etree._Element):
        self.passages: list[Passage] = []
        self.walker = Walker(root, self)
        self._open = Passage("paragraph")
        self._is_linked = False
        self._breaks = 0

    def begin(self, type: BlockType) -> None:
        self._close(type)

    def words(self, text: str) -> None:
        length = seen_length(text)
        self._open.words.append(text)
        if not length:
            return
        self._breaks = 0
        self._open.length += length
        self._open.linked += length if self._is_linked else 0
        pieces, place = self._open.pieces, self.walker.place
        pieces[place] = pieces.get(place, 0) + length

    def line_break(self) -> None:
        self._breaks += 1
        self._open.words.append("\n")
        if self._breaks > 1:
            self._close(self._open.type)

    def cell(self) -> None:
        self._open.words.append("\t")

    def link(self, href: str) -> None:
        self._is_linked = True

    def unlink(self) -> None:
        self._is_linked = False

    def _close(self, type: BlockType) -> None:
        if self._open.pieces:
            self.passages.append(self._open)
        self._open = Passage(type)
        self._breaks = 0
