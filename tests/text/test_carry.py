import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.text.canonical import canonicalise
from annotations.text.carry import ORPHANED, Carried, carry
from annotations.text.spans import is_boundary

from .nasty import NASTY, nasty_text, pairs

OLD = "The office said 40 people left. Kuleba called it unfair."


def fate(words: str, new: str, old: str = OLD) -> Carried:
    start = old.index(words)
    return carry(old, new, [(start, start + len(words))])[0]


def test_words_at_the_same_place_are_carried_unmoved():
    assert fate("The office said", OLD + " More.") == Carried(0, 15, "exact", moved=False)


def test_words_that_moved_are_carried_to_their_new_place():
    assert fate("40 people left", "Update. " + OLD) == Carried(24, 38, "exact", moved=True)


def test_words_that_are_gone_are_orphaned():
    assert fate("40 people left", OLD.replace("40", "41")) == ORPHANED


def test_words_that_stand_twice_are_orphaned_even_at_the_old_place():
    assert fate("Kuleba", OLD + " Kuleba left.") == ORPHANED


def test_words_that_stand_twice_overlapping_are_orphaned():
    assert fate("abab", "x ababab", old="abab x") == ORPHANED


def test_a_whole_word_is_not_found_inside_a_longer_one():
    assert fate("left", "Everybody leftwards of it.") == ORPHANED
    assert fate("unfair", "This is funfair.") == ORPHANED


def test_a_part_of_a_word_may_stay_a_part():
    assert fate("kward", "An awkward day.", old="awkward") == Carried(5, 10, "exact", True)


def test_words_are_not_found_inside_a_character():
    assert fate("👩", "a family: 👩‍👧", old="a 👩 here") == ORPHANED
    assert fate("e", "so: e\u0301", old="an e") == ORPHANED
    assert fate("🇦🇺", "flags: 🇺🇦🇺🇦", old="x 🇦🇺") == ORPHANED


def test_an_unchanged_text_keeps_every_span():
    text = "no no no"
    assert carry(text, text, [(0, 2), (3, 5)]) == [
        Carried(0, 2, "exact"),
        Carried(3, 5, "exact"),
    ]


def test_fates_come_in_the_order_of_the_spans():
    new = "Kuleba called it unfair. The office said nothing."
    fates = carry(OLD, new, [(32, 38), (16, 25), (0, 10), (32, 38)])
    assert [f.start for f in fates] == [0, None, 25, 0]


@given(nasty_text, nasty_text, nasty_text, st.data())
def test_what_is_carried_has_the_same_words_once_and_whole(a, b, c, data):
    old, new = canonicalise(a + b).text, canonicalise(c + b + a).text
    spans = data.draw(st.lists(st.sampled_from(pairs(old)), max_size=5)) if old else []
    for (start, end), one in zip(spans, carry(old, new, spans), strict=True):
        words = old[start:end]
        if one.state == "orphaned":
            assert (one.start, one.end, one.moved) == (None, None, False)
            continue
        assert new[one.start : one.end] == words
        assert one.moved == (one.start != start)
        if old != new:
            assert is_boundary(new, one.start)
            assert is_boundary(new, one.end)
            assert new.find(words) == new.rfind(words) == one.start


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_every_whole_range_survives_a_new_first_line(text):
    old = canonicalise("#" + text).text
    new = "§§\n" + old
    for start, end in pairs(old):
        if not (is_boundary(old, start) and is_boundary(old, end)):
            continue
        if old.count(old[start:end]) == 1 and "\n" not in old[start:end]:
            assert fate_of(old, new, start, end) == Carried(start + 3, end + 3, "exact", True)


def fate_of(old: str, new: str, start: int, end: int) -> Carried:
    return carry(old, new, [(start, end)])[0]


def test_a_thousand_spans_of_a_long_text_are_carried_quickly():
    old = " ".join(f"word{i} “quoted” Київ" for i in range(1_500))
    new = "First. " + old.replace("word700 ", "")
    began = time.perf_counter()
    fates = carry(old, new, [(i, i + 60) for i in range(0, 30_000, 30)])
    assert time.perf_counter() - began < 1
    assert sum(one.state == "exact" for one in fates) > 900
