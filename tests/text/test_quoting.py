"""Passages quoted so that they can be read by themselves."""

from hypothesis import given
from hypothesis import strategies as st

from annotations.text.quoting import LONGEST, LONGEST_CHANGE, quoted

SENTENCE = "The report counted 41 bridges, two of them closed, and named no owner."


def test_a_short_sentence_is_quoted_whole_without_its_full_stop():
    assert quoted(SENTENCE, (19, 21), (0, len(SENTENCE))) == SENTENCE[:-1]


def test_a_long_sentence_is_quoted_in_whole_clauses_around_its_words():
    text = f"{'It had rained for days, ' * 20}{SENTENCE}"
    at = text.index("41")
    found = quoted(text, (at, at + 2), (0, len(text)))
    assert found.startswith("… It had rained for days, ")
    assert found.endswith(SENTENCE[:-1])
    assert len(found) <= LONGEST + 4


def test_a_long_clause_is_cut_between_words():
    text = "over " * 200 + "the bridge " + "under " * 200
    at = text.index("the bridge")
    found = quoted(text, (at, at + len("the bridge")), (0, len(text)))
    assert found.startswith("… over over ")
    assert found.endswith(" under under …")
    assert set(found.split()) == {"…", "over", "the", "bridge", "under"}


def test_words_that_a_cut_would_split_are_quoted_whole():
    word = "bridges" * 60
    text = f"{'over ' * 50}{word} {'under ' * 50}"
    at = text.index(word)
    found = quoted(text, (at, at + len(word) - 3), (0, len(text)))
    assert word in found.split()


def test_of_a_very_long_change_its_beginning_is_quoted_and_its_words_are_counted():
    text = "word " * (LONGEST_CHANGE // 5 + 1)
    found = quoted(text, (0, len(text)), (0, len(text)))
    assert found.endswith(f" … [{len(text.split())} words]")
    assert len(found) < LONGEST + 20


def test_marks_of_quotation_inside_are_single():
    text = 'He said “no” and „nie“, then "stop" again.'
    assert quoted(text, (0, 2), (0, len(text))) == "He said ‘no’ and ‚nie‘, then ’stop’ again"


@given(st.text("ab ,.-", min_size=1, max_size=700), st.data())
def test_whatever_is_quoted_has_its_words_in_it(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, min(len(text), start + 200)))
    found = quoted(text, (start, end), (0, len(text)))
    words = " ".join(text[start:end].split()).strip(" ,;:").rstrip(".")
    assert words in found
