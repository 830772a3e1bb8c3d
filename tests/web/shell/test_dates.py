"""Days and moments in the reader's language and time zone."""

from datetime import date, datetime
from datetime import timezone as zones

import pytest
from django.utils import timezone, translation

from annotations.web.shell import dates

WHEN = datetime(2022, 8, 8, 22, 5, tzinfo=zones.utc)


@pytest.mark.parametrize(
    ("language", "written"),
    [("en-gb", "8 Aug 2022, 22:05"), ("uk", "8 серп. 2022 р., 22:05"), ("xx", "8 Aug 2022, 22:05")],
)
def test_a_moment_is_written_as_the_language_writes_it(language, written):
    with translation.override(language):
        assert (
            dates.moment(WHEN)
            .replace("\N{NARROW NO-BREAK SPACE}", " ")
            .replace("\N{NO-BREAK SPACE}", " ")
            == written
        )


def test_a_moment_is_told_in_the_readers_time_zone():
    with timezone.override("Europe/Kyiv"):
        assert dates.moment(WHEN) == "9 Aug 2022, 01:05"
        assert dates.short_moment(WHEN) == "9 Aug, 01:05"


def test_the_same_moment_is_told_to_each_at_their_own_time():
    for zone, said in (("UTC", "22:05"), ("Europe/Kyiv", "01:05"), ("UTC", "22:05")):
        with timezone.override(zone):
            assert dates.clock(WHEN) == dates.clock(timezone.localtime(WHEN)) == said


def test_a_day_is_moved_by_no_time_zone():
    with timezone.override("America/New_York"):
        assert dates.day(date(2022, 8, 8)) == "8 Aug 2022"
        assert dates.short_day(date(2022, 8, 8)) == "8 Aug"


@pytest.mark.parametrize(
    "written", [dates.day, dates.short_day, dates.clock, dates.moment, dates.short_moment]
)
def test_nothing_is_written_without_a_date(written):
    assert written(None) == ""
