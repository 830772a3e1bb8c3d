"""What a correction did to words that somebody was asked to correct."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.text.outcomes import CORRECTED, GONE, UNCHANGED, words_after

WORDS = "The wall cost 12 million crowns"


@pytest.mark.parametrize(
    ("text", "now", "outcome"),
    [
        ("We erred. The wall cost 2 million crowns.", ["The wall cost 2 million crowns"], CORRECTED),
        ("We erred. The wall cost 12 million euros.", ["The wall cost 12 million euros"], CORRECTED),
        ("The mayor did not answer.", [], GONE),
        ("He said: “the wall cost 12 million crowns”.", ["the wall cost 12 million crowns"], UNCHANGED),
        ("The wall, cost 12 million crowns!", ["The wall, cost 12 million crowns"], UNCHANGED),
        # Moved to where nobody found them again, or repeated elsewhere: they stand.
        ("It is said that the wall cost 12 million crowns.", [], UNCHANGED),
        (f"The wall cost 2 million. Caption: {WORDS}.", ["The wall cost 2 million"], UNCHANGED),
        ("The wall cost 12.5 million crowns", ["The wall cost 12.5 million crowns"], CORRECTED),
        ("The wall cost 12 millions of crowns", ["The wall cost 12 millions of crowns"], CORRECTED),
    ],
)  # fmt: skip
def test_what_became_of_the_words(text, now, outcome):
    assert words_after([WORDS], text, now) == outcome


@pytest.mark.parametrize(
    ("before", "after"),
    [("Müller’s", "Müller's"), ("ﬁnal", "final"), ("STRASSE", "straße"), ("“so”", "«so»")],
)
def test_how_it_is_set_is_no_correction(before, after):
    assert words_after([f"It was {before}."], f"it was {after}", [after]) == UNCHANGED


def test_a_claim_of_several_places_is_corrected_when_none_of_them_stands():
    places = ["cost 12 million", "twelve million crowns"]
    assert (
        words_after(places, "It cost 2 million. Twelve million crowns.", ["cost 2 million"])
        == UNCHANGED
    )
    assert words_after(places, "It cost 2 million.", ["cost 2 million"]) == CORRECTED


def test_places_without_words_stand_nowhere():
    assert words_after(["–"], "A text – with a dash", ["–"]) == CORRECTED
    assert words_after([], "A text", []) == GONE


@given(st.lists(st.sampled_from("a b 1 2 cat dog".split()), min_size=1), st.text("xyz ,.–\n"))
def test_never_corrected_while_the_words_stand(words, around):
    text = f"{around} {', '.join(words)} {around}"
    assert words_after([" ".join(words)], text, [around]) == UNCHANGED
