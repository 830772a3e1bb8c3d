"""The structure of a text: stand-off ranges beside it."""

import re
from typing import Literal, TypedDict

BlockType = Literal["heading", "paragraph", "quote", "item", "caption"]
BLOCK_TYPES: tuple[BlockType, ...] = ("heading", "paragraph", "quote", "item", "caption")

LINE = re.compile(r"^[^\S\n]*\S[^\n]*", re.MULTILINE)


class Block(TypedDict):
    """`[start, end)` in code points of the canonical text."""

    start: int
    end: int
    type: BlockType


class Link(TypedDict):
    """`[start, end)` in code points of the canonical text; `href` is http or https."""

    start: int
    end: int
    href: str


def plain_blocks(text: str) -> list[Block]:
    """Every line of a plain canonical text that is not blank, as a paragraph."""
    return [
        {"start": match.start(), "end": match.end(), "type": "paragraph"}
        for match in LINE.finditer(text)
    ]
