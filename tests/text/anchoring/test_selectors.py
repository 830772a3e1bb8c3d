"""Words quoted elsewhere are found in a text, or nobody guesses."""

import pytest

from annotations.text.anchoring import selectors
from annotations.text.anchoring.selectors import Quoted, locate

TEXT = (
    "Ilka Varn resigned on Tuesday. “I was never told,” she said.\n\n"
    "The report counted 41 bridges. The mayor counted 41 bridges too. 😀 Ілка: שלום עולם."
)


def found(exact: str, prefix: str = "", suffix: str = "", near: int | None = None) -> str | None:
    fate = locate(TEXT, Quoted(exact, prefix, suffix, near))
    return TEXT[slice(*fate.span)] if fate.span else None


@pytest.mark.parametrize(
    ("exact", "words"),
    [
        ("resigned on Tuesday", "resigned on Tuesday"),
        ("resigned  on\n Tuesday", "resigned on Tuesday"),
        ('"I was never told," she', "“I was never told,” she"),
        ("😀 Ілка: שלום", "😀 Ілка: שלום"),
        ("nothing of the kind stands there at all", None),
        (" \n ", None),
        ("", None),
    ],
)
def test_words_are_found_whatever_their_typography(exact, words):
    assert found(exact) == words


def test_of_words_that_stand_twice_the_neighbours_decide():
    fate = locate(TEXT, Quoted("41 bridges", prefix="The mayor counted "))
    assert fate.span
    assert TEXT[: fate.span.start].endswith("The mayor counted ")
    fate = locate(TEXT, Quoted("41 bridges", suffix=". The mayor"))
    assert fate.span
    assert TEXT[fate.span.end :].startswith(". The mayor")


def test_then_the_place_that_is_said():
    second = TEXT.rindex("41 bridges")
    for near, at in ((second + 9, second), (0, TEXT.index("41 bridges"))):
        fate = locate(TEXT, Quoted("41 bridges", near=near))
        assert fate.span
        assert fate.span.start == at


def test_what_nothing_decides_is_left_to_a_person():
    fate = locate(TEXT, Quoted("41 bridges"))

    assert (fate.span, fate.outcome, fate.reason) == (None, "orphaned", "twice")
    assert len(fate.candidates) == 2


def test_edited_words_are_followed_and_said_to_be_others():
    fate = locate(TEXT, Quoted("The report counted 39 old bridges", "she said. ", ". The mayor"))

    assert fate.outcome in ("changed", "orphaned")
    if fate.span:
        assert "41 bridges" in TEXT[slice(*fate.span)]


def test_half_a_word_and_half_a_character_become_whole_characters():
    text = "e\u0301a 👩‍👩‍👧 end"
    fate = locate(text, Quoted("👩"))
    assert fate.span is None or text[slice(*fate.span)] == "👩‍👩‍👧"


def test_each_place_of_a_word_that_stands_everywhere_is_weighed_once(monkeypatch):
    """Each was weighed against each other one: minutes for a long text."""
    weighed = []
    weigh = selectors._likeness

    def counted(text, span, quoted):
        weighed.append(span)
        return weigh(text, span, quoted)

    monkeypatch.setattr(selectors, "_likeness", counted)

    assert locate("the end, " * 300, Quoted("the")).reason == "twice"
    assert len(weighed) == 300
