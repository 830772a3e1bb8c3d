"""Markdown: CommonMark with tables and strike-through, read as the page that it stands for."""

from functools import cache

from lxml import html
from markdown_it import MarkdownIt
from markdown_it.token import Token

from .document import Document, UnreadableFile
from .front_matter import front_matter
from .html.blocks import visible
from .html.tree import parse
from .metadata import clean_metadata

# Reading takes up to 16 seconds a million characters of hostile text.
LONGEST = 500_000  # Code points.


def read_markdown(text: str) -> Document:
    """The words without their marks; raises UnreadableFile when it is too long."""
    if len(text) > LONGEST:
        raise UnreadableFile(
            f"The file has more than {LONGEST:,} characters; Markdown is read up to there. "
            "Save it as plain text (.txt)."
        )
    text, found = front_matter(text.replace("\r\n", "\n").replace("\r", "\n"))
    parser = _parser()
    tokens = _with_numbers(parser.parse(text))
    page = parser.renderer.render(tokens, parser.options, {})
    tree = parse(f"<body>{page}</body>")
    document = visible(tree).document()
    if title := _title(tree):
        found.setdefault("headline", title)
    document.metadata = clean_metadata(found)
    return document


def _with_numbers(tokens: list[Token]) -> list[Token]:
    """An item's number is one of its words: it may be a day or a year."""
    numbered = []
    number = ""
    for token in tokens:
        if number and token.type not in ("paragraph_open", "inline"):
            numbered.append(_words(number))
            number = ""
        if token.type == "list_item_open" and token.info:
            number = f"{token.info}{token.markup} "
        elif number and token.type == "inline":
            token.children = [*_words(number).children, *(token.children or [])]
            number = ""
        numbered.append(token)
    return numbered


def _words(text: str) -> Token:
    return Token("inline", "", 0, children=[Token("text", "", 0, content=text)])


def _title(tree: html.HtmlElement) -> str:
    """The words of the first heading of the first level."""
    headings = (visible(heading).document().text for heading in tree.iter("h1"))
    return next(filter(None, headings), "")


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"])
