"""News feeds (RSS, Atom and their kin), read by feedparser: their entries as pages to be read."""

import re
from calendar import timegm
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime, timezone
from html import escape
from io import BytesIO
from time import struct_time
from xml.sax import SAXParseException

import feedparser
from lxml import etree, html

from annotations.text.message import Message

from ..addresses import web_link
from ..document import UnreadableFile
from ..encodings.damaged import decode_damaged
from ..html.blocks import line_of
from ..metadata import clean_metadata, one_line
from ..references import mended
from .entries import Entry, digest, distinct, names
from .markup import ENTRY, breaks_off, escaped, is_last_entry_open
from .problems import Missing, messages

MOST_ENTRIES = 200
MOST_TAGS = 5_000  # Beginnings of entries; countless ones take the parser minutes.
# What says less than this is a teaser: the page it leads to holds the article.
WHOLE_ARTICLE = 800  # Code points of its words, those of links left out.
TEXTS = ("text/plain", "text/html", "application/xhtml+xml")
FEED_TYPES = ("application/rss+xml", "application/atom+xml")
LONGEST_NAME = 200  # Code points.
NO_FEED = Message("feed-none")
UNKNOWN = Message("feed-encoding")
# What the parser stumbles at without losing a word.
HARMLESS = ("undefined entity", "junk after document element")
UTF8 = "application/xml; charset=utf-8"
CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([\w.:-]+)", re.I | re.A)
INLINE = re.compile(
    r"<(?:a|abbr|b|big|br|cite|code|del|div|em|font|h\d|i|img|ins|mark|p|q|s|small|span|strike"
    r"|strong|sub|sup|time|tt|u|var|wbr)(?:\s[^<>]*)?/?>", re.I
)  # fmt: skip
HEAD = 1_024  # Bytes in which a feed says how it is encoded.
DECLARATION = re.compile(
    r"\s*<\?xml(?:[^<>]{1,200}?encoding\s*=\s*[\"']([\w.:-]+))?[^<>]{0,500}\?>", re.I | re.A
)
# Controls that were meant as the signs which have these numbers in Windows, as browsers do.
CONTROLS = {
    number: sign
    for number in range(0x80, 0xA0)
    if (sign := bytes([number]).decode("cp1252", "ignore"))
}


@dataclass(frozen=True)
class Feed:
    """`name` is what the feed calls itself, or empty; entries stand in the feed's order.

    `problems` tell what could not be read of it.
    """

    name: str
    entries: list[Entry]
    problems: tuple[Message, ...] = ()


