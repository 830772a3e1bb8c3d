"""Sentences of a text, quotation marks included."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.tagging.sentences import sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three? Four…", ["One.", "Two!", "Three?", "Four…"]),
        ("“It fell.” She left.", ["“It fell.”", "She left."]),
        ("Dr. Varn met J. Okell in St. Ives.", ["Dr. Varn met J. Okell in St. Ives."]),
        ("It cost 1.4 million. Nobody paid.", ["It cost 1.4 million.", "Nobody paid."]),
        ("A heading\n\nA line without an end", ["A heading", "A line without an end"]),
        ("", []),
    ],
)
def test_sentences_end_where_people_end_them(text, expected):
    assert split(text) == expected


@given(st.text(max_size=200))
def test_they_are_in_order_and_leave_only_white_space(text):
    rest, at = [], 0
    for start, end in sentences(text):
        assert at <= start < end
        rest.append(text[at:start])
        at = end
    assert not "".join([*rest, text[at:]]).strip()


def test_a_row_of_marks_is_gone_over_once():
    """From each of its marks it would take an hour."""
    row = "A " + "." * 200_000 + "a"
    assert split(f"One. {row}") == ["One.", row]
