"""spaCy's numbers of strings without spaCy"""

from hypothesis import given
from hypothesis import strategies as st
from spacy.strings import StringStore
from spacy.symbols import IDS

from annotations.exchange.docbin.murmur import number_of
from annotations.exchange.docbin.symbols import NUMBERS


@given(st.text(max_size=40) | st.sampled_from(sorted(IDS)))
def test_it_is_the_number_that_spacy_gives(text):
    assert number_of(text) == StringStore().add(text)


def test_words_with_a_number_of_their_own_are_those_of_spacy():
    assert NUMBERS == IDS