def read_feed(data: bytes, *, address: str, media_type: str = "") -> Feed:
    """The first MOST_ENTRIES entries of the feed that was found at `address`.

    Its encoding is what its bytes agree to of the charset of `media_type` and of its own
    declaration. Raises UnreadableFile when it is none.
    """
    text, damaged = _decoded(data, media_type)
    text = escaped(text)
    tags = len(ENTRY.findall(text))
    if tags > MOST_TAGS:
        raise UnreadableFile(Message("feed-too-many-entries", most=MOST_TAGS))
    data = text.encode("utf-8", "replace")
    # As a stream: a text that looks like an address or a path would be opened.
    # Markup is read and cleaned by our own reader; feedparser's cleaning takes quadratic time.
    parsed = feedparser.parse(
        BytesIO(data),
        response_headers={"content-location": address, "content-type": UTF8},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    if not parsed.get("version"):
        named = _named_feed(data, address)
        raise UnreadableFile(Message("feed-elsewhere", address=named) if named else NO_FEED)
    _mark_markup(parsed)
    is_cut = _is_broken(parsed) and breaks_off(text)
    if is_cut and is_last_entry_open(text):
        del parsed.entries[-1:]  # Half an article is none.
    entries = [_entry(one, parsed, address) for one in parsed.entries[:MOST_ENTRIES]]
    found, alike = distinct(filter(None, entries))
    missing = Missing(
        damaged=damaged,
        is_cut=is_cut,
        is_broken=_is_broken(parsed) and not is_cut,
        unread=0 if is_cut else max(0, tags - len(parsed.entries)),
        nameless=entries.count(None),
        alike=alike,
        held=len(parsed.entries),
        most=MOST_ENTRIES,
    )
    title = one_line(_words(parsed.feed, "title"), LONGEST_NAME)
    return Feed(title, found, tuple(messages(missing)))


def _is_broken(parsed: feedparser.FeedParserDict) -> bool:
    """Whether its markup had to be guessed, in which words may be lost."""
    error = parsed.get("bozo_exception")
    return isinstance(error, SAXParseException) and error.getMessage() not in HARMLESS


def _decoded(data: bytes, media_type: str) -> tuple[str, int]:
    """The text, which says nothing of its encoding any more, and how many places are damaged."""
    by_server = CHARSET.search(media_type)
    by_itself = DECLARATION.match(data[:HEAD].replace(b"\0", b"").decode("ascii", "ignore"))
    said = [found.group(1) for found in (by_server, by_itself) if found and found.group(1)]
    try:
        text, damaged = decode_damaged(data, declared=said)
    except UnreadableFile as error:
        is_feed = ENTRY.search(data.decode("latin-1"))
        raise UnreadableFile(UNKNOWN if is_feed else NO_FEED) from error
    declaration = DECLARATION.match(text)
    text = text[declaration.end() :] if declaration else text
    return mended(text.translate(CONTROLS)), damaged


def _named_feed(data: bytes, address: str) -> str:
    """The feed that a web page links to, or nothing."""
    try:
        links = html.fromstring(data, parser=html.HTMLParser(encoding="utf-8")).iter("link")
    except (etree.ParserError, ValueError):
        return ""
    found = (one.get("href", "") for one in links if one.get("type", "").lower() in FEED_TYPES)
    return next((link for href in found if (link := web_link(href, address))), "")


def _entry(
    entry: feedparser.FeedParserDict, parsed: feedparser.FeedParserDict, base: str
) -> Entry | None:
    """None for one that says neither who it is nor where, what or when."""
    link = entry.get("link", "")
    address = web_link(link, base) if link else ""
    guid = entry.get("id", "")
    title, author, body = _words(entry, "title"), _authors(entry), _body(entry)
    # By dict's own: feedparser's would stand in for it with the time of publication, and warn.
    updated = dict.get(entry, "updated", "")
    said = "\0".join((title, author, address, body, updated))
    metadata = clean_metadata(
        {
            "headline": title,
            "byline": author,
            "outlet": _words(parsed.feed, "title"),
            "source_url": address,
            "published_at": _time(
                entry.get("published_parsed") or dict.get(entry, "updated_parsed")
            ),
        }
    )
    page = _page(body, address, base)
    date = metadata.get("published_at") if _is_dated(entry, parsed) else None
    named = names(guid, address, metadata | {"published_at": date})
    if named is None:
        return None
    return Entry(
        named.keys,
        digest(said),
        named.guid,
        named.link,
        address,
        page,
        metadata,
        date=named.date,
        rank=named.rank,
    )


def _is_dated(entry: feedparser.FeedParserDict, parsed: feedparser.FeedParserDict) -> bool:
    """Whether it says when it was published, and not only when it was changed.

    Outside Atom feedparser takes the date of Dublin Core, that of the article, for a change.
    """
    is_atom = parsed.version.startswith("atom")
    return bool(entry.get("published_parsed")) or not is_atom


def _page(body: str, address: str, base: str) -> bytes:
    """A web page of it; nothing of a teaser that leads to one."""
    try:
        tree: html.HtmlElement = html.fromstring(mended(f"<div>{body}</div>"))
        tree.make_links_absolute(address or base, handle_failures="ignore")
    except (etree.ParserError, ValueError):
        return b""
    if not body or (address and _length(tree) < WHOLE_ARTICLE):
        return b""
    words = html.tostring(tree, encoding="unicode")
    head = "<!doctype html><html><head><meta charset=utf-8></head>"
    return f"{head}<body>{words}</body></html>".encode()


def _length(tree: html.HtmlElement) -> int:
    """Code points of the words that it shows, those of links left out."""
    tree = deepcopy(tree)
    for link in list(tree.iter("a")):
        link.drop_tree()
    return len(line_of(tree))


def _body(entry: feedparser.FeedParserDict) -> str:
    """The longest of what the entry holds, as markup."""
    parts = [*entry.get("content", []), entry.get("summary_detail", {})]
    texts = (part for part in parts if part.get("type", "text/html") in TEXTS)
    return max((_markup(part) for part in texts if part.get("value")), key=len, default="")


def _markup(part: feedparser.FeedParserDict) -> str:
    words = str(part.value)
    if part.get("type") != "text/plain":
        return words
    lines = (escape(line) for line in words.splitlines() if line.strip())
    return "".join(f"<p>{line}</p>" for line in lines)


def _mark_markup(parsed: feedparser.FeedParserDict) -> None:
    """RSS does not say which titles are markup, and feedparser knows it by closing tags alone."""
    if parsed.version.startswith("atom"):
        return
    for thing in (parsed.feed, *parsed.entries):
        title = thing.get("title_detail", {})
        if INLINE.search(title.get("value", "")):
            title["type"] = "text/html"


def _words(thing: feedparser.FeedParserDict, name: str) -> str:
    """A title in plain words: feeds send markup and entities in it."""
    detail = thing.get(f"{name}_detail", {})
    words = str(detail.get("value", ""))
    if not words.strip() or detail.get("type") == "text/plain":
        return words
    return line_of(html.fromstring(mended(f"<div>{words}</div>")))


def _authors(entry: feedparser.FeedParserDict) -> str:
    """All that the entry names."""
    named = (one.get("name", "") for one in entry.get("authors", []))
    return ", ".join(dict.fromkeys(filter(None, named))) or entry.get("author", "")


def _time(parsed: struct_time | None) -> str:
    """feedparser gives UTC."""
    if not parsed:
        return ""
    try:
        return datetime.fromtimestamp(timegm(parsed), timezone.utc).isoformat()
    except (ValueError, OverflowError, OSError):
        return ""
