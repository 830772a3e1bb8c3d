"""schema.org ClaimReview: in pages (JSON-LD, else microdata or RDFa), in dumps and feeds
(DataFeed), one a line, and as the Fact Check Tools API answers. Licences are those that a feed, a
page or a review says.
"""

import html
import re
from collections.abc import Iterable, Iterator
from typing import Any

from annotations.text.ahead import says_ahead
from annotations.text.message import Message

from ..addresses import web_link
from ..document import UnreadableFile
from ..html.tree import parse
from .records import Bad, Record, Review
from .structured import things
from .values import BadJSON, listed, loads, rows_of, text_of, words

# Each is looked for once from where the last one ended: a page may be made to be read slowly.
OPENS = re.compile(r"<script\b[^<>]{0,500}application/ld\+json[^<>]{0,500}>", re.IGNORECASE)
CLOSES = re.compile(r"</script\s*>", re.IGNORECASE)
MOST_DEPTH = 12
LONGEST_CLAIM = 5_000
MOST_APPEARANCES = 100


def read(data: bytes) -> Iterator[Record]:
    text = text_of(data)
    if text.lstrip()[:1] == "<":
        found = list(_read(_of_page(text)))
        yield from found if any(isinstance(one, Review) for one in found) else [
            *found, *_read(_of_elements(text))
        ]  # fmt: skip
    else:
        yield from _read(rows_of(text))


def _read(rows: Iterable[tuple[int, Any]]) -> Iterator[Record]:
    number = 0
    for line, row in rows:
        if isinstance(row, BadJSON):
            yield Bad(line, row.message, is_foreign=row.is_foreign)
            continue
        for one, licence in _reviews(row, ""):
            number += 1
            yield from _records(max(line, number), one, licence)


def _of_page(text: str) -> Iterator[tuple[int, Any]]:
    """The JSON of a page's scripts, by the line on which each begins."""
    line, counted, at = 1, 0, 0
    while (opens := OPENS.search(text, at)) and (closes := CLOSES.search(text, opens.end())):
        line += text.count("\n", counted, opens.start())
        counted, at = opens.start(), closes.end()
        try:
            yield line, loads(text[opens.end() : closes.start()].strip())
        except BadJSON as error:
            yield line, error


def _of_elements(text: str) -> Iterator[tuple[int, Any]]:
    """What the page's elements say, by line; a review without an address is of the page's own."""
    try:
        tree = parse(text)
    except UnreadableFile:
        return
    own = next((_link(one.get("href")) for one in tree.iterfind(".//link[@rel='canonical']")), "")
    base = next((_link(one.get("href")) for one in tree.iterfind(".//base[@href]")), "") or own
    for line, row in things(tree, "ClaimReview", base):
        yield line, {"url": own, **row}


def _reviews(value: Any, licence: str, depth: int = 0) -> Iterator[tuple[dict[str, Any], str]]:
    """Every review in it, however deep, with the licence that holds there."""
    if depth > MOST_DEPTH:
        return
    if isinstance(value, list):
        for one in value:
            yield from _reviews(one, licence, depth + 1)
        return
    if not isinstance(value, dict):
        return
    licence = _address_or_words(value.get("license") or value.get("sdLicense")) or licence
    if "ClaimReview" in [words(one).rpartition("/")[2] for one in listed(value.get("@type"))]:
        yield value, licence
        return
    if isinstance(value.get("claimReview"), list):  # Of the Fact Check Tools API.
        yield value, licence
        return
    for one in value.values():
        if isinstance(one, dict | list):
            yield from _reviews(one, licence, depth + 1)


def _records(line: int, row: dict[str, Any], licence: str) -> Iterator[Record]:
    if isinstance(row.get("claimReview"), list):
        for one in row["claimReview"]:
            if isinstance(one, dict):
                yield _checked(_of_api(line, row, one), licence)
        return
    yield _checked(_of_schema(line, row), licence)


def _checked(review: Review, licence: str) -> Record:
    review.licence = review.licence or licence
    if not review.claim:
        return Bad(review.line, Message("import-no-claim"), review.url)
    if not review.url:
        return Bad(review.line, Message("import-no-address"), review.claim)
    if says_ahead(review.reviewed_on) or says_ahead(review.claimed_on):
        return Bad(review.line, Message("import-date-ahead"), review.claim)
    return review


def _of_schema(line: int, row: dict[str, Any]) -> Review:
    publisher = _first(row.get("author")) or _first(row.get("publisher"))
    rating = _first(row.get("reviewRating"))
    item = _first(row.get("itemReviewed"))
    appearances = [*listed(item.get("appearance")), *listed(item.get("firstAppearance")), item]
    return Review(
        line,
        claim=_plain(row.get("claimReviewed"), LONGEST_CLAIM),
        url=_link(row.get("url")),
        publisher=_plain(publisher.get("name"), 200),
        publisher_url=_link(publisher.get("url")),
        rating=_plain(rating.get("alternateName") or rating.get("ratingValue"), 200),
        value=_number(rating.get("ratingValue")),
        best=_number(rating.get("bestRating")),
        worst=_number(rating.get("worstRating")),
        claimant=_plain(_first(item.get("author")).get("name"), 200),
        claimed_on=words(item.get("datePublished"), 40),
        reviewed_on=words(row.get("datePublished"), 40),
        language=words(row.get("inLanguage"), 16),
        licence=_address_or_words(row.get("license") or row.get("sdLicense")),
        headline=_plain(row.get("name") or row.get("headline"), 500),
        appearances=_links(appearances),
    )


def _of_api(line: int, claim: dict[str, Any], row: dict[str, Any]) -> Review:
    publisher = _first(row.get("publisher"))
    return Review(
        line,
        claim=_plain(claim.get("text"), LONGEST_CLAIM),
        url=_link(row.get("url")),
        publisher=_plain(publisher.get("name") or publisher.get("site"), 200),
        publisher_url=_link(f"https://{words(publisher.get('site'), 200)}")
        if publisher.get("site")
        else "",
        rating=_plain(row.get("textualRating"), 200),
        claimant=_plain(claim.get("claimant"), 200),
        claimed_on=words(claim.get("claimDate"), 40),
        reviewed_on=words(row.get("reviewDate"), 40),
        language=words(row.get("languageCode"), 16),
        headline=_plain(row.get("title"), 500),
    )


def _first(value: Any) -> dict[str, Any]:
    """The first thing; a name by itself is a thing, too."""
    one = next(iter(listed(value)), None)
    return one if isinstance(one, dict) else {"name": one}


def _plain(value: Any, longest: int) -> str:
    """Some feeds escape their words once more."""
    return words(html.unescape(words(value, longest)), longest)


def _link(value: Any) -> str:
    one = next(iter(listed(value)), None)
    address = one.get("@id") or one.get("url") if isinstance(one, dict) else one
    return web_link(words(address))


def _links(values: list[Any]) -> list[str]:
    found = (
        _link(one.get("url") or one.get("@id")) if isinstance(one, dict) else _link(one)
        for one in values
    )
    return list(dict.fromkeys(filter(None, found)))[:MOST_APPEARANCES]


def _address_or_words(value: Any) -> str:
    one = next(iter(listed(value)), None)
    named = one.get("url") or one.get("@id") or one.get("name") if isinstance(one, dict) else one
    return words(named, 500)


def _number(value: Any) -> float | None:
    try:
        found = float(words(value, 20))
    except ValueError:
        return None
    return found if abs(found) < 1e9 else None
