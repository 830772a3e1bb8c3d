"""The grammar of dates."""

import pytest

from annotations.tagging.found import Found
from annotations.tagging.names.dates import dates, put
from tests.tagging.marking import mark, shown


def found(text: str, language: str = "en") -> list[str]:
    return [text[start:end] for start, end in dates(text, language)]


@pytest.mark.parametrize(
    "date",
    [
        "2 March 2026", "March 2026", "2026-03-02", "August 4", "Sept. 11, 2001", "4th of July",
        "July 21, 2017", "Friday", "the 1990s", "January", "3-5 May 2021", "12/05/2022", "May 1st",
        "March 3rd", "July of 2005",
    ],
)  # fmt: skip
def test_dates_are_found_whole(date):
    assert found(f"It fell on {date}. Then {date}") == [date.removeprefix("the ")] * 2


@pytest.mark.parametrize(
    ("text", "language", "date"),
    [
        ("Це сталося 4 серпня 2022 року в Києві.", "uk", "4 серпня 2022 року"),
        ("У вівторок він мовчав.", "uk", "вівторок"),
        ("وقع ذلك في 4 أغسطس 2022 هناك", "ar", "4 أغسطس 2022"),
        ("Es geschah am 4. August 2022.", "de", "4. August 2022"),
        ("C'était le 14 juillet 1789.", "fr", "14 juillet 1789"),
        ("Stało się to 4 sierpnia 2022.", "pl", "4 sierpnia 2022"),
        ("Er kam im März.", "de", "März"),
    ],
)
def test_a_text_is_read_in_its_own_language(text, language, date):
    assert found(text, language) == [date]


@pytest.mark.parametrize(
    "text",
    [
        "in 1994",
        "Since 2003, all",
        "between 1994 then",
        "mid-1994 it",
        "Mid-May it",
        "By 2020 it",
        "in 1818-1896",
    ],
)
def test_a_year_is_a_date_behind_a_preposition(text):
    assert len(found(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Theresa May left.", "They march on.", "It cost $2000.", "2,000 people", "some 2003 people",
        "in 2000% more", "in 1,500 places", "Mondays", "Marchand", "version 1.2.3", "May 25,000 people",
    ],
)  # fmt: skip
def test_not_every_number_and_month_is_a_date(text):
    assert found(text) == []


def test_a_preposition_makes_a_month_of_a_name():
    assert found("She came in May and left by August 5.") == ["May", "August 5"]


def test_dates_win_over_what_the_tagger_took_them_for():
    text = "On August 4 Oslo slept."

    assert shown(put(mark(text, ("August", "PERSON"), ("Oslo", "PLACE")), text, "en")) == [
        ("August 4", "DATE"), ("Oslo", "PLACE"),
    ]  # fmt: skip


def test_a_month_within_a_longer_name_stays_there():
    text = "The January Movement met."

    assert shown(put(mark(text, ("January Movement", "ORG")), text, "en")) == [
        ("January Movement", "ORG")
    ]


@pytest.mark.parametrize("amount", ["19", "$2.5 million", "10,000", "two", "45 percent", "3 km"])
def test_amounts_are_no_names(amount):
    text = f"About {amount} went."

    assert put(mark(text, (amount, "ORG")), text, "en") == []


@pytest.mark.parametrize(
    ("words", "stays"), [("2003", True), ("19th century", True), ("April", True), ("recent", False)]
)
def test_of_the_taggers_own_dates_years_and_centuries_stay(words, stays):
    text = f"The {words} war"

    assert bool(put(mark(text, (words, "DATE")), text, "en")) is stays


def test_every_date_says_that_the_grammar_made_it():
    [one] = put([], "On Friday", "en")

    assert one == Found(3, 9, "DATE", "Friday", one.score, "dates/3")
