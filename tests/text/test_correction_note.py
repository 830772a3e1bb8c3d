"""What readers are told about a correction."""

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.text.correction_note import LONGEST, correction_note

OLD = (
    "The deputy head resigned on Tuesday. The report counted 41 bridges in need of repair.\n\n"
    "Trains were late in the north, the operator said at noon.\n\n"
    "The minister called the figures wrong and promised an answer."
)
DAY = date(2026, 11, 25)


def note(new: str, kind: str = "correction", old: str = OLD) -> str:
    return correction_note(old, new, kind=kind, date=DAY)


def test_replaced_words_are_quoted_with_their_neighbours():
    assert note(OLD.replace("41", "43")) == (
        "Correction, 25 November 2026: An earlier version of this article said “The report counted "
        "41 bridges in need”; it now says “The report counted 43 bridges in need”."
    )


def test_what_was_removed_and_what_was_added_is_told():
    new = OLD.replace("Trains were late in the north, the operator said at noon.\n\n", "")
    assert "“Trains were late in the north, the operator said at noon.”; that was removed." in note(
        new
    )
    added = note(OLD + "\n\nThe union of drivers denied it on Sunday.", "update")
    assert added == (
        "Update, 25 November 2026: “The union of drivers denied it on Sunday.” was added."
    )


def test_several_changes_are_told_in_the_order_of_the_text():
    told = note(OLD.replace("Tuesday", "Monday").replace("late", "punctual"))
    assert told.index("Monday") < told.index("It also said") < told.index("punctual")


def test_of_many_changes_the_rest_is_counted():
    old = " ".join(f"Line {i} says word{i} to all of them here." for i in range(9))
    new = old
    for i in range(9):
        new = new.replace(f"word{i}", f"other{i}")
    assert note(new, old=old).endswith("There are 5 more changes.")


@pytest.mark.parametrize("new", [OLD.replace(". The", ".  The"), OLD.replace("\n\n", "\n")])
def test_white_space_alone_is_typography(new):
    assert note(new, "typo").endswith("Typography was corrected; the words are the same.")


def test_a_move_alone_is_another_order():
    first, middle, last = OLD.split("\n\n")
    assert note("\n\n".join([first, last, middle])).endswith("were put in another order.")


def test_quotations_inside_are_turned_to_single_marks():
    old = OLD + "\n\nShe said: “Never again will I come to the north of the country.”"
    assert "‘Never again will I come to the north of the country.’" in note(OLD, old=old)


@given(st.text(max_size=300), st.text(max_size=300))
@settings(deadline=None)
def test_any_two_texts_make_a_note_of_bounded_length(old, new):
    assert len(note(new, old=old)) < 5 * (2 * LONGEST + 120)


def test_many_changes_of_one_long_line_take_linear_time():
    sentences = [f"Sentence w{i} stays as it was here, number {i} ok." for i in range(3_000)]
    now = " ".join(f"{one} More x{i}." for i, one in enumerate(sentences))

    began = time.process_time()
    note(now, old=" ".join(sentences))
    assert time.process_time() - began < 3
