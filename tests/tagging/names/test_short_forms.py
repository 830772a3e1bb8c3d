"""Short forms and the long names whose initials they are."""

import pytest

from annotations.tagging.names.short_forms import is_acronym, stands_for


@pytest.mark.parametrize("name", ["WHO", "U.S.", "NATO", "KfW", "M5S", "MoD", "НАТО", "U.K"])
def test_words_of_capitals_are_short_forms(name):
    assert is_acronym(name)


@pytest.mark.parametrize(
    "name", ["Who", "A", "A.", "Ilka", "WHO said", "", "McDonald", "ABCDEFGHIJKLM"]
)
def test_other_words_are_not(name):
    assert not is_acronym(name)


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("WHO", "World Health Organization"), ("U.S.", "United States"), ("MoD", "Ministry of Defence"),
        ("DOJ", "Department of Justice"), ("IAEA", "International Atomic Energy Agency"),
        ("DJ", "Department of Justice"), ("ЄС", "Європейський Союз"),
    ],
)  # fmt: skip
def test_initials_fit_with_joining_words_or_without(short, long):
    assert stands_for(short, long)


@pytest.mark.parametrize(
    ("short", "long"),
    [("WHO", "World Trade Organization"), ("WH", "World"), ("WHOS", "World Health Organization"), ("Who", "World Health Organization")],
)  # fmt: skip
def test_other_initials_do_not_fit(short, long):
    assert not stands_for(short, long)
