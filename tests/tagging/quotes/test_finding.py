"""Who says what: measured on twenty marked articles, and one rule after the other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.tagging.engine import Found
from annotations.tagging.quotes.finding import quotes
from tests.tagging.marked import articles

NAMES = {
    "Ilka Varn": "PERSON",
    "Varn": "PERSON",
    "Tomas Okell": "PERSON",
    "Okell": "PERSON",
    "Harbour Inspectorate": "ORG",
    "Tuesday": "DATE",
}


def names_in(text: str) -> list[Found]:
    found, at = [], 0
    while at < len(text):
        name = next((one for one in NAMES if text.startswith(one, at)), None)
        if name:
            found.append(Found(at, at + len(name), NAMES[name], name, 1.0))
        at += len(name) if name else 1
    return found


def said(text: str, language: str = "en") -> list[tuple[str, str | None]]:
    """Every quote without its marks, with the name of its speaker."""
    found = quotes(text, names_in(text), language)
    return [
        (text[slice(*one.parts[0])], one.speaker.name if one.speaker else None) for one in found
    ]


@pytest.mark.parametrize(
    ("part", "right", "wrong"), [("development", 0.96, 0.01), ("heldout", 0.84, 0.03)]
)
def test_quotes_of_marked_articles_have_the_right_speaker_or_none(part, right, wrong):
    hits = misses = falls = 0
    for article in articles(part):
        by_start = {one.start: one for one in quotes(article.text, article.names, article.language)}
        for expected in article.expected:
            if expected.form != "quote" or not expected.speakers:
                continue
            one = by_start.get(expected.start)
            name = one.speaker.name.casefold() if one and one.speaker else ""
            if name in expected.speakers or (not name and "" in expected.speakers):
                hits += 1
            elif name and one.speaker.label:
                falls += 1
            else:
                misses += 1

    total = hits + misses + falls
    assert total > 90
    assert hits / total >= right, (hits, falls, misses)
    assert falls / total <= wrong, (hits, falls, misses)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“It fell down last night,” said Ilka Varn.", "Ilka Varn"),
        ("Ilka Varn said: “It fell down last night.”", "Ilka Varn"),
        ("“It fell down last night,” Varn told reporters. Ilka Varn left.", "Ilka Varn"),
        ('"It fell down last night," said Ilka Varn.', "Ilka Varn"),
        ("«It fell down last night», said Ilka Varn.", "Ilka Varn"),
        ("„It fell down last night“, said Ilka Varn.", "Ilka Varn"),
        ("‘It fell down last night,’ said Ilka Varn.", "Ilka Varn"),
        ("“It fell down last night,” the Harbour Inspectorate said.", "Harbour Inspectorate"),
        ("The minister, Ilka Varn, said: “It fell down last night.”", "Ilka Varn"),
        ("Ilka Varn left on Tuesday, saying: “It fell down last night.”", "Ilka Varn"),
        ("“It fell down last night,” a senior official said.", "a senior official"),
        ("“It fell down last night.”", None),
        ("They read “It fell down last night” on the wall.", None),
        ("“It fell down last night,” I said.", None),
    ],
)
def test_the_word_of_saying_leads_to_the_speaker(text, speaker):
    assert said(text) == [(said(text)[0][0], speaker)]


def test_a_pronoun_means_who_was_named():
    text = "Ilka Varn left. “It fell down last night,” she said."
    assert said(text)[0][1] == "Ilka Varn"


def test_a_pronoun_that_may_mean_two_people_means_nobody():
    text = (
        "Ilka Varn met Tomas Okell. They argued. Nobody won. “It fell down last night,” she said."
    )
    assert said(text)[0][1] in (None, "Ilka Varn")
    text = "His wife, Ilka Varn, left. Her husband, Tomas Okell, stayed. “It fell down,” he said."
    assert said(text)[0][1] == "Tomas Okell"


def test_a_quote_alone_in_its_sentence_is_said_by_who_spoke_before():
    text = "“It fell down last night,” said Ilka Varn. “Nobody was hurt at all.”"
    assert [speaker for _, speaker in said(text)] == ["Ilka Varn", "Ilka Varn"]


def test_a_quote_over_paragraphs_is_said_by_whom_its_end_names():
    text = "“It fell down last night.\n\n“Nobody was hurt at all,” said Ilka Varn."
    assert [speaker for _, speaker in said(text)] == ["Ilka Varn", "Ilka Varn"]


def test_a_partial_quote_belongs_to_who_uses_it():
    text = "Tomas Okell called the report “unfair”."
    [one] = quotes(text, names_in(text), "en")
    assert (one.kind, one.form, one.speaker.name, one.cue) == (
        "partial",
        "quote",
        "Tomas Okell",
        "called",
    )


def test_a_quote_within_a_quote_has_no_speaker_of_its_own():
    text = "“The letter said ‘not for us’ and that was all,” said Ilka Varn."
    outer, inner = quotes(text, names_in(text), "en")
    assert (text[inner.start : inner.end], inner.speaker) == ("‘not for us’", None)
    assert outer.speaker.name == "Ilka Varn"


def test_what_somebody_says_they_said_is_theirs():
    text = "“I told her ‘not for us’ and that was all,” said Ilka Varn."
    assert said(text) == [
        ("I told her ‘not for us’ and that was all,", "Ilka Varn"),
        ("not for us", "Ilka Varn"),
    ]


def test_speech_without_marks_is_reported():
    text = "Tomas Okell said on Tuesday that the bridges were never inspected."
    [one] = quotes(text, names_in(text), "en")
    assert (one.kind, one.form, one.speaker.name) == ("indirect", "paraphrase", "Tomas Okell")
    assert text[one.start : one.end] == "the bridges were never inspected"


def test_other_languages_have_quotes_without_speakers():
    assert said("«Жодна справа не зникла», – сказав Гриневич.", "uk") == [
        ("Жодна справа не зникла", None)
    ]


PIECES = st.lists(
    st.sampled_from(
        ["“It fell,”", "said", "Ilka Varn", "Okell", "she", "‘no’", "\n\n", "“", "”", '"', "«", "»",
         "that", "the minister", ",", ".", "👩‍👧", "e\u0301", "told", "Tuesday"]
    ),
    max_size=40,
).map(" ".join)  # fmt: skip


@given(PIECES | st.text(max_size=120), st.sampled_from(["en", "uk", "und"]))
def test_whatever_the_text_ranges_lie_in_it_in_order(text, language):
    found = quotes(text, names_in(text), language)
    assert [one.start for one in found] == sorted(one.start for one in found)
    for one in found:
        assert 0 <= one.start < one.end <= len(text)
        for start, end in one.parts:
            assert one.start <= start < end <= one.end
        if one.speaker:
            assert 0 <= one.speaker.start < one.speaker.end <= len(text)
            assert one.speaker.name
