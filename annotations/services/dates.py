"""When something was checked, asked or answered: never on a day to come.

Articles, sources and what they quote may be of a day to come: a speech under embargo, a journal's
next issue.
"""

from datetime import date, datetime
from typing import TypeVar

from django.utils.translation import gettext as _

from annotations.errors import Invalid
from annotations.text.ahead import is_ahead, says_ahead

When = TypeVar("When", date, datetime, date | None, datetime | None)


def past(when: When, field: str, *, before: object = None) -> When:
    """`when`, unless it lies in the future (a day's grace for other time zones): raises Invalid.

    What stood there `before` is left alone: who edits something else did not say it.
    """
    if when is None or when == before:
        return when
    # Our own callers give dates as they stand in files, too: the row takes them.
    if says_ahead(when) if isinstance(when, str) else is_ahead(when):
        raise ahead(field)
    return when


def past_words(text: str, field: str) -> str:
    """The same for a date that is kept as it was written."""
    if says_ahead(text):
        raise ahead(field)
    return text


def ahead(field: str) -> Invalid:
    return Invalid(_("This date is in the future."), field=field)
