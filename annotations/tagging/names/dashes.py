"""Dashes between words are no part of a name: "Gerry Conlon - who", "N.C.—Donald Trump"."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..found import Found

# A hyphen or dash between spaces, two hyphens, or a long dash: those between letters join.
DASH = re.compile(r"(?<!\s)\s+[-–‐‑−]\s+|(?:(?<!\s)\s+)?(?:--+|—|―)\s*")
APART = ("MISC", "DATE")  # Titles of works and spans of years have dashes of their own.


def split(found: Iterable[Found]) -> Iterator[Found]:
    """The mentions cut at dashes; of what is cut, what does not begin with a small letter."""
    for one in found:
        if one.label in APART or not DASH.search(one.text):
            yield one
            continue
        yield from _parts(one)


def _parts(one: Found) -> Iterator[Found]:
    at = 0
    for dash in [*DASH.finditer(one.text), None]:
        end = dash.start() if dash else len(one.text)
        part = one.text[at:end]
        if part and not part[0].islower():
            yield replace(one, start=one.start + at, end=one.start + end, text=part)
        at = dash.end() if dash else end
