"""What kind of file it is: by its name, and whether its content agrees."""

import re
from pathlib import PurePosixPath

from annotations.text.message import Message

from .document import UnreadableFile

SUFFIXES = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
}
MEDIA_TYPES = {
    "text/plain": "text",
    "text/markdown": "markdown",
    "text/x-markdown": "markdown",
    "text/html": "html",
    "application/xhtml+xml": "html",
}


def suffix_of(media_type: str) -> str:
    """The ending that a file of this media type would have, "" where it is none of ours."""
    kind = _kind_of(media_type)
    return next((suffix for suffix, one in SUFFIXES.items() if one == kind), "")


def _kind_of(media_type: str) -> str:
    """ "text", "markdown", "html" or "", whatever parameters follow the type."""
    return MEDIA_TYPES.get(media_type.split(";")[0].strip().lower(), "")


# The endings that people are told of; all of SUFFIXES are read.
ENDINGS = Message("file-endings")
NAMES = {
    "text": Message("kind-text"),
    "markdown": Message("kind-markdown"),
    "html": Message("kind-page"),
}
PDF = Message("kind-pdf")
ZIP = Message("kind-zip")
COMPRESSED = Message("kind-compressed")
PICTURE = Message("kind-picture")
RECORDING = Message("kind-recording")
FEED = Message("kind-feed")
SIGNATURES = (
    (b"%PDF-", PDF),
    (b"PK\x03\x04", Message("kind-zip-or-office")),
    (b"PK\x05\x06", ZIP),
    (b"\xd0\xcf\x11\xe0", Message("kind-old-office")),
    (b"{\\rtf", Message("kind-rtf")),
    (b"\x1f\x8b", COMPRESSED),
    (b"BZh", COMPRESSED),
    (b"\xfd7zXZ", COMPRESSED),
    (b"(\xb5/\xfd", COMPRESSED),
    (b"7z\xbc\xaf", COMPRESSED),
    (b"Rar!", COMPRESSED),
    (b"\x89PNG", PICTURE),
    (b"\xff\xd8\xff", PICTURE),
    (b"GIF8", PICTURE),
    (b"RIFF", Message("kind-picture-or-recording")),
    (b"OggS", RECORDING),
    (b"ID3", RECORDING),
    (b"\x7fELF", Message("kind-program")),
    (b"SQLite format 3", Message("kind-database")),
)
# A PDF may begin with something else, so that it passes for two kinds.
PDF_SOON = re.compile(rb"%PDF-\d\.\d")
NEAR = 1024  # Bytes.

PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.I)
MARKUP = re.compile(
    r"<(?:html|head|body|title|p|div|article|section|main|h[1-6]|a|b|i|em|strong|span|br|ul|ol|li"
    r"|table|blockquote|pre|img|script|center|font)\b",
    re.I,
)
DOCTYPE = re.compile(r"<!doctype\s+\w[^>]{0,500}>", re.I)
ROOT = re.compile(r"<([a-z][\w:.-]*)(?:\s[^<>]{0,2000}?)?/?>", re.I)
XML_ROOTS = {"svg": Message("kind-svg"), "rss": FEED, "feed": FEED}
CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
MOST_CONTROLS = 0.01  # Share of a text's characters.


def kind_of(data: bytes, filename: str, media_type: str = "") -> str:
    """`text`, `markdown` or `html`, by the name, else the media type, else the content.

    Raises UnreadableFile for an empty file, another kind of file, and bytes that are not text.
    """
    if not data.strip():
        raise UnreadableFile(Message("file-empty"))
    suffix = PurePosixPath(filename.replace("\\", "/")).suffix.lower()
    kind = SUFFIXES.get(suffix) or _kind_of(media_type)
    what = next((name for start, name in SIGNATURES if data.startswith(start)), None)
    if not what and PDF_SOON.search(data[:NEAR]):
        what = PDF
    if what and kind:
        raise UnreadableFile(Message("file-other", sent=NAMES[kind], found=what))
    if what or (suffix and not kind):
        what = what or Message("kind-ending", ending=suffix)
        raise UnreadableFile(Message("file-not-read", found=what, endings=ENDINGS))
    return kind or (
        "html" if PAGE.match(_content(data[:NEAR].decode("ascii", "ignore"))) else "text"
    )


def check_content(text: str, kind: str) -> None:
    """Whether the decoded content is of that kind; raises UnreadableFile when it is another."""
    if not text.strip("\ufeff \t\r\n\f"):
        raise UnreadableFile(Message("file-empty"))
    if len(CONTROLS.findall(text)) > MOST_CONTROLS * len(text):
        raise UnreadableFile(Message("file-controls"))
    start = _content(text[:20_000])
    doctype = DOCTYPE.match(start)
    root = ROOT.match(_content(start[doctype.end() :]) if doctype else start)
    name = root.group(1).lower() if root else ""
    is_page = bool(PAGE.match(start)) or name == "html"
    declared_xml = text[:20].lstrip("\ufeff \t\r\n").startswith("<?xml")
    if not is_page and (name in XML_ROOTS or declared_xml):
        what = XML_ROOTS.get(name, Message("kind-xml"))
        raise UnreadableFile(Message("file-other", sent=NAMES[kind], found=what))
    if is_page and kind != "html":
        raise UnreadableFile(Message("file-is-page", sent=NAMES[kind]))
    if kind == "html" and not MARKUP.search(text):
        raise UnreadableFile(Message("file-no-html"))


def _content(text: str) -> str:
    """What follows a byte order mark, blanks, an XML declaration and comments."""
    while True:
        text = text.lstrip("\ufeff \t\r\n\f")
        close = "-->" if text.startswith("<!--") else "?>" if text.startswith("<?") else ""
        end = text.find(close, 2) if close else -1
        if end < 0:
            return text
        text = text[end + len(close) :]
