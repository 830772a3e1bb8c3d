"""Words that were spelled anew, paired with what they were."""

import pytest

from annotations.text.anchoring.spelling import CELLS, spelled_anew


def pairs(ones: str, twos: str) -> list[tuple[int, int]]:
    return [(one, two) for one, two, _ in spelled_anew(ones.split(), twos.split())]


@pytest.mark.parametrize(
    ("ones", "twos", "found"),
    [
        ("brigdes", "bridges", [(0, 0)]),
        ("Bridges", "bridges", [(0, 0)]),
        ("the minster resigned", "the minister has resigned", [(0, 0), (1, 1), (2, 3)]),
        ("red bridges", "bridge", [(1, 0)]),
        ("bridges", "tunnels", []),
        ("", "bridges", []),
    ],
)
def test_similar_words_are_paired_in_order(ones, twos, found):
    assert pairs(ones, twos) == found


def test_the_likest_in_sum_are_taken():
    assert pairs("bridges", "bridge bridges") == [(0, 1)]


def test_a_longer_stretch_was_written_anew():
    words = ["bridge"] * 30
    assert len(words) ** 2 == CELLS
    assert len(spelled_anew(words, words)) == 30
    assert spelled_anew(words, [*words, "bridge"]) == []
