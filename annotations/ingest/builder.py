"""Puts blocks together: one blank line between them, ranges in canonical code points."""

import re
from urllib.parse import urlsplit

from annotations.text.blocks import Block, BlockType
from annotations.text.canonical import canonicalise

from .document import Document, Link

BLANKS = re.compile(r"[ \t\n\r\f]+")
# Per block: its type and its pieces, each words with an address or "".
Pieces = list[tuple[str, str]]


def build(parts: list[tuple[BlockType, Pieces]], metadata: dict[str, object]) -> Document:
    """The document of these blocks, in order; blank ones are left out. Raises UnfitText."""
    text, blocks, links = "", [], []
    for kind, pieces in parts:
        pieces = _tidied(pieces)
        if not pieces:
            continue
        if text:
            text += "\n\n"
        start = len(text)
        for words, href in pieces:
            if href and is_web_address(href):
                links.append((len(text), len(text) + len(words), href))
            text += words
        blocks.append((start, len(text), kind))
    canonical = canonicalise(text)
    return Document(
        canonical.text,
        [_block(*canonical.span(start, end), kind) for start, end, kind in blocks],
        [_link(*canonical.span(start, end), href) for start, end, href in links],
        metadata,
    )


def is_web_address(href: str) -> bool:
    try:
        parts = urlsplit(href)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def _tidied(pieces: Pieces) -> Pieces:
    """White space of the markup is one blank, and none at the ends of a block."""
    tidy: Pieces = []
    for words, href in pieces:
        words = BLANKS.sub(" ", words)
        if not tidy or tidy[-1][0].endswith(" "):
            words = words.removeprefix(" ")
        if words:
            tidy.append((words, href))
    if tidy:
        tidy[-1] = (tidy[-1][0].rstrip(" "), tidy[-1][1])
    return [piece for piece in tidy if piece[0]]


def _block(start: int, end: int, kind: BlockType) -> Block:
    return {"start": start, "end": end, "type": kind}


def _link(start: int, end: int, href: str) -> Link:
    return {"start": start, "end": end, "href": href}
