"""Which numbers a correction took out of a claim's words."""

import pytest

from annotations.text.numbers import lost_numbers, numbers_in


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("41 of 312 bridges", {"41", "312"}),
        ("1 260 справ", {"1260"}),
        ("1,260.5 or 1.260,5", {"1260.5"}),
        ("12\u202f000\u00a0000 crowns", {"12000000"}),
        ("38 per cent, 3.8 %, 3,8 %", {"38", "3.8"}),
        ("Nine of twenty, twice", {"nine", "twenty", "twice"}),
        ("on 2 May 2026", {"2", "2026"}),
        ("A4 and B2B, someone", set()),
        ("", set()),
    ],
)
def test_numbers_are_found_however_they_are_written(text, found):
    assert numbers_in(text) == found


@pytest.mark.parametrize(
    ("statement", "before", "now", "lost"),
    [
        ("41 of 312 bridges need repair", "41 of 312 bridges", "43 of 312 bridges", ["41"]),
        ("Bridges need repair", "41 bridges", "43 bridges", []),
        ("43 bridges need repair", "41 bridges", "43 bridges", []),
        ("In 2026 he said 41", "said 41", "said forty", ["41"]),
        ("Nine ferries", "nine ferries", "eleven ferries", ["nine"]),
    ],
)
def test_a_number_is_lost_when_the_words_had_it_and_have_it_no_longer(statement, before, now, lost):
    assert lost_numbers(statement, before, now) == lost
