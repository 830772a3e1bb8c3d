"""Markdown: CommonMark's blocks and links; its first heading is the headline."""

from markdown_it import MarkdownIt
from markdown_it.token import Token

from annotations.text.blocks import BlockType

from .builder import Pieces, build
from .document import Document

PARSER = MarkdownIt("commonmark", {"html": False})


def read_markdown(text: str, metadata: dict[str, object]) -> Document:
    """The document; raises UnfitText. Images leave their description as a caption."""
    parts: list[tuple[BlockType, Pieces]] = []
    around: list[str] = []
    for token in PARSER.parse(text):
        if token.nesting == 1:
            around.append(token.type)
        elif token.nesting == -1:
            around.pop()
        elif token.type == "inline":
            parts.append((_kind(around), _pieces(token.children or [])))
        elif token.type in ("code_block", "fence"):
            parts.append(("paragraph", [(token.content, "")]))
    if parts and parts[0][0] == "heading":
        _, pieces = parts.pop(0)
        metadata = {"headline": "".join(words for words, _ in pieces).strip()} | metadata
    return build(parts, metadata)


def _kind(around: list[str]) -> BlockType:
    if "heading_open" in around:
        return "heading"
    if "blockquote_open" in around:
        return "quote"
    return "item" if "list_item_open" in around else "paragraph"


def _pieces(tokens: list[Token]) -> Pieces:
    pieces: Pieces = []
    href = ""
    for token in tokens:
        if token.type == "link_open":
            href = str(token.attrs.get("href", ""))
        elif token.type == "link_close":
            href = ""
        elif token.type in ("softbreak", "hardbreak"):
            pieces.append((" ", href))
        else:
            pieces.append((token.content, href))
    return pieces
