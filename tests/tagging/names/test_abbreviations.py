"""Stops that end no sentence."""

import pytest

from annotations.tagging.names.abbreviations import goes_on


@pytest.mark.parametrize(
    ("word", "following"),
    [
        ("Sens", "Tom"), ("Reps", "Ann"), ("Govs", "Kathy"), ("Cllr", "Bob"), ("Gen", "Otto"),
        ("Adm", "The"), ("U.S", "Senate"), ("N.C", "officials"), ("Inc", "said"), ("J", "Okell"),
        ("no", "5"), ("Wis", "Gov"), ("Ltd", "rose"),
    ],
)  # fmt: skip
def test_the_sentence_goes_on(word, following):
    assert goes_on(word, following)


@pytest.mark.parametrize(
    ("word", "following"),
    [("reps", "They"), ("no", "She"), ("U.S", "The"), ("Inc", "He"), ("left", "Varn"), ("x", "He")],
)
def test_the_sentence_ends(word, following):
    assert not goes_on(word, following)
