"""The one way in: bytes of a file, or pasted words, to a document."""

from pathlib import PurePath

from annotations.text.blocks import plain_blocks
from annotations.text.canonical import UnfitText, canonicalise

from .document import Document, UnreadableFile
from .encodings import decode
from .html import declared_encoding, read_html
from .markdown import read_markdown

TEXT, MARKDOWN, HTML = "text", "markdown", "html"
BY_SUFFIX = {
    ".txt": TEXT, ".text": TEXT, ".md": MARKDOWN, ".markdown": MARKDOWN, ".html": HTML,
    ".htm": HTML, ".xhtml": HTML,
}  # fmt: skip
# What files of other kinds begin with, whatever they are called.
FOREIGN = {
    b"%PDF": "a PDF", b"PK\x03\x04": "a ZIP or Office document", b"\xd0\xcf\x11\xe0": "an old "
    "Office document", b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture", b"GIF8": "a picture",
    b"{\\rtf": "an RTF document", b"\x1f\x8b": "a compressed file", b"\x7fELF": "a program",
}  # fmt: skip


def read(data: bytes, filename: str, media_type: str = "") -> Document:
    """The document in a .txt, .md or .html file.

    `media_type` may carry a charset. Raises UnreadableFile with a sentence for the person: an
    empty file, another kind of file, an unknown encoding, characters that no text can hold.
    """
    kind = BY_SUFFIX.get(PurePath(filename.replace("\0", "")).suffix.lower())
    if kind is None:
        raise UnreadableFile("Only .txt, .md and .html files can be read.")
    if not data.strip():
        raise UnreadableFile("The file is empty.")
    for mark, what in FOREIGN.items():
        if data.startswith(mark):
            raise UnreadableFile(f"This is {what}, not {kind}.")
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if kind != HTML and start.startswith((b"<svg", b"<!doctype", b"<html", b"<?xml")):
        raise UnreadableFile(f"This is markup, not {kind}: name it .html if it is a page.")
    if kind == HTML and b"<svg" in start[:200] and b"<html" not in start:
        raise UnreadableFile("This is a picture, not html.")
    declared = _charset(media_type) or (declared_encoding(data) if kind == HTML else "")
    text, encoding = decode(data, declared=declared)
    try:
        return _document(kind, text, {"encoding": encoding})
    except UnfitText as error:
        raise UnreadableFile(str(error)) from error


def read_text(text: str) -> Document:
    """The document of pasted words. Raises UnfitText."""
    canonical = canonicalise(text).text
    return Document(canonical, plain_blocks(canonical))


def _document(kind: str, text: str, metadata: dict[str, object]) -> Document:
    if kind == HTML:
        return read_html(text, metadata)
    if kind == MARKDOWN:
        return read_markdown(text, metadata)
    document = read_text(text)
    document.metadata = metadata
    return document


def _charset(media_type: str) -> str:
    _, _, rest = media_type.partition("charset=")
    return rest.split(";")[0].strip(" \"'")
