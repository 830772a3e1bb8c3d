"""Dates by patterns that take linear time."""

import re
from collections.abc import Iterator

MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня|"
    "يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر"
)
DAY = r"\d{1,2}(?:st|nd|rd|th)?"
DATE = re.compile(
    rf"\b(?:\d{{4}}-\d{{2}}-\d{{2}}"
    rf"|{DAY} (?:of )?(?:{MONTHS})(?:,? \d{{4}}(?: року)?)?"
    rf"|(?:{MONTHS}) {DAY}(?:,? \d{{4}})?"
    rf"|(?:{MONTHS}) \d{{4}}"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)


def dates(text: str) -> Iterator[tuple[int, int]]:
    """Ranges of dates and weekdays in English, Ukrainian and Arabic, in code points."""
    for match in DATE.finditer(text):
        yield match.span()
