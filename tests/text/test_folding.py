import pytest
from hypothesis import given

from annotations.text.folding import fold, key

from .nasty import any_text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("KYIV", "kyiv"),
        ("Łódź", "lodz"),
        ("Søren Ærø", "soren aero"),
        ("İstanbul", "ISTANBUL"),
        ("Straße", "STRASSE"),
        ("КИЇВ", "київ"),
        ("Київ", "Киі\u0308в"),
        ("أَحْمَد", "احمد"),
        ("محـــمد", "محمد"),
        ("שָׁלוֹם", "שלום"),
        ("بین‌الملل", "بینالملل"),
        ("O’Brien", "o'brien"),
        ("Зв’язок", "звʼязок"),
        ("Nagorno–Karabakh", "nagorno-karabakh"),
        ("ﬁrst", "First"),
        ("soft\u00adhyphen", "softhyphen"),
        ("Ὀδυσσεύς", "οδυσσευσ"),
    ],
)
def test_spellings_of_one_word_fold_alike(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("かき", "がき"), ("Kyiv", "Kiev"), ("a b", "ab"), ("e", "a")]
)
def test_different_words_stay_apart(one, other):
    assert fold(one) != fold(other)


def test_words_stay_apart_where_they_were_apart():
    assert fold("Één\u00a0Twee\nDRIE\tVier").split() == ["een", "twee", "drie", "vier"]


def test_a_key_ignores_how_the_words_are_spaced():
    assert key(" Dmytro \u00a0 KULEBA\n") == key("dmytro kuleba") == "dmytro kuleba"


@given(any_text)
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.slow
def test_every_character_folds_to_something_that_stays():
    chars = (chr(i) for i in range(0x20000) if not 0xD800 <= i < 0xE000)
    text = "\n".join(f"a{char}b" for char in chars)
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize("text", ["x" + "\u0301\u0316" * 200_000, "x" + "\u0f73" * 200_000])
def test_long_rows_of_marks_go(text):
    assert fold(text) == "x"
