"""Two wordings of one passage, word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.text.diff.words import MOST, word_diff


def shown(before: str, now: str) -> list[tuple[str, str, str]]:
    return [(op, before[slice(*a)], now[slice(*b)]) for op, a, b in word_diff(before, now)]


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ("", "", []),
        ("same words", "same words", [("equal", "same words", "same words")]),
        ("", "new", [("insert", "", "new")]),
        ("old", "", [("delete", "old", "")]),
        ("41 bridges", "43 bridges", [("replace", "41", "43"), ("equal", " bridges", " bridges")]),
        (
            "has doubled since",
            "has nearly doubled since",
            [
                ("equal", "has ", "has "),
                ("insert", "", "nearly "),
                ("equal", "doubled since", "doubled since"),
            ],
        ),
        (
            "one two three",
            "four five three",
            [("replace", "one two", "four five"), ("equal", " three", " three")],
        ),
        ("e\u0301t\u00e9", "ete", [("replace", "e\u0301t\u00e9", "ete")]),
    ],
)
def test_words_that_differ_are_told_as_wholes(before, now, expected):
    assert shown(before, now) == expected


def test_a_short_word_between_long_changes_is_no_island():
    assert shown(
        "the deputy mayor of Varn resigned.", "every spokesman of the city denied it."
    ) == [
        ("replace", "the deputy mayor of Varn resigned", "every spokesman of the city denied it"),
        ("equal", ".", "."),
    ]
    assert [op for op, *_ in shown("41 of 90", "43 of 91")] == ["replace", "equal", "replace"]


TEXTS = st.lists(
    st.sampled_from(["the", "bridge", "41", " ", "\n", ",", "“so”", "не", "👩‍👧"])
).map("".join)


@given(TEXTS | st.text(max_size=80), TEXTS | st.text(max_size=80))
def test_the_changes_join_to_both_texts_and_equal_ones_are_equal(before, now):
    changes = shown(before, now)

    assert "".join(old for _, old, _ in changes) == before
    assert "".join(new for _, _, new in changes) == now
    for op, old, new in changes:
        assert (op == "equal") == (old == new)
        assert old or new


def test_texts_too_long_for_one_comparison_are_replaced_as_a_whole():
    words = int(MOST**0.5)
    before, now = "a " * words, "b " * words
    assert shown(before, now) == [("replace", before, now)]
