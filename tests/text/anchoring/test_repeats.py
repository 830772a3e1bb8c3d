"""Which copy of a repeated sentence is which: none overtakes another."""

from hypothesis import given
from hypothesis import strategies as st

from annotations.text.anchoring import carry
from annotations.text.anchoring.repeats import uncrossed


def test_a_heading_that_stands_twice_keeps_both_places_when_one_is_joined_with_a_sentence():
    old = "They know the way.\nProblem 3: Labels\nProblem 3: Labels\nOn the page nobody knew what it meant."
    new = (
        "They know the way.\nProblem 3: Labels The agency helped again. Tests followed in May.\n"
        "Problem 3: Labels\nOn this page few knew what it meant."
    )
    first, second = old.index("Problem"), old.rindex("Problem")
    found = carry(old, new, [(first, first + 17), (second, second + 17)])

    assert [(one.outcome, one.start) for one in found] == [
        ("unchanged", new.index("Problem")),
        ("unchanged", new.rindex("Problem")),
    ]


def test_copies_that_crossed_change_places_and_others_do_not():
    equal, edited = uncrossed(["a", "b", "a", "c"], {0: 3, 1: 1}, [(2, 2), (3, 0)])
    assert (equal, edited) == ({2: 3, 1: 1}, [(0, 2), (3, 0)])


def test_a_copy_that_was_parted_stays_as_it_is():
    assert uncrossed(["a", "a"], {0: 3}, [(1, 1), (1, 2)]) == ({0: 3}, [(1, 1), (1, 2)])


PAIRINGS = st.lists(st.sampled_from("ab"), min_size=1, max_size=8).flatmap(
    lambda old: st.tuples(st.just(old), st.permutations(range(len(old))), st.integers(0, len(old)))
)


@given(PAIRINGS)
def test_every_place_keeps_its_words_and_copies_keep_their_order(case):
    old, places, number = case
    pairs = list(enumerate(places))
    equal, edited = uncrossed(old, dict(pairs[:number]), pairs[number:])
    after = sorted([*equal.items(), *edited])

    assert sorted(j for _, j in after) == sorted(places)
    assert {j: old[i] for i, j in after} == {j: old[i] for i, j in pairs}
    for word in "ab":
        images = [j for i, j in after if old[i] == word]
        assert images == sorted(images)
