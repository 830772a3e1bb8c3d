"""Which sentences are worth checking, and why."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.tagging.checkworthy.ranker import shipped
from annotations.tagging.checkworthy.suggesting import suggest
from annotations.tagging.quotes.finding import quotes
from annotations.tagging.rules import RuleTagger


def worth(text: str, language: str = "en", least: float | None = 0.0):
    """Whatever the score, unless asked for those that are shown: then None."""
    [names] = RuleTagger().tag([text])
    return suggest(text, quotes(text, names, language), language, least=least)


QUIET = ["The sun shone on the river that morning.", "He sat down on the bench beside her."]


def shown(text: str):
    return worth(text, least=None)


@pytest.mark.parametrize(
    ("text", "rule", "reason"),
    [
        ("The report counted 41 bridges in the north.", "number", "number: 41 bridges"),
        ("The bridge had cost €120,000 by then.", "money", "amount of money: €120,000"),
        ("Spending fell by 38 per cent over the period.", "percentage", "percentage: 38 per cent"),
        ("Half of the pupils in the town have no desk.", "share", "share: Half of the pupils"),
        ("It is the largest dam in the whole country.", "superlative", "the largest"),
        ("Oil hit a record high in the spring of that year.", "record", "record high"),
        ("Traffic over the bridge has doubled again.", "comparison", "has doubled"),
        ("The flood was caused by a broken gate upstream.", "cause", "caused"),
        ("The mayor was accused of taking the money.", "accusation", "accused"),
        ("The army was violating the laws of war there.", "accusation", "violating"),
        ("The court ruled that the harbour was public.", "court", "court ruled"),
        ("The harbour was closed for good in 1997.", "event", "event with a date: in 1997"),
        ("Parliament approved the plan of the harbour.", "decision", "approved"),
        ("Eleven people were injured in the harbour.", "number", "Eleven people"),
        ("The guard was injured in the harbour.", "harm", "people killed or hurt: injured"),
        ("The treaty forbids the mines in the harbour.", "law", "law or rule: treaty"),
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
        "He left the room.",
    ],
)
def test_opinions_predictions_greetings_and_headings_are_never_suggested(text):
    assert worth(text) == []


def test_a_sentence_that_says_little_is_below_what_is_shown():
    assert shown(QUIET[0]) == []
    assert shown(" ".join(QUIET)) == []


def test_of_a_text_the_checkable_sentences_are_shown():
    checkable = [
        "The regional government spent $9.3bn on the railway in 2019.",
        "Unemployment in the north rose by 12 pct after the mine was closed.",
        "The court ruled on Monday that the ministry had broken the law in 2014.",
        "More than 200 people were killed when the embassy in Nairobi was attacked.",
    ]
    routine = [
        "The mayor smiled and took a seat beside the window.",
        "It was a lovely evening for everybody on the square.",
        "He is one of the people who like the old harbour.",
        "They were glad about the disclosure last week.",
    ]
    text = " ".join(one for pair in zip(routine, checkable, strict=True) for one in pair)
    assert [text[one.start : one.end] for one in shown(text)] == checkable


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
    assert [one.rule for one in worth(text) if one.rule == "comparison"] == []


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
    assert (one.rule, one.reason) == ("comparison", f"comparison: {words}")


def test_a_statement_of_somebody_is_suggested_with_their_name_and_its_telling_words():
    [one] = worth("“The keys were on the table all night long,” Ilka Varn said.")
    assert one.rule == "quoted"
    assert one.reason.startswith("quoted statement of Ilka Varn; words like ‘")
    [one] = worth("Ilka Varn said that the keys were on the table.")
    assert one.rule == "attributed"
    assert one.reason.startswith("attributed to Ilka Varn; words like ‘")


def test_words_that_speak_for_a_sentence_are_named_when_no_rule_does():
    [one] = worth("Taxes and deficits burden American families everywhere.")
    assert one.rule == "words"
    assert one.reason.startswith("words like ‘")


def test_the_reason_is_the_rule_that_says_most():
    [one] = worth("The dam that was closed in 1997 lost 38 per cent of its water.")
    assert one.rule == "percentage"


def test_a_reason_inside_a_quote_says_that_it_is_quoted():
    [one] = worth("“They closed 41 bridges in a week,” Ilka Varn said on Monday.")
    assert one.reason.startswith("quoted number")


def test_more_rules_make_a_sentence_surer():
    [one] = worth("The report counted 41 bridges in the north.")
    [two] = worth("The report counted 41 bridges in the north that cost $3 million in 1997.")
    assert two.score > one.score


def test_only_what_reaches_the_threshold_is_shown():
    text = "The report counted 41 bridges in the north. " + QUIET[0]
    scores = [one.score for one in worth(text)]
    assert [one.score for one in shown(text)] == [s for s in scores if s >= shipped().threshold]
    assert len(scores) == 2


def test_other_languages_get_no_suggestions():
    assert worth("Ревізія не знайшла у сховищі 1 260 справ.", "uk") == []


def test_a_long_reason_is_cut():
    name = "Maximiliana " * 9
    [one] = worth(f"“The keys were on the table all night long,” said {name}Varn.")
    assert len(one.reason) <= 80


@pytest.mark.slow
@given(st.text(max_size=300))
def test_whatever_the_text_suggestions_lie_in_it_in_order(text):
    found = worth(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False))
