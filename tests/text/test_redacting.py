"""Words taken out of a text, which stays as long as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.text.redacting import FILL, Words, filled


def test_what_is_filled_keeps_its_lines_and_its_length():
    assert filled("No 😀\nway") == f"{FILL * 4}\n{FILL * 3}"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Jane Doe spoke", "████████ spoke"),
        ("JANE\n DOE spoke", "████\n████ spoke"),
        ("to Jane Doe’s aunt", "to ████████’s aunt"),
        ("Jane Doering spoke", "Jane Doering spoke"),
        ("https://a.example/jane-doe/2", "https://a.example/████████/2"),
        ("jane%20doe", "█" * 10),
    ],
)
def test_whole_words_go_in_any_case_however_spaced(text, left):
    assert Words(["Jane Doe"]).fill(text) == left


def test_words_go_folded_as_search_keeps_them():
    assert Words(["Łukasz Żółć"]).fill("lukasz zolc") == FILL * 11


def test_a_part_of_a_longer_word_goes_only_when_asked():
    assert Words(["art"]).fill("party") == "party"
    assert Words(["art"], whole=False).fill("party") == "p███y"


def test_words_of_a_script_without_spaces_go_anywhere():
    assert Words(["田中"]).fill("昨日田中さんは") == "昨日██さんは"


def test_a_piece_of_a_text_loses_what_its_ends_cut():
    words = Words(["Jane Doeringham"])
    assert words.fill("ringham said", cut=True) == "███████ said"
    assert words.fill("then Jane Doer", cut=True) == "then █████████"
    assert words.fill("ham said", cut=True) == "ham said"


@given(st.text("ab \n", max_size=20), st.text("ab ", min_size=2, max_size=5))
def test_nothing_changes_its_length_and_no_word_stays(text, word):
    words = Words([word], whole=False)
    left = words.fill(text)
    assert len(left) == len(text)
    assert not words.are_in(left)
    if len(word.split()) == 1:
        assert " ".join(word.split()) not in left or len(word.split()[0]) < 2


def test_every_text_of_a_value_is_filled():
    words = Words(["Doe"])
    assert words.fill_in({"a": ["Doe", 1, None], "Doe": {"b": "x Doe"}}) == {
        "a": ["███", 1, None],
        "███": {"b": "x ███"},
    }


def test_without_words_nothing_happens():
    assert not Words(["", "x"])
    assert Words([]).fill("anything") == "anything"
