"""Companies' whole names."""

import pytest

from annotations.tagging.names.companies import complete
from tests.tagging.marking import mark, shown


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("They sued Karsk Structures Ltd there.", "Karsk Structures", "Karsk Structures Ltd"),
        ("They sued Karsk, Inc. there.", "Karsk", "Karsk, Inc."),
        ("They sued Tarvik AS on it.", "Tarvik", "Tarvik AS"),
        ("They sued Zweig plc’s head.", "Zweig", "Zweig plc"),
    ],
)
def test_the_legal_form_belongs_to_the_name(text, part, whole):
    assert shown(complete(mark(text, (part, "PERSON")), text)) == [(whole, "ORG")]


def test_both_sides_of_an_and_are_one_company():
    text = "They sued Kessler & Sohn GmbH there."
    names = mark(text, ("Kessler", "PERSON"), ("Sohn GmbH", "PERSON"))

    assert shown(complete(names, text)) == [("Kessler & Sohn GmbH", "ORG")]


def test_two_companies_beside_one_another_stay_two():
    text = "They sued Kessler Ltd & Varn Ltd there."
    names = mark(text, ("Kessler Ltd", "ORG"), ("Varn", "PERSON"))

    assert shown(complete(names, text)) == [("Kessler Ltd", "ORG"), ("Varn Ltd", "ORG")]


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("In Texas AG Ilka Varn spoke.", "Texas", "PLACE"),
        ("Karsk AG Varn spoke.", "Karsk", "PERSON"),
        ("He met Varn, SA.", "Varn", "PERSON"),
        ("PRICES IN KARSK AS EVER", "KARSK", "PLACE"),
        ("He met Varn as ever.", "Varn", "PERSON"),
        ("He met Varn Asahi.", "Varn", "PERSON"),
    ],
)
def test_letters_that_are_something_else_are_left_out(text, name, label):
    assert shown(complete(mark(text, (name, label)), text)) == [(name, label)]
