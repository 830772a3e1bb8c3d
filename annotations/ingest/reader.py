"""The way in: the bytes of a file, or a pasted text, to a Document."""

import re
from dataclasses import replace
from itertools import takewhile

from annotations.text.canonical import UNFIT, UnfitText
from annotations.text.message import Message

from .document import Document, UnreadableFile
from .encodings.decode import decode
from .html.read import read_html
from .kinds import check_content, kind_of
from .markdown import read_markdown
from .metadata import LONGEST, one_line
from .plain import read_plain

__all__ = ["UnreadableFile", "read", "read_text"]

READERS = {"text": read_plain, "markdown": read_markdown}
CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([\w.:-]+)", re.I)
# Where a page may say how it is encoded; the standard looks at 1,024 bytes, browsers further.
HEAD = 8_192  # Bytes.
META = re.compile(rb"<meta[^<>]{1,500}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
XML_DECLARATION = re.compile(rb"\s*<\?xml[^<>]{1,200}?encoding\s*=\s*[\"']([\w.:-]+)", re.I)


def read(data: bytes, filename: str, media_type: str = "", *, whole: bool = False) -> Document:
    """What the bytes of a file (kinds.SUFFIXES) say.

    The kind goes by the name, else by the media type, and the content has to agree. A charset in
    the media type (`text/html; charset=koi8-u`) overrules what the file says of its encoding.
    With `whole` nothing that a web page shows is left out. Raises UnreadableFile.
    """
    kind = kind_of(data, filename, media_type)
    insisted = CHARSET.search(media_type)
    text, encoding = decode(
        data,
        declared=_declared(data) if kind == "html" else "",
        insisted=insisted.group(1) if insisted else "",
    )
    unfit = UNFIT.search(text)
    if unfit:
        raise UnreadableFile(Message("file-nul", at=unfit.start() + 1))
    check_content(text, kind)
    try:
        is_page = kind == "html"
        document = read_html(text, whole=whole) if is_page else READERS[kind](text)
    except UnfitText as error:
        raise UnreadableFile(error.message) from error
    document.metadata["encoding"] = encoding
    return _without_headline(document)


def read_text(text: str) -> Document:
    """What a person pasted, as plain text. Raises UnfitText for NUL and lone surrogates."""
    return read_plain(text)


def _without_headline(document: Document) -> Document:
    """The document without a first heading that repeats its headline: pages show that above."""
    headings = takewhile(lambda block: block["type"] == "heading", document.blocks)
    # One heading may be several blocks.
    ends = (i for i, block in enumerate(headings, 1) if _is_headline(document, block["end"]))
    rest = document.blocks[next(ends, len(document.blocks)) :]
    if not rest:
        return document
    cut = rest[0]["start"]
    links = [link for link in document.links if link["start"] >= cut]
    for mark in (*rest, *links):
        mark["start"] -= cut
        mark["end"] -= cut
    return replace(document, text=document.text[cut:], blocks=rest, links=links)


def _is_headline(document: Document, end: int) -> bool:
    words = one_line(document.text[:end], LONGEST["headline"])
    return words == document.metadata.get("headline")


def _declared(data: bytes) -> str:
    found = XML_DECLARATION.match(data[:HEAD]) or META.search(data[:HEAD])
    return found.group(1).decode("ascii", "ignore") if found else ""
