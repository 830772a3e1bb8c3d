"""Which sentences are worth checking, and why."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.tagging.checkworthy.suggesting import suggest
from annotations.tagging.quotes.finding import quotes
from annotations.tagging.rules import RuleTagger


def worth(text: str, language: str = "en"):
    [names] = RuleTagger().tag([text])
    return suggest(text, quotes(text, names, language), language)


@pytest.mark.parametrize(
    ("text", "rule", "reason"),
    [
        ("The report counted 41 bridges in the north.", "number", "number: 41 bridges"),
        ("Spending fell by 38 per cent over the period.", "number", "number: 38 per cent"),
        ("Half of the pupils in the town have no desk.", "number", "number: Half of the"),
        ("It is the largest dam in the whole country.", "superlative", "the largest dam"),
        ("Traffic over the bridge has doubled again.", "comparison", "has doubled"),
        ("The flood was caused by a broken gate upstream.", "cause", "caused"),
        ("The mayor was accused of taking the money.", "accusation", "accused"),
        ("The army was violating the laws of war there.", "accusation", "violating"),
    ],
)
def test_each_rule_gives_its_reason(text, rule, reason):
    [one] = worth(text)
    assert one.rule == rule
    assert reason in one.reason
    assert text[one.start : one.end] == text
    assert 0 < one.score <= 1


@pytest.mark.parametrize(
    "text",
    [
        "I think that the 41 bridges are ugly to look at.",
        "The town should close all of the 41 bridges.",
        "The town will open 41 bridges next year.",
        "Repairs are expected to cost 1.4 billion crowns.",
        "Thank you for the 41 letters that you sent.",
        "Who counted the 41 bridges of the town?",
        "The 41 bridges of the town",
        "The sun shone on the river that morning.",
        "He left the room.",
    ],
)
def test_opinions_predictions_greetings_and_headings_are_not_suggested(text):
    assert worth(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "She declined to show the records of the harbour.",
        "The ministry has declined to comment on the letter.",
        "The harbour declined comment on Friday evening.",
        "They declined repeated interview requests after the meeting.",
        "The harbour declined an invitation to the hearing.",
        "The prosecutors dropped the case against the ship.",
        "They had dropped all remaining charges in the autumn.",
        "The owner dropped his appeal against the fine.",
        "The pupil dropped out of school in the spring.",
        "The deputy rose to speak in a loud voice.",
        "She had risen to prominence as a lawyer there.",
        "The guard fell asleep beside the open gate.",
        "A worker fell to his death from the roof.",
        "He grew up in a house beside the harbour.",
        "They grew to like the noise of the ferries.",
    ],
)
def test_a_verb_of_rising_and_falling_in_another_sense_is_no_comparison(text):
    assert worth(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Traffic declined to its old level in the spring.", "declined"),
        ("Traffic has declined to almost nothing in the spring.", "has declined"),
        ("The price dropped to a low level in the spring.", "dropped"),
        ("Prices rose to the old level in the spring.", "rose"),
        ("Traffic fell in the case of the old bridge.", "fell"),
        ("Traffic declined sharply on the old bridge.", "declined"),
        ("She declined to answer but said traffic had doubled.", "had doubled"),
    ],
)
def test_what_rises_or_falls_is_compared(text, words):
    [one] = worth(text)
    assert (one.rule, one.reason) == ("comparison", f"comparison over time: {words}")


def test_a_statement_of_somebody_is_suggested_with_their_name():
    [one] = worth("“The keys were on the table all night long,” Ilka Varn said.")
    assert (one.rule, one.reason) == ("quoted", "quoted statement of Ilka Varn")
    [one] = worth("Ilka Varn said that the keys were on the table.")
    assert (one.rule, one.reason) == ("attributed", "attributed to Ilka Varn, without proof")


def test_a_reason_inside_a_quote_says_that_it_is_quoted():
    [one] = worth("“They closed 41 bridges in a week,” Ilka Varn said on Monday.")
    assert one.reason.startswith("quoted number")


def test_more_rules_make_a_sentence_surer():
    [one] = worth("The report counted 41 bridges in the north.")
    [two] = worth(
        "The flood closed 41 bridges because of a broken gate, the worst failure in years."
    )
    assert two.score > one.score


def test_other_languages_get_no_suggestions():
    assert worth("Ревізія не знайшла у сховищі 1 260 справ.", "uk") == []


def test_a_long_reason_is_cut():
    name = "Maximiliana " * 9
    [one] = worth(f"“The keys were on the table all night long,” said {name}Varn.")
    assert len(one.reason) <= 80


@given(st.text(max_size=300))
def test_whatever_the_text_suggestions_lie_in_it_in_order(text):
    found = worth(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False))
