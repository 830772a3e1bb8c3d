"""Days and moments as the reader writes them: in the active language and time zone.

Patterns are CLDR skeletons, so that each language has its own order and punctuation.
"""

from datetime import date, datetime
from functools import lru_cache

from babel import Locale, UnknownLocaleError, dates
from django.utils import timezone, translation

DAY, SHORT_DAY, CLOCK = "yMMMd", "MMMd", "Hm"


def day(when: date | datetime | None) -> str:
    """ "8 Aug 2022"; nothing without a day."""
    return _written(when, DAY)


def short_day(when: date | datetime | None) -> str:
    """ "8 Aug", where the year goes without saying."""
    return _written(when, SHORT_DAY)


def clock(when: datetime | None) -> str:
    """ "14:05"."""
    return _written(when, CLOCK)


def moment(when: datetime | None) -> str:
    """ "8 Aug 2022, 14:05"."""
    return f"{day(when)}, {clock(when)}" if when else ""


def short_moment(when: datetime | None) -> str:
    """ "8 Aug, 14:05"."""
    return f"{short_day(when)}, {clock(when)}" if when else ""


def _written(when: date | datetime | None, skeleton: str) -> str:
    if not when:
        return ""
    if isinstance(when, datetime):
        if timezone.is_aware(when):
            # Without its zone: moments of two zones are equal that are told in other words.
            when = timezone.localtime(when).replace(tzinfo=None)
        if skeleton != CLOCK:
            when = when.date()
    return _in_words(when, skeleton, translation.get_language())


# A list tells fifty days, few of them different; what was not told for long is forgotten.
@lru_cache(maxsize=2_000)
def _in_words(when: date | datetime, skeleton: str, language: str | None) -> str:
    return dates.format_skeleton(skeleton, when, locale=locale())


def locale() -> Locale:
    """The active language's, British English where Babel knows it not."""
    language = translation.get_language() or "en-gb"
    try:
        return Locale.parse(translation.to_locale(language))
    except (UnknownLocaleError, ValueError):
        return Locale("en", "GB")
