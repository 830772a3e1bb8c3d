"""Markdown: CommonMark with tables and strike-through; HTML in it shows its words."""

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from annotations.text.blocks import BlockType

from .building import Builder
from .document import Document, UnreadableFile
from .metadata import clean_metadata
from .tree import parse
from .walking import UNSEEN, Walker

# Reading takes up to 16 seconds a million characters of hostile text.
LONGEST = 500_000  # Code points.
FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.{0,10000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
FIELD = re.compile(r"^(\w+)[ \t]*:[ \t]*(.*?)[ \t]*$", re.M)
CALLED = {
    "title": "headline",
    "headline": "headline",
    "author": "byline",
    "byline": "byline",
    "date": "published_at",
    "published": "published_at",
    "language": "language",
    "lang": "language",
    "outlet": "outlet",
    "publisher": "outlet",
    "source": "source_url",
    "source_url": "source_url",
    "url": "source_url",
}
CONTAINERS: dict[str, BlockType] = {"blockquote": "quote", "list_item": "item"}


def read_markdown(text: str) -> Document:
    """The words without their marks; raises UnreadableFile when it is too long."""
    if len(text) > LONGEST:
        raise UnreadableFile(
            f"The file has more than {LONGEST:,} characters; Markdown is read up to there. "
            "Save it as plain text (.txt)."
        )
    text, found = _front_matter(text.replace("\r\n", "\n").replace("\r", "\n"))
    reader = _Reader()
    for token in _parser().parse(text):
        reader.read(token)
    document = reader.builder.document()
    if reader.title:
        found.setdefault("headline", reader.title)
    document.metadata = clean_metadata(found)
    return document


class _Reader:
    """Tells a Builder what the parser found, token by token."""

    def __init__(self) -> None:
        self.builder = Builder()
        self.title = ""
        self._types: list[BlockType] = ["paragraph"]
        self._heading = ""

    def read(self, token: Token) -> None:
        kind = token.type.removesuffix("_open").removesuffix("_close")
        if kind in CONTAINERS:
            if token.nesting > 0:
                self._types.append(CONTAINERS[kind])
            else:
                self._types.pop()
            self.builder.begin(self._types[-1])
        elif token.type == "heading_open":
            self._heading = token.tag
            self.builder.begin("heading")
        elif token.type == "inline":
            if self._heading == "h1" and not self.title:
                self.title = "".join(child.content for child in token.children or [])
            for child in token.children or []:
                self._inline(child)
        elif token.type in ("fence", "code_block"):
            self.builder.begin(self._types[-1])
            self._lines(token.content)
        elif token.type == "html_block":
            Walker(UNSEEN, self.builder).walk(parse(f"<div>{token.content}</div>"))
        elif token.type in ("th_open", "td_open"):
            self.builder.cell()
        elif kind in ("paragraph", "heading", "tr", "hr"):
            self._heading = ""
            self.builder.begin(self._types[-1])

    def _inline(self, token: Token) -> None:
        if token.type == "link_open":
            self.builder.link(str(token.attrGet("href") or ""))
        elif token.type == "link_close":
            self.builder.unlink()
        elif token.type == "softbreak":
            self.builder.words(" ")
        elif token.type == "hardbreak":
            self.builder.line_break()
        elif token.type in ("text", "code_inline"):
            self.builder.words(token.content)

    def _lines(self, content: str) -> None:
        for line in content.split("\n"):
            self.builder.words(line)
            self.builder.line_break()


def _front_matter(text: str) -> tuple[str, dict[str, str]]:
    """The text without the fields that some editors keep in front of it, and those fields."""
    match = FRONT_MATTER.match(text)
    if not match:
        return text, {}
    fields = {
        CALLED[name.lower()]: value.strip("\"'")
        for name, value in FIELD.findall(match.group(1))
        if name.lower() in CALLED and value
    }
    return (text[match.end() :], fields) if fields else (text, {})


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"])
