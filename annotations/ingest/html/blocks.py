"""From a tree of elements to blocks, as a browser without scripts shows them."""

from typing import Protocol

from lxml import etree

from annotations.text.blocks import BlockType

from ..building import Builder
from .quotation_marks import marks_of
from .styles import BLOCKS as SHOWN_AS_BLOCKS
from .styles import INLINE, declared, is_displayed, is_visible
from .superscripts import marks, raising, script

# A block whose type is None has that of what is around it.
BLOCKS: dict[str, BlockType | None] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    "blockquote": "quote",
    **dict.fromkeys(("li", "dt", "dd"), "item"),
    **dict.fromkeys(("figcaption", "caption"), "caption"),
    **dict.fromkeys(
        ("address", "article", "aside", "body", "center", "details", "dialog", "dir", "div", "dl",
         "fieldset", "figure", "footer", "form", "header", "hgroup", "hr", "legend", "listing",
         "main", "menu", "nav", "ol", "p", "plaintext", "pre", "search", "section", "summary",
         "table", "tbody", "text", "tfoot", "thead", "tr", "ul", "xmp")
    ),
}  # fmt: skip
CELLS = {"td", "th"}
# They keep their lines.
PREFORMATTED = {"listing", "plaintext", "pre", "xmp"}
# What a browser shows as a picture, a player or a field, or not at all. A drawing has words in
# it (`text`); they are a block of their own.
UNSEEN = {
    "annotation", "annotation-xml", "audio", "datalist", "defs", "desc", "embed", "frameset",
    "head", "iframe", "metadata", "meter", "noembed", "noframes", "object", "progress", "rp",
    "script", "select", "style", "symbol", "template", "textarea", "title", "video",
}  # fmt: skip
# They have marks of their own around their words.
MARKED = {"q", "rt"}
# What formulas are made of, as far as their parts would run into one another.
FORMULA = {"mfrac", "mroot", "msqrt", "mtd", "mtr"}


class Listener(Protocol):
    """What a Builder does with the words and marks of a tree."""

    def begin(self, type: BlockType) -> None: ...
    def words(self, text: str) -> None: ...
    def line_break(self) -> None: ...
    def cell(self) -> None: ...
    def link(self, href: str) -> None: ...
    def unlink(self) -> None: ...


class Walker:
    """Walks one tree, without recursion, and tells a listener what it meets.

    `place` is where in the tree the words stand that the listener is told: an element and
    "text" or "tail".
    """

    def __init__(self, root: etree._Element, listener: Listener):
        self._listener = listener
        self.place = (root, "text")
        self._root = root
        self._types: list[BlockType] = ["paragraph"]
        self._preformatted = 0
        self._quotes: list[str] = []  # The closing marks of the quotes that are open.
        self._rows: dict[etree._Element, bool] = {}  # Whether its cells are blocks.
        self._visible = [True]
        self._before = ""  # The last character of the block so far.
        self._raised: list[tuple[etree._Element, dict[int, int]]] = []
        self._closing: dict[etree._Element, str] = {}

    def walk(self) -> None:
        steps = etree.iterwalk(self._root, events=("start", "end"))
        skipped = None
        for event, element in steps:
            if event == "start":
                if is_unseen(element):
                    skipped = element
                    steps.skip_subtree()
                else:
                    self._start(element)
                continue
            if element is skipped:
                skipped = None
            else:
                self._end(element)
            if element is not self._root:
                self._words(element, "tail")

    def _start(self, element: etree._Element) -> None:
        tag = element.tag
        self._visible.append(is_visible(element, self._visible[-1]))
        if self._is_block(element):
            self._types.append(BLOCKS.get(tag) or self._types[-1])
            self._begin()
            self._preformatted += tag in PREFORMATTED
        elif tag in CELLS:
            self._listener.cell()
            self._before = ""
        elif tag == "br":
            self._listener.line_break()
            self._before = ""
        elif tag == "a":
            self._listener.link(element.get("href", ""))
        elif tag == "q":
            self._open_quote(element)
        elif tag == "rt":
            self._mark(element, "(")
        self._raise(element)
        self._words(element, "text")

    def _end(self, element: etree._Element) -> None:
        tag = element.tag
        if self._raised and self._raised[-1][0] is element:
            self._raised.pop()
        if closing := self._closing.pop(element, ""):
            self._mark(element, closing)
        if self._is_block(element):
            self._preformatted -= tag in PREFORMATTED
            self._types.pop()
            self._begin()
        elif tag == "a":
            self._listener.unlink()
        elif tag == "q":
            self._mark(element, self._quotes.pop())
        elif tag == "rt":
            self._mark(element, ")")
        self._visible.pop()

    def _is_block(self, element: etree._Element) -> bool:
        """A cell is a block where a table lays out a page: where blocks stand in its row."""
        if element.tag not in CELLS:
            return is_block(element)
        row = element.getparent()
        if row is None:
            return False
        if row not in self._rows:
            self._rows[row] = any(
                one.tag in BLOCKS for cell in row for one in cell.iterdescendants()
            )
        return self._rows[row]

    def _begin(self) -> None:
        self._listener.begin(self._types[-1])
        self._before = ""

    def _raise(self, element: etree._Element) -> None:
        """Keep numbers above and below others apart from them."""
        around = element.getparent()
        if element.tag in FORMULA or (around is not None and around.tag == "mfrac"):
            opening, self._closing[element] = marks(element, self._before)
            self._mark(element, opening)
        if script(element):
            mark, digits = raising(element, self._before)
            self._mark(element, mark)
            if digits:
                self._raised.append((element, digits))

    def _open_quote(self, element: etree._Element) -> None:
        opening, closing = marks_of(element, depth=len(self._quotes))
        self._quotes.append(closing)
        self._mark(element, opening)

    def _mark(self, element: etree._Element, mark: str) -> None:
        """What the browser shows of itself; it stands and falls with the element's words."""
        if mark and self._visible[-1]:
            self.place = element, "text"
            self._listener.words(mark)
            self._before = mark[-1]

    def _words(self, element: etree._Element, where: str) -> None:
        text = getattr(element, where)
        if not text or not self._visible[-1]:
            return
        if self._raised:
            text = text.translate(self._raised[-1][1])
        self._before = text[-1]
        self.place = element, where
        first, *more = text.split("\n") if self._preformatted else [text]
        self._listener.words(first)
        for line in more:
            self._listener.line_break()
            self._listener.words(line)


def is_unseen(element: etree._Element) -> bool:
    """Whether a browser shows nothing of it; what a style sheet hides is not known."""
    tag, said = element.tag, element.attrib
    if not isinstance(tag, str) or tag in UNSEEN or "popover" in said:
        return True
    return (tag == "dialog" and "open" not in said) or not is_displayed(element)


def is_block(element: etree._Element) -> bool:
    """Whether its words stand apart from those around it."""
    display = declared(element, "display")
    if element.tag in CELLS or display in INLINE:
        return False
    return element.tag in BLOCKS or display in SHOWN_AS_BLOCKS


def visible(root: etree._Element) -> Builder:
    """Everything that an HTML page shows."""
    builder = Builder()
    Walker(root, builder).walk()
    return builder


def line_of(root: etree._Element) -> str:
    """The same as one line."""
    return " ".join(visible(root).document().text.split())
