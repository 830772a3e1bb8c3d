"""Days to come, with a day's grace for those who live further east."""

from datetime import datetime, timedelta, timezone

import pytest

from annotations.text.ahead import is_ahead, says_ahead

NOW = datetime.now(timezone.utc)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("when", "is_so"),
    [(NOW - DAY, False), (NOW, False), (NOW + 23 * HOUR, False), (NOW + 25 * HOUR, True)],
)
def test_a_moment_lies_ahead_after_a_days_grace(when, is_so):
    assert is_ahead(when) is is_so
    assert is_ahead(when.astimezone(timezone(14 * HOUR))) is is_so


@pytest.mark.parametrize(("days", "is_so"), [(-1, False), (0, False), (1, False), (3, True)])
def test_a_day_lies_ahead_when_it_is_nowhere_yet(days, is_so):
    assert is_ahead((NOW + days * DAY).date()) is is_so


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("", False),
        ("last spring", False),
        ("2019", False),
        ("2019-05-04T08:00:00Z", False),
        ("9998-05-04", True),
        ("9998-05-04T08:00:00Z", True),
    ],
)
def test_a_written_date_lies_ahead_as_far_as_it_is_one(text, is_so):
    assert says_ahead(text) is is_so
