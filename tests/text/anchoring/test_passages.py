"""A text in passages: sentences, lines, and pieces of what has no full stops."""

import pytest

from annotations.text.anchoring.passages import LONG, TOO_LONG, passages
from annotations.text.words import split_words


def parts(text: str) -> list[int]:
    """How many words each passage has."""
    return [end - start for start, end in passages(split_words(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It rained. She left.", [3, 3]),
        ("It rained\nShe left", [2, 2]),
        ("It rained.” She left.", [4, 3]),
        ("It rained. and she left.", [7]),
        ("It rained. – She left.", [7]),
        ("J. Hansen left.", [5]),
        ("It rose to 4.5 per cent.", [9]),
        ("", []),
    ],
)
def test_a_passage_ends_with_its_line_or_after_a_full_stop(text, found):
    assert sum(parts(text)) == len(split_words(text).keys)
    assert len(parts(text)) == len(found)


def test_a_long_passage_ends_at_its_next_pause():
    assert parts("word " * (LONG - 1) + ", word word") == [LONG, 2]
    assert parts("word " * (LONG - 2) + ", word word") == [LONG + 1]


def test_without_any_pause_it_is_cut_by_force():
    key = next(one for one in "abcdefghijklmnopqrstuvwxyz" if ord(one) % 16)
    assert parts(f"{key} " * (TOO_LONG + 1)) == [TOO_LONG, 1]
