"""From a tree of elements to blocks; HTML's names for them and trafilatura's alike."""

import re

from lxml import etree

from annotations.text.blocks import BlockType

from .building import Builder

# A block whose type is None has that of what is around it.
BLOCKS: dict[str, BlockType | None] = {
    **dict.fromkeys(("head", "h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("quote", "blockquote"), "quote"),
    **dict.fromkeys(("item", "li", "dt", "dd"), "item"),
    **dict.fromkeys(("figcaption", "caption"), "caption"),
    **dict.fromkeys(
        ("address", "article", "aside", "body", "center", "details", "dialog", "div", "dl",
         "fieldset", "figure", "footer", "form", "header", "hgroup", "hr", "legend", "list",
         "main", "menu", "nav", "ol", "p", "pre", "row", "section", "summary", "table", "tbody",
         "tfoot", "thead", "tr", "ul")
    ),
}  # fmt: skip
CELLS = {"cell", "td", "th"}
BREAKS = {"br", "lb"}
LINKS = {"a": "href", "ref": "target"}
UNSEEN = {
    "audio", "canvas", "datalist", "embed", "frameset", "head", "iframe", "math", "noembed",
    "noframes", "noscript", "object", "script", "select", "style", "svg", "template", "textarea",
    "title", "video",
}  # fmt: skip
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


class Walker:
    """Walks one tree, without recursion, and tells a Builder what it meets.

    `unseen` are the elements that show no words.
    """

    def __init__(self, unseen: set[str], builder: Builder | None = None):
        self.builder = builder or Builder()
        self._unseen = unseen
        self._types: list[BlockType] = ["paragraph"]
        self._preformatted = 0

    def walk(self, root: etree._Element) -> Builder:
        steps = etree.iterwalk(root, events=("start", "end"))
        skipped = None
        for event, element in steps:
            if event == "start":
                if self._is_unseen(element):
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
                self._words(element.tail)
        return self.builder

    def _is_unseen(self, element: etree._Element) -> bool:
        if not isinstance(element.tag, str) or element.tag in self._unseen:
            return True
        return "hidden" in element.attrib or bool(HIDDEN.search(element.get("style", "")))

    def _start(self, element: etree._Element) -> None:
        tag = element.tag
        if tag in BLOCKS:
            self._types.append(BLOCKS[tag] or self._types[-1])
            self.builder.begin(self._types[-1])
            self._preformatted += tag == "pre"
        elif tag in CELLS:
            self.builder.cell()
        elif tag in BREAKS:
            self.builder.line_break()
        elif tag in LINKS:
            self.builder.link(element.get(LINKS[tag], ""))
        self._words(element.text)

    def _end(self, element: etree._Element) -> None:
        tag = element.tag
        if tag in BLOCKS:
            self._preformatted -= tag == "pre"
            self._types.pop()
            self.builder.begin(self._types[-1])
        elif tag in LINKS:
            self.builder.unlink()

    def _words(self, text: str | None) -> None:
        if not text:
            return
        first, *more = text.split("\n") if self._preformatted else [text]
        self.builder.words(first)
        for line in more:
            self.builder.line_break()
            self.builder.words(line)


def visible(root: etree._Element) -> Builder:
    """Everything that an HTML page shows."""
    return Walker(UNSEEN).walk(root)


def extracted(root: etree._Element) -> Builder:
    """The blocks of a tree that trafilatura made, in which `head` is a heading."""
    return Walker(UNSEEN - {"head"}).walk(root)
