"""What every reader makes of a file."""

from dataclasses import dataclass, field
from typing import Any

from annotations.text.blocks import Block, Link
from annotations.text.message import MessageError


class UnreadableFile(MessageError):
    """The file cannot be read, as whoever sent it is told."""


@dataclass
class Document:
    """A text in canonical form with its structure beside it.

    `blocks` follow one another and do not overlap; what lies between them is white space.
    `metadata` may hold headline, byline, language (ISO 639-1), outlet and source_url (text),
    published_at (an aware datetime) and encoding (the name of the one chosen); a key is absent
    when the file does not say. `hidden` are bytes that came in invisible characters: a C2PA
    manifest. `left_out` names the parts of a page that are not in the text, in their order.
    """

    text: str
    blocks: list[Block]
    links: list[Link] = field(default_factory=list)
    metadata: dict[str, Any] = field(default_factory=dict)
    hidden: bytes = b""
    left_out: list[str] = field(default_factory=list)
