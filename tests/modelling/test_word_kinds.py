"""The small lists of the lexicon."""

from annotations.tagging.model.lexicon import KINDS
from modelling import word_kinds


def test_every_list_is_a_kind_of_the_lexicon():
    assert set(word_kinds.KINDS) <= set(KINDS)


def test_nothing_is_a_title_and_a_month_or_weekday():
    titles = word_kinds.KINDS["title"]

    assert not titles & (word_kinds.KINDS["month"] | word_kinds.KINDS["weekday"])
