"""Names across articles that may be one."""

from itertools import chain

import pytest
from anyascii import anyascii
from hypothesis import example, given
from hypothesis import strategies as st

from annotations.tagging.similarity.suggest import (
    LONGEST_BLOCK,
    WORTH_SUGGESTING,
    blocks,
    likeness,
    similarity,
)
from annotations.text.folding import key
from tests.tagging.pairs import DIFFERENT, SAME

NAMES = sorted(set(chain.from_iterable(SAME + DIFFERENT)))
names = st.one_of(st.sampled_from(NAMES), st.text(max_size=30))
letters = st.characters(categories=["L", "N"])
# Han that few fonts have, cuneiform, vowels that only carry, signs of tone and length.
UNSPELLED = [char for char in map(chr, range(0x32400)) if char.isalnum() and not anyascii(char)]
unspelled = st.sampled_from(UNSPELLED)


def is_suggested(a: str, b: str) -> bool:
    """As the desk sees it: found by a shared block, then alike enough."""
    return bool(set(blocks(a)) & set(blocks(b))) and similarity(a, b) >= WORTH_SUGGESTING


@pytest.mark.parametrize(("a", "b"), DIFFERENT)
def test_names_of_two_are_not_suggested(a, b):
    assert not is_suggested(a, b)


def test_nineteen_of_twenty_spellings_are_suggested():
    missed = [pair for pair in SAME if not is_suggested(*pair)]

    assert len(missed) * 20 <= len(SAME) + 19, missed


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Volodymyr Zelenskiy", "Volodymyr Zelenskyy"),
        ("Zelenskiy", "Зеленський"),
        ("Mykolayiv", "Mykolaiv"),
        ("Viktor Orbán", "Orban Viktor"),
        ("A. Merkel", "Angela Merkel"),
        ("Mahmoud Abbas", "محمود عباس"),
        ("Alexis Tsipras", "Αλέξης Τσίπρας"),
        ("WHO", "World Health Organization"),
    ],
)
def test_what_the_desk_expects_is_suggested(a, b):
    assert is_suggested(a, b)


@given(names, names)
def test_likeness_has_no_direction_and_is_a_share(a, b):
    assert likeness(a, b).score == likeness(b, a).score
    assert 0 <= similarity(a, b) <= 1


@given(names, names)
def test_what_is_worth_suggesting_is_found_by_a_block(a, b):
    if similarity(a, b) >= WORTH_SUGGESTING and any(map(str.isalnum, key(a))):
        assert set(blocks(a)) & set(blocks(b))


@given(letters | st.text(letters, max_size=5) | st.text(unspelled, max_size=5))
@example("\U0002a834")
@example("Й")
@example("ﯪ")
def test_a_name_and_its_folded_form_are_found_by_a_block(name):
    """However they are written: an alias of the same key is the same name."""
    if any(map(str.isalnum, key(name))):
        assert set(blocks(name, "PERSON")) & set(blocks(key(name), "PERSON"))


@given(unspelled, unspelled)
@example("\U0002a834", "\U0002a842")
@example("\U00012000", "\U00012001")
def test_two_letters_that_cannot_be_spelled_are_two(a, b):
    if key(a) != key(b):
        assert not is_suggested(a, b)


@given(st.text(max_size=400))
def test_blocks_fit_their_column_and_come_once(name):
    found = blocks(name)

    assert all(0 < len(block) <= LONGEST_BLOCK for block in found)
    assert found == sorted(set(found))


def test_a_reason_is_said_in_a_sentence():
    assert likeness("Zelenskiy", "Zelenskyy").reason == (
        "“zelenskiy” and “zelenskyy” are spellings of one sound."
    )
    assert likeness("George Bush", "George W. Bush").reason.endswith("One has a name more.")
    assert likeness("Iran", "Iraq").reason == ""


def test_namesakes_by_first_name_or_surname_alone_are_not_even_compared():
    assert not set(blocks("Ilka Varn")) & set(blocks("Ilka Moss"))
    assert not set(blocks("Ilka Varn")) & set(blocks("Berta Varn"))


def test_people_are_not_looked_for_by_acronyms():
    assert set(blocks("Ilka Varn")) & set(blocks("Igor Vole")) == {"a:iv"}
    assert not set(blocks("Ilka Varn", "PERSON")) & set(blocks("Igor Vole", "PERSON"))


@pytest.mark.parametrize("name", ["", " ", "—", "!?", "\u0301"])
def test_what_has_no_letters_is_like_nothing(name):
    assert blocks(name) == []
    assert similarity(name, "Ilka Varn") == 0
