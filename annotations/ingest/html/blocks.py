"""From a tree of elements to blocks, as a browser without scripts shows them."""

import re

from lxml import etree

from annotations.text.blocks import BlockType

from ..building import Builder
from .quotation_marks import marks_of

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
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.I)


class Walker:
    """Walks one tree, without recursion, and tells a Builder what it meets.

    `place` is where in the tree the words stand that the builder is given: an element and
    "text" or "tail".
    """

    def __init__(self, builder: Builder):
        self.builder = builder
        self.place: tuple[etree._Element, str] | None = None
        self._types: list[BlockType] = ["paragraph"]
        self._preformatted = 0
        self._quotes: list[str] = []  # The closing marks of the quotes that are open.

    def walk(self, root: etree._Element) -> Builder:
        steps = etree.iterwalk(root, events=("start", "end"))
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
            if element is not root:
                self._words(element, "tail")
        return self.builder

    def _start(self, element: etree._Element) -> None:
        tag = element.tag
        if tag in BLOCKS:
            self._types.append(BLOCKS[tag] or self._types[-1])
            self.builder.begin(self._types[-1])
            self._preformatted += tag in PREFORMATTED
        elif tag in CELLS:
            self.builder.cell()
        elif tag == "br":
            self.builder.line_break()
        elif tag == "a":
            self.builder.link(element.get("href", ""))
        elif tag == "q":
            self._open_quote(element)
        elif tag == "rt":
            self._mark(element, "(")
        self._words(element, "text")

    def _end(self, element: etree._Element) -> None:
        tag = element.tag
        if tag in BLOCKS:
            self._preformatted -= tag in PREFORMATTED
            self._types.pop()
            self.builder.begin(self._types[-1])
        elif tag == "a":
            self.builder.unlink()
        elif tag == "q":
            self._mark(element, self._quotes.pop())
        elif tag == "rt":
            self._mark(element, ")")

    def _open_quote(self, element: etree._Element) -> None:
        opening, closing = marks_of(element, depth=len(self._quotes))
        self._quotes.append(closing)
        self._mark(element, opening)

    def _mark(self, element: etree._Element, mark: str) -> None:
        """What the browser shows of itself; it stands and falls with the element's words."""
        self.place = element, "text"
        self.builder.words(mark)

    def _words(self, element: etree._Element, where: str) -> None:
        text = getattr(element, where)
        if not text:
            return
        self.place = element, where
        first, *more = text.split("\n") if self._preformatted else [text]
        self.builder.words(first)
        for line in more:
            self.builder.line_break()
            self.builder.words(line)


def is_unseen(element: etree._Element) -> bool:
    """Whether a browser shows nothing of it; what a style sheet hides is not known."""
    tag, said = element.tag, element.attrib
    if not isinstance(tag, str) or tag in UNSEEN or "hidden" in said or "popover" in said:
        return True
    return (tag == "dialog" and "open" not in said) or bool(HIDDEN.search(said.get("style", "")))


def visible(root: etree._Element) -> Builder:
    """Everything that an HTML page shows."""
    return Walker(Builder()).walk(root)
