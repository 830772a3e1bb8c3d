"""People behind their titles and before verbs of saying, with their whole names."""

import pytest

from annotations.tagging.found import Found
from annotations.tagging.names.occurrences import Words
from annotations.tagging.names.people import complete
from tests.tagging.marking import mark, shown


def completed(found: list[Found], text: str) -> list[Found]:
    return complete(found, text, Words(text))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("They met Senator Ilka Varn there.", "Ilka Varn"),
        ("They met Mr. Okell there.", "Okell"),
        ("It was Defence Minister Jan van der Berg who left.", "Jan van der Berg"),
        ("It fell, Ilka Varn said.", "Ilka Varn"),
        ("Lt. Col. Ilka Varn left.", "Ilka Varn"),
        ("They met Cllr Ilka Varn.", "Ilka Varn"),
        ("They met Sens. Ilka Varn.", "Ilka Varn"),
        ("They met WPC Ilka Varn.", "Ilka Varn"),
        ("They met DC Ilka Varn.", "Ilka Varn"),
        ("It fell, Ilka M. Varn told them.", "Ilka M. Varn"),
    ],
)
def test_people_whom_the_tagger_missed_are_found(text, name):
    assert shown(completed([], text)) == [(name, "PERSON")]


@pytest.mark.parametrize(
    "text",
    [
        "The President Of Norway said.", "Prime Minister Office", "the Simple Life said so",
        "GENERAL VARN OKELL", "The DC Orbis Store", "PC World opened", "sales Reps",
        "General Assembly", "President Putin-like", "When Ole asked", "President said",
        "It fell, Karsk Works said.", "It fell, Karsk Ltd said.", "It fell, Port Karsk said.",
    ],
)  # fmt: skip
def test_other_capitals_are_no_people(text):
    assert [name for name, _ in shown(completed([], text)) if name != "Putin-like"] == []


def test_a_person_taken_for_an_organisation_with_the_title_is_set_right():
    text = "They asked Ambassador Mohib and General Motors."

    assert shown(completed(mark(text, ("Ambassador Mohib", "ORG"), ("General Motors", "ORG")), text)) == [
        ("Mohib", "PERSON"), ("General Motors", "ORG"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("They saw Agnes Callamard go.", "Callamard", "Agnes Callamard"),
        ("They saw Agnes Callamard go.", "Agnes", "Agnes Callamard"),
        ("They saw Minister Callamard go.", "Callamard", "Callamard"),
        ("Yesterday Callamard left.", "Callamard", "Callamard"),
        ("They saw UN Callamard go.", "Callamard", "Callamard"),
        ("A German Callamard left.", "Callamard", "Callamard"),
        ("They beat Callamard Rovers.", "Callamard", "Callamard"),
        ("«Так», – сказав Гриневич їм.", "Гриневич", "Гриневич"),
        ("They saw élan Callamard.", "Callamard", "Callamard"),
    ],
)
def test_a_single_name_takes_in_the_names_beside_it(text, part, whole):
    assert ("PERSON", whole) in [
        (label, name) for name, label in shown(completed(mark(text, (part, "PERSON")), text))
    ]


def test_what_another_mention_owns_is_not_taken():
    text = "They saw Oslo Callamard there."

    assert shown(completed(mark(text, ("Oslo", "PLACE"), ("Callamard", "PERSON")), text)) == [
        ("Oslo", "PLACE"), ("Callamard", "PERSON"),
    ]  # fmt: skip


def test_a_rank_is_taken_for_no_part_of_a_person():
    text = "They met Maj Gen Piers Langdon and DC Amy Roe."
    found = completed(
        mark(text, ("Maj Gen Piers", "ORG"), ("Langdon", "PERSON"), ("DC", "ORG")), text
    )

    assert shown(found) == [("Piers Langdon", "PERSON"), ("Amy Roe", "PERSON")]
