"""Plain text: every line is a paragraph."""

from annotations.text.blocks import plain_blocks
from annotations.text.canonical import Canonical, canonicalise

from .document import Document


def read_plain(text: str) -> Document:
    """The text itself; raises UnfitText for NUL and lone surrogates."""
    return document_of(canonicalise(text))


def document_of(canonical: Canonical) -> Document:
    """The same of a text that was made canonical already."""
    blocks = plain_blocks(canonical.text)
    return Document(canonical.text, blocks, hidden=canonical.hidden)
