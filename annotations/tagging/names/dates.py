"""The grammar of dates: patterns that take linear time, by language."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from ..found import Found
from . import calendars
from .overlay import overlay

VERSION = "3"
SOURCE = f"dates/{VERSION}"
SURE = 0.95
LABEL = "DATE"
YEAR = r"(?:1[5-9]|20)\d\d"
# Numbers, measures and money are no names.
TAGGERS_DATE = re.compile(
    rf"(?:\w{{3,10}} )?{YEAR}(?:\s?[-–]\s?\d{{1,4}})?|\d\dth[ -]century"
    rf"|{calendars.MONTHS['en'].replace(' ', '|')}"
)
AMOUNT = re.compile(
    r"[$€£¥]?\d[\d.,]*(?:[ -]?(?:%|percent|per cent|hundred|thousand|million|billion|trillion"
    r"|km|kilomet\w+|miles|dollars|euros|people))?"
    r"|(?:one|two|three|four|five|six|seven|eight|nine|ten|dozens?|hundreds?|thousands?|millions?)",
    re.IGNORECASE,
)
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
# Behind these a bare year is a date: not every number of four digits is a year.
PREPOSITIONS = frozenset(
    """
    in since by until from during before after early late of year mid and to between summer winter
    spring autumn fall у в з до с от im seit bis en depuis desde w od nel dal عام سنة
    """.split()
)
WORD_BEFORE = re.compile(r"(?<![\w.,$€£-])[^\W\d_]{1,10} $")
LONGEST_WORD_BEFORE = 12


def dates(text: str, language: str = "en") -> Iterator[tuple[int, int]]:
    """Ranges of dates, weekdays, years and decades in code points, sorted.

    English is understood in every text, besides the text's own language.
    """
    for match in _grammar(language).finditer(text):
        if not match["bare"] or _follows_preposition(text, match.start()):
            yield match.span()


def _follows_preposition(text: str, start: int) -> bool:
    if text.endswith(("mid-", "Mid-"), 0, start):
        return True
    before = WORD_BEFORE.search(text, max(0, start - LONGEST_WORD_BEFORE), start)
    return before is not None and before.group()[:-1].lower() in PREPOSITIONS


def put(found: list[Found], text: str, language: str) -> list[Found]:
    """The mentions with the grammar's dates laid over them, and without amounts taken for names.

    A bare month within a longer name stays a part of the name.
    """
    mine = [
        Found(start, end, LABEL, text[start:end], SURE, SOURCE)
        for start, end in dates(text, language)
    ]
    names = [one for one in found if _is_believed(one)]
    firm = [one for one in mine if any(char.isdigit() for char in one.text)]
    names = overlay(names, firm)
    return overlay(mine, names)


def _is_believed(one: Found) -> bool:
    """Of the tagger's own dates only years and centuries stand; amounts are nothing at all."""
    if one.label == LABEL:
        return bool(TAGGERS_DATE.fullmatch(one.text))
    return not AMOUNT.fullmatch(one.text)


@cache
def _grammar(language: str) -> re.Pattern[str]:
    spoken = ["en", language] if language != "en" and language in calendars.MONTHS else ["en"]
    names = [name for code in spoken for name in calendars.MONTHS[code].split()]
    months = "|".join([*_longest_first(names), calendars.SHORT_MONTHS])
    alone = "|".join(_longest_first(set(names) - calendars.MONTHS_OR_WORDS))
    weekday_names = [name for code in spoken for name in calendars.WEEKDAYS[code].split()]
    weekdays = "|".join(_longest_first(weekday_names))
    begins = "".join(sorted({name[0] for name in [*names, *weekday_names, "Jan", "Nov"]}))
    return re.compile(
        # What a date begins with, before anything else is tried.
        rf"(?=[\d'’{begins}])(?:(?<![\w.,$€£-])|(?<=[Mm]id-))(?:"
        r"\d{4}-\d\d?-\d\d?(?!\d)"
        r"|\d\d?[./]\d\d?[./](?:\d{4}|\d\d)(?!\d)"
        rf"|{DAY}(?:[-–]{DAY})?\.? (?:of )?(?:{months})(?:,? {YEAR}\b(?: року| года)?)?"
        rf"|(?:{months}) {DAY}(?:[-–]{DAY})?(?!\d|,\d|%)(?:,? {YEAR}\b)?"
        rf"|(?:{months}),?(?: of)? {YEAR}\b(?: року| года)?"
        rf"|{YEAR}s\b|['’]\d0s\b"
        rf"|(?:{alone}|{weekdays})(?!\w)"
        rf"|(?P<bare>{YEAR}(?:[-–](?:{YEAR}|\d\d?))?(?: року| года)?(?![\w%]|[,.]\d)"
        rf"|(?:{months})(?!\w|,? \d))"
        r")"
    )


def _longest_first(names: Iterable[str]) -> list[str]:
    return sorted(names, key=lambda name: (-len(name), name))
