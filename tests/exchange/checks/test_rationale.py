"""A rationale made from answers, and what of it readers are told twice."""

from datetime import date

import pytest
from django.utils import translation

from annotations.exchange.checks.rationale import AnswerText, paragraph, without

COUNTED = (
    "Who counted?",
    [AnswerText("abstractive", "The institute did", "In May.", "", None, ["Report", "Atlas"])],
)
WHEN = ("When?", [AnswerText("unanswerable", "", "", "Asked them", date(2026, 3, 1), [])])
SAID = ("What did she say?", [AnswerText("extractive", "“41”\n\nor so", "", "", None, [])])
CLOSED = ("Is it closed?", [AnswerText("yes_no", "no", "", "", None, [])])
ALL = [COUNTED, WHEN, SAID, CLOSED, ("And why?", [])]


def test_each_kind_of_answer_is_told_in_sentences():
    assert [paragraph(*one) for one in (COUNTED, WHEN, SAID, CLOSED)] == [
        "Who counted? The institute did. In May. (Source: Atlas; Report)",
        "When? No answer was found. Looked for on 1 Mar 2026: Asked them.",
        "What did she say? ““41”\n\nor so”.",
        "Is it closed? No.",
    ]


@pytest.mark.parametrize("language", ["en-gb", "uk"])
def test_what_was_made_from_answers_stands_once_in_whatever_language(language):
    with translation.override(language):
        made = "\n\n".join(paragraph(*one) for one in ALL if one[1])
    assert without(made, ALL) == ""
    assert without(f"First.\n\n{made}\n\nLast.", ALL) == "First.\n\nLast."


def test_a_word_that_somebody_added_is_never_left_out():
    changed = f"{paragraph(*CLOSED)} But it will be."
    assert without(f"{changed}\n\n{paragraph(*COUNTED)}", ALL) == changed
    assert without("He is wrong.", ALL) == "He is wrong."
    assert without("", []) == ""
