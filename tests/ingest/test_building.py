"""The builder keeps every word, and knows where it put it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.ingest.building import Builder
from annotations.text.blocks import BLOCK_TYPES
from annotations.text.canonical import UnfitText, canonicalise
from tests.text.nasty import NASTY, any_text, nasty_text

from .sound import blocks_of, check, links_of

HREF = "https://example.org/r"

WORDS = {name: text for name, text in NASTY.items() if text.strip()}

steps = st.lists(
    st.one_of(
        st.tuples(st.just("words"), st.one_of(nasty_text, any_text, st.sampled_from([" ", "a b"]))),
        st.tuples(st.just("begin"), st.sampled_from(BLOCK_TYPES)),
        st.tuples(st.just("link"), st.sampled_from([HREF, "javascript:alert(1)", "/relative"])),
        st.tuples(st.sampled_from(["unlink", "line_break", "cell"])),
    ),
    max_size=30,
)


# Characters that do not compose with what stands before them, in scripts of both directions.
SETTLED = "aZ9é–“ \n\t\u00a0שאعب한👩\u200d👧🇺🇦\u202e"
BREAKERS = [("begin", "quote"), ("line_break",), ("cell",), ("link", HREF), ("unlink",)]


def build(steps) -> Builder:
    builder = Builder()
    for name, *given_ in steps:
        getattr(builder, name)(*given_)
    return builder


@given(steps)
def test_whatever_is_built_has_its_blocks_and_links_in_the_text(steps):
    check(build(steps).document())


@given(st.lists(st.tuples(st.sampled_from(BREAKERS), st.text(SETTLED, max_size=8)), max_size=20))
def test_no_character_is_lost_and_none_is_added(pieces):
    steps = [step for breaker, text in pieces for step in (breaker, ("words", text))]
    built = build(steps).document().text

    said = "".join("".join(text.split()) for _, text in pieces)
    # No mark of direction stands behind the last word.
    words = said.rstrip("\u202e\u200d")
    assert "".join(built.split()) == words + said[len(words) :].replace("\u202e", "")


@pytest.mark.parametrize("text", WORDS.values(), ids=WORDS)
def test_a_link_keeps_its_words_exactly(text):
    builder = Builder()
    builder.words("Before ")
    builder.link(HREF)
    builder.words(text)
    builder.unlink()
    builder.words(" after")
    document = check(builder.document())

    [(href, words)] = links_of(document)
    assert href == HREF
    assert words.split() == canonicalise(text).text.split()


def test_white_space_is_collapsed_as_a_browser_does_it():
    builder = Builder()
    builder.words("  a \n\t b")
    builder.words(" ")
    builder.words(" c\u00a0 d ")
    assert builder.document().text == "a b c\u00a0 d"


def test_one_line_break_stays_in_the_block_and_two_end_it():
    document = build([
        ("words", "a"), ("line_break",), ("words", "b"), ("line_break",), ("line_break",),
        ("words", "c"), ("line_break",),
    ]).document()  # fmt: skip
    assert blocks_of(document) == [("paragraph", "a\nb"), ("paragraph", "c")]


def test_breaks_and_cells_at_the_edges_of_a_block_are_dropped():
    document = build([
        ("line_break",), ("cell",), ("words", "a"), ("cell",), ("begin", "item"), ("words", "b"),
    ]).document()  # fmt: skip
    assert document.text == "a\n\nb"


def test_cells_of_a_row_are_parted_by_a_tab():
    document = build([("cell",), ("words", "1"), ("cell",), ("words", "2")]).document()
    assert document.text == "1\t2"


def test_a_link_over_two_blocks_becomes_two():
    document = build([
        ("link", HREF), ("words", "a"), ("begin", "quote"), ("words", "b"), ("unlink",),
        ("words", "c"),
    ]).document()  # fmt: skip
    assert links_of(document) == [(HREF, "a"), (HREF, "b")]


def test_a_link_in_a_link_ends_the_first():
    other = "https://example.org/2"
    document = build([
        ("link", HREF), ("words", "a"), ("link", other), ("words", "b"), ("unlink",), ("unlink",),
    ]).document()  # fmt: skip
    assert links_of(document) == [(HREF, "a"), (other, "b")]


@pytest.mark.parametrize("words", ["", " ", "\n", "\u00a0"])
def test_a_link_without_words_is_none(words):
    document = build([
        ("words", "a "), ("link", HREF), ("words", words), ("unlink",), ("words", "b"),
    ]).document()  # fmt: skip
    assert document.links == []


def test_blocks_without_words_leave_nothing():
    document = build([
        ("begin", "heading"), ("words", " \n "), ("begin", "quote"), ("begin", "item"),
        ("words", "a"), ("begin", "heading"),
    ]).document()  # fmt: skip
    assert blocks_of(document) == [("item", "a")]
    assert document.text == "a"


def test_a_builder_of_nothing_gives_an_empty_text():
    document = Builder().document()
    assert (document.text, document.blocks, document.links) == ("", [], [])


def test_pieces_that_compose_stay_in_their_block_and_link():
    document = build([
        ("link", HREF), ("words", "cafe"), ("words", "\u0301"), ("unlink",), ("words", " x"),
    ]).document()  # fmt: skip
    assert document.text == "café x"
    assert links_of(document) == [(HREF, "café")]


@pytest.mark.parametrize("unfit", ["a\0b", "a\ud800b"])
def test_what_no_text_may_hold_is_refused(unfit):
    with pytest.raises(UnfitText):
        build([("words", unfit)]).document()
