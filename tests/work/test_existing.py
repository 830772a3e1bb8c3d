"""What is taken, and what would be written again."""

from itertools import product

from annotations.work.existing import Taken, compared


def test_a_range_meets_what_shares_a_place_with_it():
    ranges = [(4, 6), (1, 2), (5, 9), (12, 13), (13, 14)]
    taken = Taken(ranges)
    for start, end in product(range(16), range(1, 17)):
        if start < end:
            shares = any(start < last and end > first for first, last in ranges)
            assert taken.meets(start, end) == shares, (start, end)


def test_nothing_is_taken_of_nothing():
    assert not Taken([]).meets(0, 5)


def test_what_is_the_same_stays():
    gone, missing = compared({"a": 1, "b": 2}, ["b", "c"])

    assert (gone, missing) == ([1], ["c"])
