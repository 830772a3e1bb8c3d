"""What a file says about itself is kept in a form that fits, or left out."""

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.ingest.metadata import LONGEST, clean_metadata, moment, one_line

UTC = timezone.utc
EAST = timezone(timedelta(hours=2))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2025-03-01", datetime(2025, 3, 1, tzinfo=UTC)),
        (" 2025-03-01 ", datetime(2025, 3, 1, tzinfo=UTC)),
        ("2025-03-01T10:00:00Z", datetime(2025, 3, 1, 10, tzinfo=UTC)),
        ("2025-03-01T10:00:00 Z", datetime(2025, 3, 1, 10, tzinfo=UTC)),
        (f"2025-03-01T10:00:00{' ' * 3_000}Z", datetime(2025, 3, 1, 10, tzinfo=UTC)),
        ("2025-03-01T10:00:00+02:00", datetime(2025, 3, 1, 10, tzinfo=EAST)),
        ("2025-03-01T10:00:00+0200", datetime(2025, 3, 1, 10, tzinfo=EAST)),
        ("2025-03-01T10:00:00.123456789Z", datetime(2025, 3, 1, 10, tzinfo=UTC)),
        ("2025-03-01T10:00:00,5+02:00", datetime(2025, 3, 1, 10, tzinfo=EAST)),
        ("2025-03-01 10:00", datetime(2025, 3, 1, 10, tzinfo=UTC)),
        ("2024-02-29", datetime(2024, 2, 29, tzinfo=UTC)),
        ("1600-01-01", datetime(1600, 1, 1, tzinfo=UTC)),
    ],
)
def test_an_iso_date_is_a_moment_with_a_zone(text, found):
    kept = moment(text)
    assert kept == found
    assert kept.utcoffset() == found.utcoffset()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        f"2025-03-01{' ' * 3_000}x",
        "1 March 2025",
        "01/03/2025",
        "2025-02-29",
        "2025-13-01",
        "2025-03-01T25:00:00Z",
        "2025-03-01T10:00:00+99:00",
        "1599-12-31",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
    ],
)
def test_what_is_no_date_or_not_a_likely_one_is_left_out(text):
    assert moment(text) is None
    assert "published_at" not in clean_metadata({"published_at": text})


def test_a_zone_ahead_may_say_tomorrow_and_nothing_may_say_next_week():
    now = datetime.now(UTC)

    assert moment((now + timedelta(hours=14)).isoformat()) is not None
    assert moment((now + timedelta(days=7)).isoformat()) is None


@given(st.text("0123456789-T:Z+., ", max_size=32))
def test_a_date_of_any_digits_is_aware_or_none(text):
    found = moment(text)
    assert found is None or found.tzinfo is not None


@pytest.mark.parametrize(
    ("given", "kept"),
    [("en", "en"), ("en-GB", "en"), ("PT_br", "pt"), (" uk ", "uk")],
)
def test_a_language_is_its_two_letters(given, kept):
    assert clean_metadata({"language": given}) == {"language": kept}


@pytest.mark.parametrize("given", ["", "e", "eng", "english", "українська", "-en"])
def test_a_language_of_another_form_is_left_out(given):
    assert clean_metadata({"language": given}) == {}


@pytest.mark.parametrize("name", LONGEST)
def test_a_line_too_long_is_cut_at_a_word(name):
    [kept] = clean_metadata({name: "bridge " * 100}).values()

    assert len(kept) <= LONGEST[name]
    assert kept.endswith("bridge…")


def test_a_line_that_just_fits_is_not_cut():
    assert one_line("ab cd", 5) == "ab cd"
    assert one_line("ab cde", 5) == "ab…"
    assert one_line("x" * 6, 5) == "xxxx…"


def test_a_line_holds_nothing_that_breaks_or_turns_it():
    assert one_line("Rana\r\n\tReporter\u202egnorw\u2069\x00\u2028!", 99) == "Rana Reporter gnorw !"


@pytest.mark.parametrize("given", ["javascript:alert(1)", "/2026/story", "courier.example", ""])
def test_a_source_that_is_no_address_is_left_out(given):
    assert clean_metadata({"source_url": given}) == {}


def test_unknown_fields_are_left_out():
    assert clean_metadata({"headline": "H", "price": "9"}) == {"headline": "H"}
