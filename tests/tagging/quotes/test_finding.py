"""Who says what: measured on twenty marked articles, and one rule after the other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.tagging.found import Found
from annotations.tagging.quotes.finding import quotes
from tests.tagging.marked import articles

NAMES = {
    "Ilka Varn": "PERSON",
    "Varn": "PERSON",
    "Tomas Okell": "PERSON",
    "Okell": "PERSON",
    "Harbour Inspectorate": "ORG",
    "Jessica Marlow": "PERSON",
    "David Penn": "PERSON",
    "Penn": "PERSON",
    "Orbis": "ORG",
    "Norway": "PLACE",
    "Oslo": "PLACE",
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
    ("part", "right", "wrong"), [("development", 0.96, 0.01), ("heldout", 0.86, 0.01)]
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


SPEECH = "“Nobody was hurt at all.”"


def speakers(text: str) -> list[str | None]:
    return [one.speaker.name if one.speaker else None for one in quotes(text, names_in(text), "en")
            if one.form == "quote"]  # fmt: skip


@pytest.mark.parametrize(
    "before",
    [
        "Ilka Varn said the bridge fell. “It is gone,” she said.",
        "“It is gone,” Ilka Varn told them.",
        "Ilka Varn said on Tuesday that the bridge fell.",
        "The bridge fell in the night, said Ilka Varn.",
        "“It is gone,” said Ilka Varn. “It fell.”",
        "“It is gone,” said Ilka Varn. She left the room.",
    ],
)
def test_a_paragraph_of_quote_goes_on_by_who_spoke_before(before):
    assert speakers(f"{before}\n\n{SPEECH}\n\nIt rained.")[-1] == "Ilka Varn"


@pytest.mark.parametrize(
    "before",
    [
        "Ilka Varn said the bridge fell. Tomas Okell left.",
        "Ilka Varn said the bridge fell.\n\nIt rained.",
        "“A disgrace”, says Ilka Varn",
        "“It is,” said Ilka Varn.\n\n“No,” said Tomas Okell.\n\n“Yes,” said Ilka Varn.",
    ],
)
def test_it_goes_on_by_nobody_where_another_may_be_meant(before):
    assert speakers(f"{before}\n\n{SPEECH}")[-1] is None


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Jessica Marlow met David Penn. “It fell last night,” she said.", "Jessica Marlow"),
        ("Jessica Marlow met David Penn. “It fell last night,” he said.", "David Penn"),
        ("David Penn said it fell. It is in Oslo. “It fell last night,” he said.", "David Penn"),
        ("Jessica Marlow said so. David Penn left. “It fell last night,” he said.", "David Penn"),
        ("David Penn said so. “Tomas Okell did it.” “He fell last night,” he said.", "David Penn"),
        ("A spokesman denied it. “It fell last night,” he said.", "A spokesman"),
        ("Orbis met in Oslo. “It fell last night,” he said.", None),
        ("Police said it fell. “It fell last night,” they said.", "Police"),
        ("Orbis said it fell. “It fell last night,” it added.", "Orbis"),
        ("Norway is right, Jessica Marlow says, to end what she calls “terror”.", "Jessica Marlow"),
        ("David Penn is asking for help to curb what he calls “terror”.", "David Penn"),
    ],
)
def test_a_pronoun_means_who_spoke_or_whom_the_text_is_about(text, speaker):
    assert speakers(text)[-1] == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The report said it was “a disgrace to all”.", "The report"),
        ("A survey found that “one in five” left.", "A survey"),
        ("The prime minister's office said it was “done”.", "The prime minister's office"),
        ("“It is done,” the third seed said.", "the third seed"),
        ("A statement from Norway called it “absurd”.", "A statement from Norway"),
        ("The jury panel said it was “good”. Orbis left.", "The jury panel"),
        ("The Orbis rights group says it was “good”.", "Orbis"),
        ("Norway's news agency said it was “good”.", "Norway's news agency"),
    ],
)
def test_reports_surveys_and_offices_speak(text, speaker):
    assert speakers(text) == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        "Ilka Varn said that Norway must know “there are limits”.",
        "Ilka Varn said that they could be expected to visit it “within weeks”.",
        "Ilka Varn said while the bridge was old and the river in Oslo was high in spring it was “safe”.",
        "Ilka Varn, who is ill, said it fell and called it “absurd”.",
        "Ilka Varn said it fell, saying it was “absurd”.",
        "Ilka Varn was quoted as saying it was “absurd”.",
        "Orbis quotes Ilka Varn as saying it was “absurd”.",
        "Mr. Okell fell on Tuesday, and Ilka Varn called Mr. Okell “absurd”.",
        "Orbis left, with Ilka Varn stating: “It fell last night.”",
        "It was “good” and “rewarding”, Ilka Varn told them.",
        "Ilka Varn summed it up: “It fell last night.”",
        "Ilka Varn said it had “fallen in,” and said the river was high.",
        "In a letter to Orbis, Ilka Varn said it was “absurd”.",
        "The head of Orbis Ilka Varn said it was “absurd”.",
        "“It fell,” Ilka Varn said. The price, high last week, is “as low as I have seen.”",
    ],
)
def test_the_word_of_saying_that_governs_a_sentence_leads_to_the_speaker(text):
    assert set(speakers(text)) == {"Ilka Varn"}


@pytest.mark.parametrize(
    "text",
    [
        "Tomas Okell, also known as “Chemical Ali,” left.",
        "Ilka Varn sang a song titled “Sing”.",
        "On the program “This Week,” nobody spoke.",
        "Ilka Varn left a so-called “safe” town.",
    ],
)
def test_names_of_things_are_said_by_nobody(text):
    assert speakers(text) == [None]


def test_the_president_of_a_country_is_not_that_of_another():
    text = (
        "Norway President Ilka Varn met Orbis President David Penn. “It fell,” the Norway "
        "president said."
    )
    assert speakers(text) == ["Ilka Varn"]


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
