"""What kind of file it is: by its name, and whether its content agrees."""

import re
from pathlib import PurePosixPath

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
# The endings that people are told of; all of SUFFIXES are read.
TOLD = ".txt, .md and .html"
NAMES = {"text": "a plain text", "markdown": "a Markdown text", "html": "a web page"}
SIGNATURES = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"PK\x05\x06", "a ZIP archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a compressed file"),
    (b"BZh", "a compressed file"),
    (b"\xfd7zXZ", "a compressed file"),
    (b"(\xb5/\xfd", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed archive"),
    (b"Rar!", "a compressed archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture or a recording"),
    (b"OggS", "a recording"),
    (b"ID3", "a recording"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
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
XML_ROOTS = {"svg": "a picture (SVG)", "rss": "a news feed", "feed": "a news feed"}
CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
MOST_CONTROLS = 0.01  # Share of a text's characters.


def kind_of(data: bytes, filename: str, media_type: str = "") -> str:
    """`text`, `markdown` or `html`, by the name, else the media type, else the content.

    Raises UnreadableFile for an empty file, another kind of file, and bytes that are not text.
    """
    if not data.strip():
        raise UnreadableFile("The file is empty.")
    suffix = PurePosixPath(filename.replace("\\", "/")).suffix.lower()
    kind = SUFFIXES.get(suffix) or MEDIA_TYPES.get(media_type.split(";")[0].strip().lower(), "")
    what = next((name for start, name in SIGNATURES if data.startswith(start)), "")
    if not what and PDF_SOON.search(data[:NEAR]):
        what = "a PDF document"
    if what and kind:
        raise UnreadableFile(f"The file is {what}, although it is sent as {NAMES[kind]}.")
    if what or (suffix and not kind):
        what = what or f"a {suffix} file"
        raise UnreadableFile(f"This is {what}; files of {TOLD} can be read.")
    return kind or (
        "html" if PAGE.match(_content(data[:NEAR].decode("ascii", "ignore"))) else "text"
    )


def check_content(text: str, kind: str) -> None:
    """Whether the decoded content is of that kind; raises UnreadableFile when it is another."""
    if not text.strip("\ufeff \t\r\n\f"):
        raise UnreadableFile("The file is empty.")
    if len(CONTROLS.findall(text)) > MOST_CONTROLS * len(text):
        raise UnreadableFile("The file is not a text: it holds control characters.")
    start = _content(text[:20_000])
    doctype = DOCTYPE.match(start)
    root = ROOT.match(_content(start[doctype.end() :]) if doctype else start)
    name = root.group(1).lower() if root else ""
    is_page = bool(PAGE.match(start)) or name == "html"
    declared_xml = text[:20].lstrip("\ufeff \t\r\n").startswith("<?xml")
    if not is_page and (name in XML_ROOTS or declared_xml):
        what = XML_ROOTS.get(name, "an XML document")
        raise UnreadableFile(f"The file is {what}, although it is sent as {NAMES[kind]}.")
    if is_page and kind != "html":
        raise UnreadableFile(
            f"The file is a web page, although it is sent as {NAMES[kind]}: name it .html."
        )
    if kind == "html" and not MARKUP.search(text):
        raise UnreadableFile("There is no HTML in the file: name it .txt if it is a plain text.")


def _content(text: str) -> str:
    """What follows a byte order mark, blanks, an XML declaration and comments."""
    while True:
        text = text.lstrip("\ufeff \t\r\n\f")
        close = "-->" if text.startswith("<!--") else "?>" if text.startswith("<?") else ""
        end = text.find(close, 2) if close else -1
        if end < 0:
            return text
        text = text[end + len(close) :]
