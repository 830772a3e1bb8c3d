"""Newspapers and agencies are organisations."""

import pytest

from annotations.tagging.names.occurrences import Words
from annotations.tagging.names.press import complete
from tests.tagging.marking import mark, shown


def names(text: str, *found: tuple[str, str]) -> list[tuple[str, str]]:
    return shown(complete(mark(text, *found), text, Words(text)))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("It was in Kommersant on Monday.", "Kommersant"),
        ("Der Spiegel asked him.", "Der Spiegel"),
        ("It was in the Karsk Herald.", "Karsk Herald"),
        ("The Daily Lantern wrote so.", "Daily Lantern"),
        ("She told the Sun that it fell.", "Sun"),
        ("The Mirror reported that it fell.", "Mirror"),
        ("According to the Guardian, it fell.", "Guardian"),
    ],
)
def test_papers_are_found(text, name):
    assert names(text) == [(name, "ORG")]


@pytest.mark.parametrize(
    "text",
    [
        "The Sun rose.",
        "In the Mirror he saw it.",
        "The Second Post Office closed.",
        "He had times.",
    ],
)
def test_words_of_every_day_are_none(text):
    assert names(text) == []


def test_what_the_tagger_took_for_people_or_cut_in_two_is_mended():
    text = "Haaretz and the Irish Examiner agreed."

    assert names(text, ("Haaretz", "PERSON"), ("Irish", "NORP")) == [
        ("Haaretz", "ORG"),
        ("Irish Examiner", "ORG"),
    ]


def test_longer_names_stay_whole():
    text = "The Washington Post Company sold it. The Evening Standard and Private Eye wrote."
    found = names(text, ("Washington Post Company", "ORG"),
                  ("Evening Standard and Private Eye", "ORG"))  # fmt: skip

    assert found == [
        ("Washington Post Company", "ORG"), ("Evening Standard", "ORG"), ("Private Eye", "ORG"),
    ]  # fmt: skip
