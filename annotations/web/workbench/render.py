"""A revision's text with its structure as a flat list that a template writes out.

Pure. No markup is made here: the template knows every tag, and Django escapes every word.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import urlsplit

# How a block's type is written: an element and a class, both from this table only.
BLOCKS = {
    "heading": ("h2", ""),
    "paragraph": ("p", ""),
    "quote": ("blockquote", ""),
    "item": ("p", "item"),
    "caption": ("p", "caption"),
}
# A browser goes through all marks of a text node for each of its lines: to paint a text of one
# paragraph with a thousand marks took most of a frame. Each part has an element of its own.
PART = 6_000


@dataclass(frozen=True, slots=True)
class Segment:
    """One piece of the page: an opening tag, a closing tag, or words (with `href`: a link).

    Exactly one of `open`, `close` and `text` is set. Words outside of any block are the
    separators between blocks: white space that has to be in the page for the offsets' sake.
    """

    text: str = ""
    href: str = ""
    open: str = ""
    css: str = ""
    close: str = ""


def segments(text: str, blocks: Sequence[Mapping], links: Sequence[Mapping] = ()) -> list[Segment]:
    """Lay out `text` for the page.

    `blocks` are `{start, end, type}`, `links` are `{start, end, href}`, both in code points of
    `text`. The segments' texts joined equal `text`, character for character. A block or link
    that overlaps an earlier one, is empty or lies outside is left out; words that no block
    covers become paragraphs; addresses other than http and https become plain words.
    """
    spots = _apart(links, len(text))
    laid_out: list[Segment] = []
    at = 0
    for start, end, kind in covered(text, blocks):
        if start > at:
            laid_out.append(Segment(text=text[at:start]))
        tag, css = BLOCKS.get(kind, BLOCKS["paragraph"])
        laid_out.append(Segment(open=tag, css=css))
        laid_out.extend(_words(text, start, end, spots))
        laid_out.append(Segment(close=tag))
        at = end
    if at < len(text):
        laid_out.append(Segment(text=text[at:]))
    return laid_out


def _apart(ranges: Sequence[Mapping], length: int) -> list[Mapping]:
    """The ranges that lie inside the text and do not overlap an earlier one, in order."""
    kept: list[Mapping] = []
    at = 0
    for item in sorted(ranges, key=lambda item: (item["start"], -item["end"])):
        if at <= item["start"] < item["end"] <= length:
            kept.append(item)
            at = item["end"]
    return kept


def covered(text: str, blocks: Sequence[Mapping]) -> Iterator[tuple[int, int, str]]:
    """All words of the text as blocks `(start, end, type)`: the given ones, else paragraphs."""
    at = 0
    for block in _apart(blocks, len(text)):
        yield from _paragraphs(text, at, block["start"])
        yield block["start"], block["end"], block["type"]
        at = block["end"]
    yield from _paragraphs(text, at, len(text))


def _paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """The lines with words between two offsets."""
    for line in text[start:end].splitlines(keepends=True):
        words = line.strip()
        if words:
            first = start + line.index(words[0])
            yield first, first + len(words), "paragraph"
        start += len(line)


def _words(text: str, start: int, end: int, links: Sequence[Mapping]) -> Iterator[Segment]:
    """The words of one block, cut where a link begins or ends."""
    at = start
    for link in links:
        first, last = max(link["start"], start), min(link["end"], end)
        if first >= last:
            continue
        if first > at:
            yield from _in_parts(text[at:first])
        yield Segment(text=text[first:last], href=_safe_address(link["href"]))
        at = last
    if at < end:
        yield from _in_parts(text[at:end])


def _in_parts(words: str) -> Iterator[Segment]:
    """Words of no link, cut behind a blank where they are very long."""
    starts = [0]
    while len(words) - starts[-1] >= 2 * PART:
        blank = words.find(" ", starts[-1] + PART, -PART)
        if blank < 0:
            break
        starts.append(blank + 1)
    if len(starts) == 1:
        yield Segment(text=words)
        return
    for start, end in pairwise([*starts, len(words)]):
        yield Segment(open="span")
        yield Segment(text=words[start:end])
        yield Segment(close="span")


def _safe_address(url: str) -> str:
    """The address when a browser may follow it (http, https, with a host), otherwise nothing."""
    if any(ord(character) <= 32 or character == "\\" for character in url):
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in {"http", "https"} and parts.hostname else ""
