"""Web pages: the article in them as text with its structure beside it."""

import unicodedata
from collections.abc import Iterator

from lxml import html
from trafilatura.meta import reset_caches
from trafilatura.metadata import extract_metadata

from annotations.text.message import Message

from ..addresses import web_link
from ..document import Document, UnreadableFile
from ..language import UNKNOWN, detect
from ..metadata import clean_metadata, moment
from .article import left_out
from .blocks import line_of, visible
from .tree import parse, size

# Above, finding the article takes more than a few seconds: the whole page is taken.
MOST_ELEMENTS = 20_000
# Drawings have titles too.
TITLE = "//title[not(ancestor::svg)]"
# Trafilatura's caches hold on to texts.
LARGE = 200_000  # Code points.


def read_html(text: str, *, whole: bool = False) -> Document:
    """The article of a page, or all that it shows.

    Raises UnreadableFile when there are no words or too many elements.
    """
    try:
        return _read(parse(text), whole)
    finally:
        if len(text) > LARGE:
            reset_caches()


def _read(tree: html.HtmlElement, is_whole: bool) -> Document:
    whole = visible(tree).document()
    if not whole.text.strip():
        raise UnreadableFile(Message("page-no-text"))
    found = {"headline": _title(tree), "language": _language(tree, whole)}
    document = whole
    if size(tree) <= MOST_ELEMENTS:
        found |= _metadata(tree)
        _make_links_whole(tree, found.get("source_url", ""))
        parts = [] if is_whole else left_out(tree)
        for part in parts:
            part.drop()
        document = visible(tree).document()
        document.left_out = [part.name for part in parts]
    document.metadata = clean_metadata(found)
    return document


def _make_links_whole(tree: html.HtmlElement, url: str) -> None:
    for link in tree.iter("a"):
        if link.get("href"):
            link.set("href", web_link(link.get("href"), url))


def _metadata(tree: html.HtmlElement) -> dict[str, str]:
    """What the page says of itself; a date is taken from where it is stated, never guessed."""
    about = extract_metadata(tree, date_config={"extensive_search": False, "original_date": True})
    found = {
        "headline": _headline(tree, about.title or ""),
        "byline": (about.author or "").replace("; ", ", "),
        "outlet": about.sitename,
        "source_url": about.url,
        "published_at": _published(tree, about.date or ""),
    }
    return {name: value for name, value in found.items() if value}


def _title(tree: html.HtmlElement) -> str:
    return next((title.text_content() for title in tree.xpath(TITLE)), "")


def _headline(tree: html.HtmlElement, title: str) -> str:
    """The title as the page shows it: without the outlet's name behind it, joiners kept."""
    letters = _letters(title)
    for heading in tree.iter("h1", "h2", "h3"):
        words = line_of(heading)
        said = {_letters(words), _letters(heading.text_content())} - {""}
        is_same = letters in said or (heading.tag == "h1" and letters.startswith(tuple(said)))
        if words and said and is_same:
            return words
    return title


def _letters(text: str) -> str:
    """What is the same however a text is set: its letters and numbers."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text)))


def _language(tree: html.HtmlElement, page: Document) -> str:
    """What the words say goes before what a template says."""
    found = detect(page.text)
    return tree.get("lang", "") if found == UNKNOWN else found


def _published(tree: html.HtmlElement, day: str) -> str:
    """The time of publication when the page states one on that day, else the day."""
    for stated in _stated_times(tree):
        time = moment(stated)
        if time and stated.startswith(day) and len(stated) > len("2025-03-01"):
            return stated
    return day


def _stated_times(tree: html.HtmlElement) -> Iterator[str]:
    yield from tree.xpath("//meta[@property='article:published_time']/@content")
    yield from tree.xpath("//*[@itemprop='datePublished']/@content")
    yield from tree.xpath("//time/@datetime")
