"""Web pages: the article in them, found by trafilatura, as text with its structure beside it."""

import logging
from collections.abc import Iterator

import trafilatura
from lxml import html
from trafilatura.meta import reset_caches
from trafilatura.metadata import extract_metadata

from .addresses import web_link
from .building import SPACES
from .document import Document, UnreadableFile
from .language import UNKNOWN, detect
from .metadata import clean_metadata, moment
from .tree import parse, size
from .walking import extracted, visible

# It warns of every page without an article; the reader says so itself.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

# Above, finding the article takes more than a few seconds: the whole page is taken.
MOST_ELEMENTS = 20_000
# A page so short has little around its article: nothing of it is given up easily.
SHORT_PAGE = 2_000  # Code points.
MARGINS = ("nav", "aside", "header", "footer", "menu")
# Stand for spaces that trafilatura would make plain ones.
# No tree may hold these, whatever its parser let through.
CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF], " ")
KEPT_SPACES = CONTROLS | str.maketrans({"\u00a0": "␢", "\u202f": "␣"})
SPACES_AGAIN = str.maketrans({"␢": "\u00a0", "␣": "\u202f"})
# Its caches hold on to texts.
LARGE = 200_000  # Code points.


def read_html(text: str) -> Document:
    """The article of a page. Raises UnreadableFile when there are no words or too many elements."""
    try:
        return _read(parse(text))
    finally:
        if len(text) > LARGE:
            reset_caches()


def _read(tree: html.HtmlElement) -> Document:
    whole = visible(tree).document()
    if not whole.text.strip():
        raise UnreadableFile("There is no text in the page.")
    found = {"headline": tree.findtext(".//title") or "", "language": _language(tree, whole)}
    document = whole
    if size(tree) <= MOST_ELEMENTS:
        found |= _metadata(tree)
        has_margins = next(tree.iter(*MARGINS), None) is not None
        article = _article(tree, found.get("source_url", ""))
        if article and not _is_better(whole, article, has_margins):
            document = article
    document.metadata = clean_metadata(found)
    return document


def _is_better(whole: Document, article: Document, has_margins: bool) -> bool:
    """Whether a short page is to be taken whole: nothing stands around it, or most would go."""
    if len(whole.text) >= SHORT_PAGE:
        return False
    return len(article.text) < len(whole.text) / 2 or not has_margins


def _article(tree: html.HtmlElement, url: str) -> Document | None:
    captions = _release_captions(tree)
    keeps = not any(stand_in in "".join(tree.itertext()) for stand_in in "␢␣")
    _translate(tree, KEPT_SPACES if keeps else CONTROLS)
    _make_links_whole(tree, url)
    result = trafilatura.bare_extraction(
        tree, include_links=True, include_comments=False, include_tables=True
    )
    if result is None or result.body is None:
        return None
    if keeps:
        _translate(result.body, SPACES_AGAIN)
    article = extracted(result.body).document()
    for block in article.blocks:
        words = article.text[block["start"] : block["end"]]
        if block["type"] == "paragraph" and _plain(words) in captions:
            block["type"] = "caption"
    return article if article.text.strip() else None


def _release_captions(tree: html.HtmlElement) -> set[str]:
    """The captions' words; they are made paragraphs, because figures are thrown away whole."""
    captions = list(tree.iter("figcaption"))
    captions += tree.xpath("//p[contains(concat(' ', @class, ' '), ' caption ')]")
    for caption in captions:
        caption.tag = "p"
        for figure in caption.iterancestors("figure"):
            figure.tag = "div"
    return {_plain(caption.text_content()) for caption in captions} - {""}


def _plain(text: str) -> str:
    return SPACES.sub(" ", text.replace("\u00a0", " ")).strip()


def _translate(tree: html.HtmlElement, table: dict[int, str]) -> None:
    for element in tree.iter():
        if element.text:
            element.text = element.text.translate(table)
        if element.tail:
            element.tail = element.tail.translate(table)


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


def _headline(tree: html.HtmlElement, title: str) -> str:
    """The title as the page shows it: without the outlet's name behind it, joiners kept."""
    for heading in tree.iter("h1"):
        words = heading.text_content().strip()
        if words and _printable(title).startswith(_printable(words)):
            return words
    return title


def _printable(text: str) -> str:
    return "".join(filter(str.isprintable, "".join(text.split())))


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
