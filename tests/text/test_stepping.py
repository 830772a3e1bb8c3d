"""A span takes words in and leaves them out, one at a time, at both ends."""

import pytest

from annotations.text.stepping import EARLIER, LATER, step

TEXT = "Said Dr. Ilka Varn, of Oslo.\nThe end"


def spans(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


@pytest.mark.parametrize(
    ("words", "side", "way", "then"),
    [
        ("Varn", "start", EARLIER, "Ilka Varn"),
        ("Ilka Varn", "start", EARLIER, "Dr. Ilka Varn"),
        ("Dr. Ilka Varn", "start", LATER, "Ilka Varn"),
        ("Ilka", "end", LATER, "Ilka Varn"),
        ("Varn", "end", LATER, "Varn, of"),
        ("Varn, of", "end", EARLIER, "Varn"),
        ("Il", "end", LATER, "Ilka"),
    ],
)
def test_an_end_goes_to_the_next_word(words, side, way, then):
    assert step(TEXT, *spans(words), side, way) == spans(then)


@pytest.mark.parametrize(
    ("words", "side", "way"),
    [
        ("Varn", "start", LATER),
        ("Varn", "end", EARLIER),
        ("Said", "start", EARLIER),
        ("end", "end", LATER),
        ("Oslo", "end", LATER),
        ("The", "start", EARLIER),
    ],
)
def test_a_span_keeps_a_word_and_its_line(words, side, way):
    assert step(TEXT, *spans(words), side, way) is None


def test_letters_beyond_the_first_plane_count_as_one():
    text = "🌊 𝒜nna 👨‍👩‍👧 Varn"
    start = text.index("Varn")
    assert step(text, start, len(text), "start", EARLIER) == (text.index("𝒜"), len(text))
