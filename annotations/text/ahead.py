"""Days that have not come yet: nothing was checked, asked or answered on them."""

from datetime import date, datetime, timedelta, timezone

GRACE = timedelta(days=1)  # Somewhere it is tomorrow already.


def is_ahead(when: date | datetime) -> bool:
    """Whether it lies in the future, wherever on earth; a datetime is an aware one."""
    latest = datetime.now(timezone.utc) + GRACE
    return when > latest if isinstance(when, datetime) else when > latest.date()


def says_ahead(text: str) -> bool:
    """The same of a date as somebody wrote it; what does not begin with one in ISO 8601 is none."""
    try:
        return is_ahead(date.fromisoformat(text[:10]))
    except ValueError:
        return False
