"""HTML: the article within a page, found by trafilatura; markup ends here."""

import re
from datetime import datetime, timezone

import trafilatura
from lxml.etree import LxmlError, _Element

from annotations.text.blocks import BlockType

from .builder import Pieces, build
from .document import Document, UnreadableFile

CHARSET = re.compile(rb"(?i)<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w.:-]{2,40})")
XML_ENCODING = re.compile(rb"(?i)^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})")
# A page of real news has a few thousand; more is an attack on the parser's patience.
MOST_TAGS = 200_000
DEEPEST = 5_000
KINDS: dict[str, BlockType] = {"head": "heading", "quote": "quote", "item": "item"}
BLOCKS = {"p", "head", "quote", "item", "cell", "figure", "code"}


def declared_encoding(data: bytes) -> str:
    """What the page says of its encoding in its first kilobytes; "" when nothing."""
    found = XML_ENCODING.search(data[:4096]) or CHARSET.search(data[:4096])
    return found.group(1).decode("ascii") if found else ""


def read_html(markup: str, metadata: dict[str, object]) -> Document:
    """The document; raises UnreadableFile for a page without an article, UnfitText."""
    if markup.count("<") > MOST_TAGS or _depth(markup) > DEEPEST:
        raise UnreadableFile("This page is built so deep or wide that it cannot be read.")
    try:
        found = trafilatura.bare_extraction(
            markup, include_links=True, include_formatting=False, include_comments=False,
            include_tables=True, include_images=False, favor_recall=True, with_metadata=True,
        )  # fmt: skip
    except (LxmlError, RecursionError, ValueError) as error:
        raise UnreadableFile("This page cannot be taken apart; paste its text instead.") from error
    parts = list(_blocks(found.body)) if found is not None and found.body is not None else []
    if not parts:
        raise UnreadableFile("There is no article in this page; paste its text instead.")
    return build(parts, _about(found) | metadata)


def _blocks(body: _Element):
    """Every innermost block, and words that stand in none."""
    for element in body.iter():
        if element.tag in BLOCKS and not any(
            child.tag in BLOCKS for child in element.iterdescendants()
        ):
            kind = KINDS.get(element.tag, "paragraph")
            if any(above.tag == "quote" for above in element.iterancestors()):
                kind = "quote"
            yield kind, _pieces(element, "")


def _pieces(element: _Element, href: str) -> Pieces:
    if element.tag == "ref":
        href = element.get("target", "")
    pieces: Pieces = [(element.text or "", href)]
    for child in element:
        if child.tag == "lb":
            pieces.append((" ", href))
        else:
            pieces += _pieces(child, href)
        pieces.append((child.tail or "", "" if child.tag == "ref" else href))
    return pieces


def _depth(markup: str) -> int:
    """How deep elements may nest at most: openings that were not closed."""
    depth = deepest = 0
    for tag in re.finditer(
        r"<(/?)(?:div|span|p|ul|ol|li|table|tr|td|section|b|i|em|font)\b", markup
    ):
        depth = max(0, depth - 1) if tag.group(1) else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _about(found) -> dict[str, object]:
    about = {
        "headline": found.title,
        "byline": found.author,
        "outlet": found.sitename,
        "source_url": found.url,
        "published_at": _date(found.date),
    }
    return {name: value for name, value in about.items() if value}


def _date(text: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=timezone.utc) if text else None
    except ValueError:
        return None
