"""When two words of a span still stand together."""

from types import SimpleNamespace

import pytest

from annotations.text.anchoring import carry, placing


@pytest.mark.parametrize("is_in_order", [True, False])
def test_only_so_much_may_have_been_put_between_two_words(is_in_order):
    span = range(2)
    room = placing.PUT_IN if is_in_order else placing.PUT_IN_ELSEWHERE

    def are_together(put_in: int) -> bool:
        found = SimpleNamespace(to=[0, put_in + 1], in_order=[is_in_order] * 2, taken={})
        new = SimpleNamespace(homes=range(put_in + 2))
        return placing._is_together(new, found, span, 0, 1)

    assert are_together(room)
    assert not are_together(room + 1)


def now(old: str, new: str) -> tuple[str, str]:
    """What became of the whole of `old`, and where that is now."""
    [found] = carry(old, new, [(0, len(old))])
    return found.outcome, new[found.start : found.end]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Bridge in trains.", "was Bridge in trains."),
        ("And three late of.", "on And three late"),
        ("Trains were late today", "Trains were late today again"),
    ],
)
def test_a_little_that_was_put_before_or_after_a_sentence_belongs_to_it(old, new):
    assert now(old, new) == ("changed", new)


def test_much_that_was_put_before_does_not():
    old = "Trains were late today."
    new = "people of the northern districts of the town say Trains were late today."
    assert now(old, new) == ("unchanged", old)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Of late oslo?", "counted late oslo?"),
        ("In trains and.", "bridge trains and."),
        ("Trains were late today", "Trains were late yesterday"),
    ],
)
def test_a_first_or_last_word_that_was_replaced_is_still_in_it(old, new):
    assert now(old, new) == ("changed", new)


def test_what_stands_after_the_last_word_is_not():
    old = "The mayor said nothing."
    assert now(old, old + " Trains were late.") == ("unchanged", old)
