"""What every document that a reader made promises, whatever it was made of."""

from annotations.ingest.document import Document
from annotations.text.blocks import BLOCK_TYPES
from annotations.text.canonical import canonicalise


def check(document: Document) -> Document:
    """Blocks and links lie in the text, in order, and every word is in a block."""
    text = document.text
    assert canonicalise(text).text == text
    _check_order(document.blocks, text)
    _check_order(document.links, text)
    assert {block["type"] for block in document.blocks} <= set(BLOCK_TYPES)
    ends = [0, *(block["end"] for block in document.blocks)]
    starts = [*(block["start"] for block in document.blocks), len(text)]
    for end, start in zip(ends, starts, strict=True):
        assert not text[end:start].strip(), f"no block holds {text[end:start]!r}"
    for link in document.links:
        assert link["href"].lower().startswith(("http://", "https://"))
    return document


def _check_order(marks, text: str) -> None:
    last = 0
    for mark in marks:
        assert last <= mark["start"] < mark["end"] <= len(text)
        assert text[mark["start"] : mark["end"]].strip()
        last = mark["end"]


def blocks_of(document: Document) -> list[tuple[str, str]]:
    """The type and the words of each block."""
    return [
        (block["type"], document.text[block["start"] : block["end"]]) for block in document.blocks
    ]


def links_of(document: Document) -> list[tuple[str, str]]:
    """The address and the words of each link."""
    return [(link["href"], document.text[link["start"] : link["end"]]) for link in document.links]
