"""A revision as segments: the words are all there, and only safe addresses are links."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.web.workbench.render import PART, Segment, segments
from tests.text.nasty import nasty_text

TEXT = "Head\n\nFirst line.\nSecond one.\n\n“Said.”"
BLOCKS = [
    {"start": 0, "end": 4, "type": "heading"},
    {"start": 6, "end": 29, "type": "paragraph"},
    {"start": 31, "end": 38, "type": "quote"},
]


def words(found):
    return "".join(segment.text for segment in found)


def tags(found):
    return [segment.open or f"/{segment.close}" for segment in found if not segment.text]


def links(found):
    return {segment.text: segment.href for segment in found if segment.href}


@st.composite
def ranges(draw):
    text = draw(nasty_text)
    offsets = st.integers(0, len(text) + 2)
    made = st.fixed_dictionaries(
        {
            "start": offsets,
            "end": offsets,
            "type": st.sampled_from(["heading", "item", "quote", "caption", "odd"]),
            "href": st.just("https://example.org/"),
        }
    )
    return text, draw(st.lists(made, max_size=4)), draw(st.lists(made, max_size=4))


@given(ranges())
def test_no_ranges_whatever_lose_or_add_a_character(given_ranges):
    text, blocks, spots = given_ranges
    assert words(segments(text, blocks, spots)) == text


@given(ranges())
def test_every_tag_that_opens_is_closed(given_ranges):
    open_now = []
    for segment in segments(*given_ranges):
        if segment.open:
            assert open_now == []
            open_now.append(segment.open)
        elif segment.close:
            assert open_now.pop() == segment.close
    assert open_now == []


def test_blocks_become_their_elements_and_separators_stand_between_them():
    found = segments(TEXT, BLOCKS)
    assert tags(found) == ["h2", "/h2", "p", "/p", "blockquote", "/blockquote"]
    assert found[3] == Segment(text="\n\n")


def test_words_that_no_block_covers_are_paragraphs():
    assert tags(segments("One.\nTwo.", [])) == ["p", "/p", "p", "/p"]


def test_a_block_that_overlaps_another_is_left_out():
    crossing = [*BLOCKS, {"start": 3, "end": 9, "type": "quote"}]
    assert segments(TEXT, crossing) == segments(TEXT, BLOCKS)


SENTENCE = "Forty-one bridges stand there. "


@pytest.mark.parametrize(("sentences", "parts"), [(1, 0), (387, 0), (388, 2), (2_000, 10)])
def test_a_very_long_block_stands_in_parts_that_end_behind_a_blank(sentences, parts):
    text = (SENTENCE * sentences).rstrip() + "!"
    found = segments(text, [])
    assert words(found) == text
    pieces = [segment.text for segment in found if segment.text]
    assert [tag for tag in tags(found) if tag == "span"] == ["span"] * parts
    assert len(pieces) == max(1, parts)
    assert all(len(piece) < 2 * PART + len(SENTENCE) for piece in pieces)
    assert all(piece.endswith(" ") for piece in pieces[:-1])


def test_words_without_a_blank_stay_in_one_piece():
    assert tags(segments("字" * 3 * PART, [])) == ["p", "/p"]


def test_an_unknown_type_of_block_is_a_paragraph():
    assert tags(segments("x", [{"start": 0, "end": 1, "type": "script"}])) == ["p", "/p"]


def test_a_link_over_two_blocks_is_cut_at_their_ends():
    spot = {"start": 0, "end": 11, "href": "https://example.org/"}
    assert list(links(segments(TEXT, BLOCKS, [spot]))) == ["Head", "First"]


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,<script>",
        "//evil.example",
        "http://",
        "https://good.example\\@evil.example",
        "http://[::1",
        "ftp://example.org/",
        "",
    ],
)
def test_an_address_that_no_browser_should_follow_is_plain_words(address):
    spot = {"start": 0, "end": 4, "href": address}
    assert links(segments(TEXT, BLOCKS, [spot])) == {}
