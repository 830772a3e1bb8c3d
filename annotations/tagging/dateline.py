"""The place and agency in front of a report: "KYIV, Ukraine (AP) —"."""

import re

from . import words
from .engine import Found
from .places import gazetteer

VERSION = "1"
SOURCE = f"dateline/{VERSION}"
SURE = 0.9
PLACE = r"[^\W\d_a-z][\w.'’-]{0,30}(?: [^\W\d_a-z][\w.'’-]{0,30}){0,3}"
CAPITALS = r"[^\W\d_a-z][^\W\d_a-z.'’-]{1,30}(?: [^\W\d_a-z.'’-]{1,30}){0,3}"
DASH = r"\s?(?:—|–|--?)\s"
DATELINE = re.compile(
    rf"^(?:(?P<place>{PLACE})(?:, (?P<region>{PLACE}))?"
    rf"(?:, \w{{3,9}}\.? \d\d?)? ?\((?P<agency>{PLACE})\){DASH}"
    rf"|(?P<capitals>{CAPITALS})(?:, (?P<in>{PLACE}))?{DASH})",
    re.MULTILINE,
)
LABELS = {"place": "PLACE", "region": "PLACE", "agency": "ORG", "capitals": "PLACE", "in": "PLACE"}


def find(text: str) -> list[Found]:
    """Places and agencies of datelines, at the beginning of lines, sorted."""
    found = []
    for match in DATELINE.finditer(text):
        if not _is_place(match):
            continue
        for part, label in LABELS.items():
            if match[part]:
                start, end = match.span(part)
                found.append(Found(start, end, label, match[part], SURE, SOURCE))
    return found


def _is_place(match: re.Match[str]) -> bool:
    """With an agency any name will do; words in capitals alone may say "UPDATE" too."""
    if match["capitals"]:
        return match["capitals"].title() in gazetteer()
    return match["place"].split()[0].lower() not in words.COMMON
