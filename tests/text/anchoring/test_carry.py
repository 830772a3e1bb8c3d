"""A span follows its words into the next version of a text, or is said to be gone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.text.anchoring import carry, carry_spans
from annotations.text.spans import BadSpan, widen
from tests.properties import times
from tests.text.anchoring.worst import spans_of, worst

TEXT = (
    "The deputy head of the watchdog resigned on Tuesday. The report counted 41 bridges in need "
    "of repair.\n\nTrains were late in the north, the operator said. Nobody was hurt.\n\n"
    "The minister called the figures wrong. She promised an answer by Friday."
)


def fate(new: str, words: str, old: str = TEXT):
    start = old.index(words)
    [found] = carry(old, new, [(start, start + len(words))])
    return found


def told(new: str, words: str, old: str = TEXT) -> tuple[str, str | None]:
    found = fate(new, words, old)
    return found.outcome, None if found.start is None else new[found.start : found.end]


def test_words_after_an_insertion_stand_where_they_are_now():
    assert told("Corrected.\n\n" + TEXT, "41 bridges") == ("unchanged", "41 bridges")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("Council brandt counted.", "brandt counted.", "brandt counted."),
        ("Oslo late three bridge.\n\nSaid in bridge.", "\n\nSaid in bridge.", "Said in bridge."),
    ],
)
def test_words_did_not_move_when_those_before_them_went(old, new, words):
    assert told(new, words, old) == ("unchanged", words)


def test_a_sentence_that_went_elsewhere_is_followed():
    sentence = "The report counted 41 bridges in need of repair."
    assert told(TEXT.replace(" " + sentence, "") + " " + sentence, sentence) == ("moved", sentence)


@pytest.mark.parametrize(
    ("before", "after", "words", "now"),
    [
        ("41 bridges", "43 bridges", "counted 41 bridges", "counted 43 bridges"),
        ("resigned on", "stepped down on", "resigned on Tuesday", "stepped down on Tuesday"),
        ("late in", "very late in", "Trains were late in the north", "Trains were very late in the north"),
    ],
)  # fmt: skip
def test_edited_words_are_followed_and_said_to_be_changed(before, after, words, now):
    found = fate(TEXT.replace(before, after), words)
    assert told(TEXT.replace(before, after), words) == ("changed", now)
    assert 0.5 < found.similarity < 1


@pytest.mark.parametrize(
    "new",
    [
        TEXT.replace(" Nobody was hurt.", ""),
        "Something else.",
        "",
    ],
    ids=["deleted", "another text", "no text"],
)
def test_words_that_went_are_orphaned(new):
    found = fate(new, "Nobody was hurt.")
    assert (found.outcome, found.start, found.end) == ("orphaned", None, None)


def test_words_that_went_are_not_put_on_a_lookalike_that_stood_there_before():
    lookalike = " Nobody was hurt in 2019, he said."
    old, new = TEXT + lookalike, TEXT.replace(" Nobody was hurt.", "") + lookalike
    assert told(new, "Nobody was hurt.", old) == ("orphaned", None)


def test_a_lookalike_is_offered_for_an_orphan():
    old = "A first line.\n\nThe mayor opened the new bridge on Friday.\n\nA last line."
    new = "A first line.\n\nA last line.\n\nYears ago the mayor opened an old bridge on a Friday in May."
    [found] = carry(old, new, [(15, 57)])

    assert found.start is None
    assert 1 <= len(found.candidates) <= 3
    for start, end, similarity in found.candidates:
        assert 0 <= start < end <= len(new)
        assert 0 < similarity <= 1
    assert "opened an old bridge" in new[slice(*found.candidates[0][:2])]


def test_typography_is_no_change():
    old = 'He said: "It\'s over" -- then left.'
    new = "He said: “It’s over” – then  left."
    [found] = carry(old, new, [(9, 20)])
    assert (found.outcome, new[found.start : found.end]) == ("unchanged", "“It’s over”")


def test_a_repeated_sentence_keeps_its_own_place():
    old = "Yes, he said.\nWhy?\nYes, he said.\nGood."
    new = "Yes, he said.\nWhy not?\nYes, he said.\nGood."
    spans = [(0, 13), (19, 32)]
    assert carry_spans(old, new, spans) == [(0, 13), (23, 36)]


@pytest.mark.parametrize("span", [(0, 0), (5, 3), (-1, 2), (0, 10_000)])
def test_a_span_outside_the_text_is_refused(span):
    with pytest.raises(BadSpan):
        carry(TEXT, TEXT + " More.", [span])


WORD = st.sampled_from(
    ["the", "bridge", "Varn", "said", "41", "–", "“so”", "e\u0301t\u00e9", "👩‍👧", "не", "قال", "東京",
     ".", "!", "\n", "\n\n", " ", "\u00ad", "\u200b", "a\u0308", "İ", "ß"]
)  # fmt: skip
WORDS = st.lists(WORD, max_size=60).map(" ".join)
ANY = WORDS | st.text(max_size=120)


def spans_in(draw, text: str) -> list[tuple[int, int]]:
    if not text:
        return []
    ends = st.integers(0, len(text))
    pairs = draw(st.lists(st.tuples(ends, ends), max_size=8))
    return [(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]]


@st.composite
def edits(draw):
    old, new = draw(ANY), draw(ANY)
    return old, new, spans_in(draw, old)


@given(edits())
@times(3)
def test_whatever_the_texts_places_lie_inside_on_whole_characters(case):
    old, new, spans = case
    for one in carry(old, new, spans):
        if one.start is None:
            assert (one.outcome, one.end) == ("orphaned", None)
            assert len(one.candidates) <= 3
        else:
            assert widen(new, one.start, one.end) == (one.start, one.end)
        for start, end, _ in one.candidates:
            assert widen(new, start, end) == (start, end)
        assert 0 <= one.similarity <= 1


@given(edits())
def test_both_answers_agree(case):
    old, new, spans = case
    places = [None if one.start is None else (one.start, one.end) for one in carry(old, new, spans)]
    assert carry_spans(old, new, spans) == places


@given(st.data())
def test_into_the_same_text_every_span_stays(data):
    text = data.draw(ANY)
    spans = spans_in(data.draw, text)
    assert carry_spans(text, text, spans) == [widen(text, *span) for span in spans]


@given(edits())
def test_an_untouched_revision_between_makes_no_difference(case):
    old, new, spans = case
    assert carry_spans(old, new, carry_spans(old, old, spans)) == carry_spans(old, new, spans)


@given(edits())
def test_disjoint_unchanged_spans_keep_their_order(case):
    old, new, spans = case
    stayed = [
        (span, (one.start, one.end))
        for span, one in zip(spans, carry(old, new, spans), strict=True)
        if one.outcome == "unchanged"
    ]
    stayed.sort()
    for (a, place), (b, later) in zip(stayed, stayed[1:], strict=False):
        if widen(old, *a)[1] <= widen(old, *b)[0]:
            assert place[0] <= later[0]


@given(st.data())
def test_what_was_put_in_can_be_taken_out_again(data):
    sentences = [f"Sentence number {i} tells of {i * 7} things." for i in range(8)]
    at = data.draw(st.integers(0, 8))
    more = [*sentences[:at], "Nothing of the kind had been announced before.", *sentences[at:]]
    old, new = " ".join(sentences), " ".join(more)
    spans = [(old.index(one), old.index(one) + len(one)) for one in sentences]

    there = carry_spans(old, new, spans)
    assert [new[a:b] for a, b in there] == sentences
    assert carry_spans(new, old, there) == spans


@pytest.mark.parametrize("name", worst(1))
def test_the_worst_texts_lose_no_span(name):
    old, new = worst(50)[name]
    spans = spans_of(old)
    found = carry(old, new, spans)

    assert len(found) == len(spans)
    for one in found:
        assert one.start is None or widen(new, one.start, one.end) == (one.start, one.end)
