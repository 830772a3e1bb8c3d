"""What readers are told about a correction."""

from datetime import date

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from annotations.text.diff.correction_note import MOST, correction_note
from annotations.text.quoting import LONGEST_CHANGE

OLD = (
    "The deputy head resigned on Tuesday. The report counted 41 bridges in need of repair.\n\n"
    "Trains were late in the north, the operator said at noon.\n\n"
    "The minister called the figures wrong and promised an answer."
)
DAY = date(2026, 11, 25)


def note(new: str, kind: str = "correction", old: str = OLD) -> str:
    return correction_note(old, new, kind=kind, date=DAY)


def test_five_edits_are_told_in_whole_sentences_and_none_is_left_out():
    bridges = (
        "The report by the Meridian Institute, which runs to 212 pages, says that 41 of the country’s "
        "312 road bridges were rated “poor”. None of them was closed.\n\n"
        "The Lanner Bridge partly collapsed in March, injuring nine people.\n\n"
        "Spending had fallen by 38 per cent since 2019, Mr Okell said. She took no questions.\n\n"
        "Repairs are expected to cost 1.4 billion crowns. They will take until 2031."
    )
    new = bridges.replace("41", "43").replace("nine", "eleven").replace("38", "40")
    new = new.replace("1.4", "1.6").replace("took", "answered")

    assert note(new, old=bridges) == (
        "Correction, 25 November 2026: An earlier version of this article said “The report by the "
        "Meridian Institute, which runs to 212 pages, says that 41 of the country’s 312 road bridges "
        "were rated ‘poor’”; it now says “The report by the Meridian Institute, which runs to 212 "
        "pages, says that 43 of the country’s 312 road bridges were rated ‘poor’”.\n"
        "The earlier version also said “The Lanner Bridge partly collapsed in March, injuring nine "
        "people”; it now says “The Lanner Bridge partly collapsed in March, injuring eleven people”.\n"
        "The earlier version also said “Spending had fallen by 38 per cent since 2019, Mr Okell "
        "said”; it now says “Spending had fallen by 40 per cent since 2019, Mr Okell said”.\n"
        "The earlier version also said “Repairs are expected to cost 1.4 billion crowns”; it now says "
        "“Repairs are expected to cost 1.6 billion crowns”.\n"
        "The earlier version also said “She took no questions”; it now says “She answered no "
        "questions”."
    )


def test_changes_under_checked_claims_come_first_then_numbers_and_names():
    new = OLD.replace("at noon", "at dawn").replace("41", "43").replace("figures", "numbers")
    start = OLD.index("called the figures wrong")
    told = correction_note(OLD, new, kind="update", date=DAY, checked=[(start, start + 24)])
    assert told == (
        "Update, 25 November 2026: An earlier version of this article said “The minister called the "
        "figures wrong and promised an answer”; it now says “The minister called the numbers wrong "
        "and promised an answer”.\n"
        "The earlier version also said “The report counted 41 bridges in need of repair”; it now says "
        "“The report counted 43 bridges in need of repair”.\n"
        "The earlier version also said “Trains were late in the north, the operator said at noon”; it "
        "now says “Trains were late in the north, the operator said at dawn”."
    )


def test_two_changes_of_one_sentence_are_told_once():
    told = note(OLD.replace("late in the north", "punctual in the south"))
    assert told == (
        "Correction, 25 November 2026: An earlier version of this article said “Trains were late in "
        "the north, the operator said at noon”; it now says “Trains were punctual in the south, the "
        "operator said at noon”."
    )


def test_what_was_removed_and_what_was_added_is_told():
    new = OLD.replace("Trains were late in the north, the operator said at noon.\n\n", "")
    assert note(new) == (
        "Correction, 25 November 2026: An earlier version of this article said “Trains were late in "
        "the north, the operator said at noon”; that was removed."
    )
    assert note(OLD + "\n\nThe union of drivers denied it on Sunday.", "update") == (
        "Update, 25 November 2026: “The union of drivers denied it on Sunday” was added."
    )


def test_words_put_in_or_left_out_of_a_sentence_are_told_with_it():
    assert note(OLD.replace(" at noon", "")) == (
        "Correction, 25 November 2026: An earlier version of this article said “Trains were late in "
        "the north, the operator said at noon”; it now says “Trains were late in the north, the "
        "operator said”."
    )
    assert (
        "it now says “The minister never called the figures wrong and promised an answer”"
        in note(OLD.replace("called", "never called"))
    )


def test_words_that_changed_places_inside_a_sentence_are_told():
    old = "In the end it was Henrike Solberg and not Tomas Okell who had signed the papers."
    new = "In the end it was Tomas Okell and not Henrike Solberg who had signed the papers."
    assert note(new, old=old) == (
        f"Correction, 25 November 2026: An earlier version of this article said “{old[:-1]}”; it now "
        f"says “{new[:-1]}”."
    )


def test_of_a_long_sentence_whole_clauses_are_quoted():
    clauses = [f"clause {i} tells at some length what the witness number {i} saw" for i in range(9)]
    old = ", ".join(clauses) + "."
    told = note(old.replace("number 4 saw", "number 4 heard"), old=old)
    assert told == (
        "Correction, 25 November 2026: An earlier version of this article said "
        f"“… {', '.join(clauses[2:7])} …”; it now says "
        f"“… {', '.join(clauses[2:7])} …”.".replace("4 saw", "4 heard").replace(
            "4 heard", "4 saw", 1
        )
    )


def test_without_a_pause_a_long_sentence_is_cut_between_words():
    old = "begin " + "word " * 150 + "end."
    told = note(old.replace("word end", "last end"), old=old)
    assert "said “… word word" in told
    assert "word word end”; it now says “… word word" in told
    assert told.endswith("word last end”.")


def test_of_a_very_long_passage_the_length_is_told():
    told = note(OLD + "\n\nIt grew " + "longer " * 300 + "still.")
    assert told.endswith("longer … [303 words]” was added.")


def many(number: int) -> tuple[str, str]:
    old = " ".join(f"Line {i} says word{i} to all of them here." for i in range(number))
    return old, regex.sub(r"word(\d+)", r"other\1", old)


def test_forty_changes_are_told_one_by_one():
    old, new = many(MOST)
    told = note(new, old=old)
    assert told.count("now says") == MOST
    assert "INCOMPLETE" not in told


def test_a_note_that_leaves_changes_out_says_first_that_it_must_not_be_published():
    old, new = many(MOST + 9)
    assert note(new, old=old).startswith(
        "INCOMPLETE, not to be published as it is: 9 of 49 changes are not told here.\nCorrection, "
    )


@pytest.mark.parametrize("new", [OLD.replace(". The", ".  The"), OLD.replace("\n\n", "\n")])
def test_white_space_alone_is_typography(new):
    assert note(new, "typo").endswith("Typography was corrected; the words are the same.")


def test_a_move_alone_is_another_order():
    first, middle, last = OLD.split("\n\n")
    moved = "\n\n".join([first, last, middle])
    assert note(moved).endswith("2026: Passages of this article were put in another order.")
    assert note(moved.replace("41", "43")).endswith(
        "bridges in need of repair”.\nPassages of this article were also put in another order."
    )


def test_quotations_inside_are_turned_to_single_marks():
    old = OLD + "\n\nShe said: “Never again will I come to the north of the country.”"
    assert "‘Never again will I come to the north of the country.’" in note(OLD, old=old)


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_two_texts_make_a_note_of_bounded_length(old, new):
    assert len(note(new, old=old)) < MOST * (2 * LONGEST_CHANGE + 120)
