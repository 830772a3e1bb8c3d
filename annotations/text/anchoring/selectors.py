"""Words that somebody quoted elsewhere, with what stood before and after them, found in a text."""

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from ..spans import Span, widen
from .reanchoring import Carried, carry
from .versions import versions

NEIGHBOURHOOD = 64  # Code points on each side that are compared.


class Quoted(NamedTuple):
    """A TextQuoteSelector; `near` is where a TextPositionSelector says the words begin."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    near: int | None = None


def locate(text: str, quoted: Quoted) -> Carried:
    """Where the words stand: `unchanged`, or followed to edited words (`changed`).

    Where they stand more than once their neighbourhood decides, then the place that is said. What
    that leaves open, or is gone, is `orphaned`, with the places that it may be.
    """
    exact, prefix, suffix = (unicodedata.normalize("NFC", one) for one in quoted[:3])
    if not exact.strip():
        return Carried(None, "orphaned", 0.0)
    found = list(_literally(text, exact)) or list(_by_words(text, prefix, exact, suffix))
    if found:
        return _chosen(text, found, Quoted(exact, prefix, suffix, quoted.near))
    fragment = prefix + exact + suffix
    [fate] = carry(fragment, text, [(len(prefix), len(prefix) + len(exact))])
    return fate


def _literally(text: str, exact: str) -> Iterator[Span]:
    at = text.find(exact)
    while at >= 0:
        yield widen(text, at, at + len(exact))
        at = text.find(exact, at + 1)


def _by_words(text: str, prefix: str, exact: str, suffix: str) -> Iterator[Span]:
    """The same words with other white space, quotation marks, dashes or accents."""
    old, new = versions(f"{prefix} \n{exact}\n {suffix}", text)
    start, end = len(prefix) + 2, len(prefix) + 2 + len(exact)
    places = [
        i
        for i, (begin, stop) in enumerate(zip(old.words.starts, old.words.ends, strict=True))
        if begin >= start and stop <= end
    ]
    if not places:
        return
    code = old.code[places[0] : places[-1] + 1]
    at = new.code.find(code)
    while at >= 0:
        first, last = new.words.starts[at], new.words.ends[at + len(code) - 1]
        yield widen(text, first, last)
        at = new.code.find(code, at + 1)


def _chosen(text: str, found: list[Span], quoted: Quoted) -> Carried:
    scores = {span: _likeness(text, span, quoted) for span in dict.fromkeys(found)}
    highest = max(scores.values())
    best = [span for span, score in scores.items() if score == highest]
    if len(best) > 1 and quoted.near is not None:
        best.sort(key=lambda span: abs(span.start - (quoted.near or 0)))
        best = best[:1]
    if len(best) > 1:
        places = tuple((span.start, span.end, 1.0) for span in best[:3])
        return Carried(None, "orphaned", 1.0, places, "twice")
    return Carried(best[0], "unchanged", 1.0)


def _likeness(text: str, span: Span, quoted: Quoted) -> int:
    """How many characters before and after are those of the quotation."""
    before = _bare(text[max(0, span.start - NEIGHBOURHOOD) : span.start])
    after = _bare(text[span.end : span.end + NEIGHBOURHOOD])
    prefix, suffix = _bare(quoted.prefix), _bare(quoted.suffix)
    return _alike(before[::-1], prefix[::-1]) + _alike(after, suffix)


def _alike(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _bare(words: str) -> str:
    return "".join(words.split())
