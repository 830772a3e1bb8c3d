"""Names as they sound."""

import pytest

from annotations.tagging.similarity.sounds import consonants, has_no_vowels, sound, vowels, words_of


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Viktor Orbán", ["viktor", "orban"]),
        ("George W. Bush", ["george", "w", "bush"]),
        ("Conan O’Brien", ["conan", "obrien"]),
        ("Jean-Luc Picard", ["jean", "luc", "picard"]),
        ("Миколаїв", ["mikolaiv"]),
        ("عباس", ["bs"]),
        ("Boeing 737", ["boeing", "737"]),
        ("王", ["wang"]),
        ("\U0002a834 王\U0002a834", ["\U0002a834", "wang\U0002a834"]),
        ("𒀀", ["𒀀"]),
        ("ا", ["ا"]),
        ("℡", ["tel"]),
        ("— !", []),
    ],
)
def test_words_are_small_and_latin(name, words):
    assert list(words_of(name)) == words


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("zelenskiy", "zelenskyy"), ("mykolayiv", "mykolaiv"), ("tschaikowski", "tchaikovsky"),
        ("gadhafi", "gaddafi"), ("husain", "hussain"), ("wladimir", "vladimir"),
        ("odessa", "odesa"), ("mahmoud", "mahmud"), ("yulia", "yuliya"), ("schroeder", "shroeder"),
    ],
)  # fmt: skip
def test_spellings_of_one_sound_come_together(a, b):
    assert sound(a) == sound(b)


@pytest.mark.parametrize(
    ("a", "b"),
    [("iran", "iraq"), ("petrov", "petrova"), ("mali", "malawi"), ("737", "747"), ("1", "11")],
)
def test_other_words_sound_otherwise(a, b):
    assert sound(a) != sound(b)


def test_consonants_leave_out_what_alphabets_disagree_about():
    assert consonants("jelzin") != consonants("putin")
    assert consonants("michail") == consonants("mikhail")
    assert consonants("mohammed") == consonants("mahmoud")


def test_a_word_of_vowels_keeps_them():
    assert consonants("aia") == sound("aia") != ""


def test_near_vowels_are_one():
    assert vowels("kyiv") == vowels("kiev")
    assert vowels("oman") != vowels("amman")


def test_a_script_without_vowels_is_told():
    assert has_no_vowels("mmd")
    assert not has_no_vowels("abbas")
    assert not has_no_vowels("w")
