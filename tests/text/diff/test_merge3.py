"""Two corrections of one text in one, where they do not meet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.text.diff.merge3 import END, MINE, THEIRS, has_marks, marked, merge

BASE = "First line.\nThe report counted 41 bridges on Tuesday.\nLast line."


def test_changes_of_different_lines_are_both_in_it():
    mine, theirs = BASE.replace("First", "1st"), BASE.replace("Last", "Final")
    assert merge(BASE, mine, theirs) == (mine.replace("Last", "Final"), [])


def test_changes_of_different_words_of_a_line_are_both_in_it():
    mine, theirs = BASE.replace("41", "43"), BASE.replace("Tuesday", "Monday")
    assert merge(BASE, mine, theirs) == (mine.replace("Tuesday", "Monday"), [])


def test_the_same_change_counts_once():
    both = BASE.replace("41", "43")
    assert merge(BASE, both, both) == (both, [])


def test_two_answers_for_the_same_words_are_marked_and_nothing_is_lost():
    merged = merge(BASE, BASE.replace("41", "43"), BASE.replace("41", "44"))
    [conflict] = merged.conflicts

    assert conflict.mine == "The report counted 43 bridges on Tuesday.\n"
    assert conflict.theirs == "The report counted 44 bridges on Tuesday.\n"
    assert merged.text.splitlines() == [
        "First line.",
        MINE,
        "The report counted 43 bridges on Tuesday.",
        THEIRS,
        "The report counted 44 bridges on Tuesday.",
        END,
        "Last line.",
    ]
    assert has_marks(merged.text)
    assert not has_marks(BASE)


def test_a_side_that_is_chosen_keeps_the_other_sentences_of_both():
    base = "He left on Monday. Nobody “knew.” It rained. So it went.\n"
    mine = base.replace("Monday", "Friday").replace("rained", "snowed")
    theirs = base.replace("Monday", "Sunday").replace("knew", "saw")
    [conflict] = merge(base, mine, theirs).conflicts

    assert conflict.mine == mine.replace("knew", "saw")
    assert conflict.theirs == theirs.replace("rained", "snowed")


def test_a_line_that_one_deleted_and_the_other_changed_is_a_conflict():
    merged = merge(BASE, BASE.replace("\nLast line.", ""), BASE.replace("Last", "Final"))
    assert len(merged.conflicts) == 1
    assert "Final line." in merged.text


def test_two_insertions_at_one_place_are_a_conflict():
    merged = merge("One.\nTwo.\n", "One.\nMine.\nTwo.\n", "One.\nTheirs.\nTwo.\n")
    assert [(one.mine, one.theirs) for one in merged.conflicts] == [("Mine.\n", "Theirs.\n")]


@pytest.mark.parametrize(
    "text",
    [
        f"{MINE}\nOne.\n{END}",
        f"{THEIRS}\nOne.\n{END}",
        f"{MINE}\nOne.\n{THEIRS}\nTwo.",
        f"{MINE}\nOne.\n{END}\n{THEIRS}\nTwo.\n{END}",
    ],
)
def test_marks_that_were_broken_by_hand_are_no_conflict_but_are_marks(text):
    assert marked(text) == []
    assert has_marks(text)


LINES = st.lists(st.sampled_from(["a b c", "d e", "f", "", "g h i j"]), max_size=8).map("\n".join)


@given(LINES, LINES)
def test_with_an_unchanged_side_the_other_one_stands(base, other):
    assert merge(base, base, other) == (other, [])
    assert merge(base, other, base) == (other, [])


@given(LINES, LINES)
def test_both_doing_the_same_is_no_conflict(base, other):
    assert merge(base, other, other) == (other, [])


@given(LINES, LINES, LINES)
def test_who_is_who_makes_no_difference_and_every_line_of_both_is_kept_in_a_conflict(
    base, mine, theirs
):
    one, two = merge(base, mine, theirs), merge(base, theirs, mine)
    assert [(c.mine, c.theirs) for c in one.conflicts] == [
        (c.theirs, c.mine) for c in two.conflicts
    ]
    if not one.conflicts:
        assert one.text == two.text
    assert [(c.mine.strip("\n"), c.theirs.strip("\n")) for c in marked(one.text)] == [
        (c.mine.strip("\n"), c.theirs.strip("\n")) for c in one.conflicts
    ]
    for conflict in one.conflicts:
        assert conflict.mine in one.text + "\n"
        assert conflict.theirs in one.text + "\n"
