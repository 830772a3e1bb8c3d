import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from annotations.text.canonical import canonicalise
from annotations.text.spans import BadSpan, direction, is_boundary, quote, widen

from .nasty import NASTY, any_text, nasty_text, pairs

texts = pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)


def boundaries(text: str) -> list[int]:
    """Where graphemes end, read off the whole text at once."""
    return [0, *(match.end() for match in regex.finditer(r"\X", text))]


@texts
def test_every_range_widens_to_the_graphemes_around_it(text):
    text = canonicalise(text).text
    cuts = boundaries(text)
    for i, j in pairs(text):
        wanted = max(c for c in cuts if c <= i), min(c for c in cuts if c >= j)
        assert widen(text, i, j) == wanted


@given(st.one_of(nasty_text, any_text))
def test_boundaries_are_those_of_the_whole_text(text):
    assert [i for i in range(len(text) + 1) if is_boundary(text, i)] == sorted(
        set(boundaries(text))
    )


@given(nasty_text.filter(bool), st.data())
def test_widening_twice_is_widening_once(text, data):
    i, j = data.draw(st.sampled_from(pairs(text)))
    once = widen(text, i, j)
    assert widen(text, *once) == once


@pytest.mark.parametrize(
    ("unit", "count"), [("🇺🇦", 1), ("👩\u200d", 2), ("e\u0301", 0), ("ᄀ", 1), ("क्", 1)]
)
def test_long_runs_are_cut_right(unit, count):
    text = "a" + unit * 2_000 + "b"
    middle = 1 + 1_000 * len(unit)
    cuts = boundaries(text)
    for i in range(middle, middle + len(unit) + 1):
        wanted = max(c for c in cuts if c <= i), min(c for c in cuts if c > i)
        assert widen(text, i, i + 1) == wanted


def test_a_flag_in_a_long_row_of_flags_keeps_its_partner():
    assert widen("🇺🇦" * 30_000, 30_001, 30_002) == (30_000, 30_002)


def test_a_quote_holds_the_words_and_32_code_points_of_each_side():
    text = "0123456789" * 4 + "👩‍👩‍👧‍👦 said" + "abcdefghij" * 4
    one = quote(text, 40, 52)
    assert one.exact == "👩‍👩‍👧‍👦 said"
    assert one.prefix == text[8:40]
    assert one.suffix == text[52:84]
    assert (one.start, one.end) == (40, 52)


@texts
def test_quotes_of_every_range_join_up_to_the_text(text):
    for i, j in pairs(text):
        one = quote(text, i, j)
        assert text.startswith(one.prefix + one.exact + one.suffix, max(0, i - 32))


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (0, 0), (2, 1), (0, 4), (3, 3)])
def test_ranges_that_are_none_are_refused(start, end):
    with pytest.raises(BadSpan):
        quote("abc", start, end)
    with pytest.raises(BadSpan):
        widen("abc", start, end)


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("Amnesty", "ar", "ltr"),
        ("«منظمة» Amnesty", "en", "rtl"),
        ("— 12. שלום", "en", "rtl"),
        ("“Київ”", "und", "ltr"),
        ("12 % …", "fa", "rtl"),
        ("12 % …", "ar-LB", "rtl"),
        ("", "uk", "ltr"),
        ("", "", "ltr"),
    ],
)
def test_direction_is_that_of_the_first_letter(text, language, wanted):
    assert direction(text, language) == wanted
