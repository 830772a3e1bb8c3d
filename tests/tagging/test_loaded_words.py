"""Loaded words in the outlet's own voice."""

from annotations.tagging.loaded_words import DEFAULTS, loaded
from annotations.tagging.quotes.finding import quotes


def words(text: str, style=DEFAULTS) -> list[str]:
    said = [(one.start, one.end) for one in quotes(text, [], "en")]
    return [one.word for one in loaded(text, said, style)]


def test_a_word_of_the_list_is_found_with_its_advice():
    text = "The notorious regime slammed them."
    found = loaded(text, [], DEFAULTS)
    assert [(text[one.start : one.end], bool(one.advice)) for one in found] == [
        ("notorious", True),
        ("regime", True),
        ("slammed", True),
    ]


def test_what_others_are_quoted_with_is_theirs():
    assert words("“The regime is a scandal,” she said of the Regime.") == ["Regime"]


def test_only_whole_words_count_and_the_desk_has_its_own():
    assert words("Regimes and regimental scandals.") == []
    assert words("The plan is bold.", {"bold": "says who?"}) == ["bold"]
    assert words("The regime.", {}) == []
