"""Markdown: CommonMark with tables and strike-through, read as the page that it stands for."""

import re
from functools import cache

from lxml import html
from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, reference
from markdown_it.token import Token

from annotations.text.message import Message

from .document import Document, UnreadableFile
from .front_matter import front_matter
from .html.blocks import visible
from .html.tree import parse
from .metadata import clean_metadata

# Reading takes up to 16 seconds a million characters of hostile text.
LONGEST = 500_000  # Code points.
# What a link can lead to: an address, a path or a file.
ADDRESS = re.compile(
    r"[a-z][a-z0-9+.-]*:\S|[/#?]|\.{1,2}/|[^/]*/|\S+\.[a-z]\w{1,5}(?:[?#]|\Z)", re.I
)


def read_markdown(text: str) -> Document:
    """The words without their marks; raises UnreadableFile when it is too long."""
    if len(text) > LONGEST:
        raise UnreadableFile(Message("markdown-too-long", most=LONGEST))
    text, found = front_matter(text.replace("\r\n", "\n").replace("\r", "\n"))
    parser = _parser()
    tokens = _with_numbers(_with_definitions(parser.parse(text), text.split("\n")))
    page = parser.renderer.render(tokens, parser.options, {})
    tree = parse(f"<body>{page}</body>")
    document = visible(tree).document()
    if title := _title(tree):
        found.setdefault("headline", title)
    document.metadata = clean_metadata(found)
    return document


def _with_definitions(tokens: list[Token], lines: list[str]) -> list[Token]:
    """Definitions of links that no link is made of are words: “[Smith]: https://…”."""
    children = [child for token in tokens for child in token.children or [token]]
    used = {str(token.meta["label"]) for token in children if "label" in token.meta}
    found: list[Token] = []
    first_of: dict[str, Token] = {}
    for token in tokens:
        if token.type != "definition":
            found.append(token)
        elif token.meta["id"] not in used or first_of.setdefault(token.meta["id"], token) != token:
            first, last = token.map or (0, 0)
            words = " ".join(line.strip() for line in lines[first:last])
            open, close = Token("paragraph_open", "p", 1), Token("paragraph_close", "p", -1)
            found += [open, Token("inline", "", 0, children=[_words(words)]), close]
    return found


def _with_numbers(tokens: list[Token]) -> list[Token]:
    """An item's number is one of its words: it may be a day or a year."""
    numbered = []
    number = ""
    for token in tokens:
        if number and token.type not in ("paragraph_open", "inline"):
            numbered.append(Token("inline", "", 0, children=[_words(number)]))
            number = ""
        if token.type == "list_item_open" and token.info:
            number = f"{token.info}{token.markup} "
        elif number and token.type == "inline":
            token.children = [_words(number), *(token.children or [])]
            number = ""
        numbered.append(token)
    return numbered


def _words(text: str) -> Token:
    return Token("text", "", 0, content=text)


def _title(tree: html.HtmlElement) -> str:
    """The words of the first heading of the first level."""
    headings = (visible(heading).document().text for heading in tree.iter("h1"))
    return next(filter(None, headings), "")


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    parser.options["inline_definitions"] = parser.options["store_labels"] = True
    parser.block.ruler.at("reference", _definition)
    return parser


def _definition(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """Where a link leads: to an address. Footnotes and lines like “[Smith]: No.” are text."""
    if not reference(state, line, end, silent):
        return False
    if silent:
        return True
    said = state.tokens[-1].meta
    if ADDRESS.match(said["url"]) and not said["id"].startswith("^"):
        return True
    state.tokens.pop()
    state.line = line
    known = state.env["references"]
    if known[said["id"]]["map"][0] == line:
        del known[said["id"]]
    return False
