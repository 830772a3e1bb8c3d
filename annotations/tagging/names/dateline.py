"""The place in front of a report: "KYIV, Ukraine (AP) —", "Karsk, 9 October 2026 –"."""

import re
from collections.abc import Iterator, Sequence

from ..found import Found
from . import states, words
from .places import gazetteer

VERSION = "3"
SOURCE = f"dateline/{VERSION}"
SURE = 0.9
PLACE = r"[^\W\d_a-z][\w.'’-]{0,30}(?: [^\W\d_a-z][\w.'’-]{0,30}){0,3}"
LETTER = r"(?:[^\W\d_a-z]|[.'’-])"
CAPITALS = rf"[^\W\d_a-z]{LETTER}{{1,30}}(?: {LETTER}{{1,30}}){{0,3}}"
DASH = r"(?:\s?(?:—|–|--?)\s|—|--)"
DATELINE = re.compile(
    rf"^(?:(?P<place>{PLACE})(?:/(?P<second>{PLACE}))?(?:, (?P<region>{PLACE}))?"
    rf"(?:, \w{{3,9}}\.? \d\d?)? ?\((?P<agency>{PLACE})\){DASH}"
    rf"|(?P<capitals>{CAPITALS})(?:/(?P<other>{CAPITALS}))?(?:, (?P<in>{PLACE}))?{DASH})",
    re.MULTILINE,
)
LABELS = dict.fromkeys(("place", "second", "region", "capitals", "other", "in"), "PLACE") | {
    "agency": "ORG"
}
BEFORE_DATE = re.compile(rf"(?P<place>{PLACE})(?:, (?P<region>{PLACE}))?, ")
BEHIND_DATE = re.compile(rf"{DASH}")
BEHIND_FIRST_DATE = re.compile(rf"{DASH}|\. (?=\S)")  # Further down a list may be written so.
LONGEST = 150  # Code points of two places.
NO_PLACES = words.COMMON | frozenset(
    "update updated published posted corrected correction edited note".split()
)


def find(text: str, dates: Sequence[Found] = ()) -> list[Found]:
    """Places and agencies of datelines, at the beginning of lines, sorted.

    `dates` are those of the text, sorted.
    """
    return sorted([*_with_agency(text), *_with_date(text, dates)])


def _with_date(text: str, dates: Sequence[Found]) -> Iterator[Found]:
    for number, date in enumerate(dates):
        behind = BEHIND_DATE if number else BEHIND_FIRST_DATE
        if not (any(char.isdigit() for char in date.text) and behind.match(text, date.end)):
            continue
        line = text.rfind("\n", max(0, date.start - LONGEST), date.start) + 1
        match = BEFORE_DATE.fullmatch(text, line, date.start)
        if match and _may_be_place(match["place"]):
            for part in ("place", "region"):
                if match[part]:
                    yield Found(*match.span(part), "PLACE", match[part], SURE, SOURCE)


def _with_agency(text: str) -> Iterator[Found]:
    for match in DATELINE.finditer(text):
        if not _is_place(match):
            continue
        for part, label in LABELS.items():
            if match[part]:
                yield Found(*match.span(part), label, match[part], SURE, SOURCE)


def _is_place(match: re.Match[str]) -> bool:
    """With an agency any name will do; words in capitals alone may say "UPDATE" too.

    Behind them a state or country says that they do not: "SELMA, N.C. —".
    """
    if match["capitals"]:
        inside = match["in"] or ""
        is_inside = inside.rstrip(".") in states.SHORT or inside in gazetteer()
        return is_inside or match["capitals"].title() in gazetteer()
    return _may_be_place(match["place"])


def _may_be_place(name: str) -> bool:
    return not name[0].islower() and name.split()[0].lower() not in NO_PLACES
