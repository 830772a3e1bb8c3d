"""What a page says of itself in its elements: microdata and RDFa Lite, as JSON-LD would say it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from ..html.tree import size, words_of

MOST_DEPTH = 12
MOST_ITEMS = 2_000  # Of a page.
# Elements, names and letters that are read of a page: its things may all refer to the same ones.
MOST_READ = 5_000_000
ADDRESSES = {
    "a": "href", "area": "href", "link": "href", "audio": "src", "embed": "src", "iframe": "src",
    "img": "src", "source": "src", "track": "src", "video": "src", "object": "data",
}  # fmt: skip
VALUES = {"meta": "content", "data": "value", "meter": "value", "time": "datetime"}
Item = dict[str, Any]


@dataclass(frozen=True)
class Syntax:
    """Which attributes begin a thing, say of what type it is, name a property, and its address."""

    begins: str
    types: str
    names: str
    address: tuple[str, ...]
    refers: str = ""


MICRODATA = Syntax("itemscope", "itemtype", "itemprop", ("itemid",), refers="itemref")
RDFA = Syntax("typeof", "typeof", "property", ("resource", "about"))


def things(tree: etree._Element, wanted: str, base: str) -> Iterator[tuple[int, Item]]:
    """Every thing of the type `wanted` (a word: ClaimReview) by the line where it begins."""
    for syntax in (MICRODATA, RDFA):
        reading = _Reading(syntax, base, tree)
        for element in tree.iter(etree.Element):
            if syntax.begins in element.attrib and wanted in _types(element, syntax):
                line = element.sourceline
                yield (line if isinstance(line, int) else 1), reading.item(element, 0)


def _types(element: etree._Element, syntax: Syntax) -> list[str]:
    """The last word of each type: schema:ClaimReview and https://schema.org/ClaimReview are one."""
    words = (element.get(syntax.types) or "").split()
    return [word.rpartition("/")[2].rpartition("#")[2].rpartition(":")[2] for word in words]


class _Reading:
    def __init__(self, syntax: Syntax, base: str, tree: etree._Element) -> None:
        self._syntax, self._base, self._tree = syntax, base, tree
        self._left, self._unread = MOST_ITEMS, MOST_READ
        self._by_id: dict[str, etree._Element] | None = None

    def item(self, element: etree._Element, depth: int) -> Item:
        """A thing with its properties; several of one name are a list."""
        found: dict[str, list[Any]] = {}
        types = _types(element, self._syntax)
        self._left -= 1
        self._unread -= len(types)
        if depth < MOST_DEPTH and self._left > 0:
            for root in (element, *self._referred(element)):
                self._read(root, found, depth, is_own=root is element)
        row: Item = {name: all_[0] if len(all_) == 1 else all_ for name, all_ in found.items()}
        row["@type"] = types
        address = next(filter(None, map(element.get, self._syntax.address)), "")
        if address:
            row["@id"] = self._joined(address)
        return row

    def _read(
        self, root: etree._Element, found: dict[str, list[Any]], depth: int, *, is_own: bool
    ) -> None:
        """The properties below, without those of things within; a page nests as deep as it likes,
        so nothing recurses but things do."""
        waiting = list(reversed(root)) if is_own else [root]
        while waiting and self._unread > 0:
            one = waiting.pop()
            self._unread -= 1
            if not isinstance(one.tag, str):
                continue
            is_thing = self._syntax.begins in one.attrib
            names = (one.get(self._syntax.names) or "").split()
            self._unread -= len(names)
            if names:
                value = self.item(one, depth + 1) if is_thing else self._value(one)
                for name in names:
                    found.setdefault(name.rpartition("/")[2].rpartition(":")[2], []).append(value)
            if not is_thing:
                waiting.extend(reversed(one))

    def _referred(self, element: etree._Element) -> list[etree._Element]:
        refers = element.get(self._syntax.refers) if self._syntax.refers else ""
        names = dict.fromkeys((refers or "").split())  # Each once, as browsers read them.
        self._unread -= len(names)
        if names and self._by_id is None:
            self._by_id = {one.get("id", ""): one for one in self._tree.iter(etree.Element)}
        return [self._by_id[name] for name in names if self._by_id and name in self._by_id]

    def _value(self, element: etree._Element) -> str:
        found = self._said(element)
        self._unread -= len(found)
        return found

    def _said(self, element: etree._Element) -> str:
        tag = str(element.tag)
        if element.get("content") is not None:  # Of any element, as pages write it.
            return element.get("content", "")
        if tag in VALUES and element.get(VALUES[tag]) is not None:
            return element.get(VALUES[tag], "")
        name = ADDRESSES.get(tag)
        if name and element.get(name) is not None:
            return self._joined(element.get(name, ""))
        if self._syntax is RDFA and element.get("resource"):
            return self._joined(element.get("resource", ""))
        self._unread -= size(element)
        return " ".join(words_of(element).split())

    def _joined(self, address: str) -> str:
        try:
            return urljoin(self._base, address) if self._base else address
        except ValueError:
            return address
