"""A corrected text keeps its headings, quotes, items and links."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.text.blocks import plain_blocks
from annotations.text.structure import carry_structure

OLD = "Part one\n\nFirst words, see the report.\n\n“Quoted,\nover two lines.”\n\nan item\nan item"


def block(words, kind, text=OLD):
    start = text.index(words)
    return {"start": start, "end": start + len(words), "type": kind}


BLOCKS = [
    block("Part one", "heading"),
    block("First words, see the report.", "paragraph"),
    block("“Quoted,\nover two lines.”", "quote"),
    {"start": OLD.rindex("an item\n"), "end": OLD.rindex("an item\n") + 7, "type": "item"},
    {"start": OLD.rindex("an item"), "end": len(OLD), "type": "item"},
]
REPORT = OLD.index("the report")
LINK = {"start": REPORT, "end": REPORT + 10, "href": "https://example.org/r"}


def kinds(new, links=()):
    blocks, moved = carry_structure(OLD, BLOCKS, list(links), new)
    return [(new[b["start"] : b["end"]], b["type"]) for b in blocks], moved


def test_the_same_text_has_the_same_structure():
    assert carry_structure(OLD, BLOCKS, [LINK], OLD) == (BLOCKS, [LINK])


@pytest.mark.parametrize(("was", "now"), [("First", "The first"), ("two lines", "2 lines")])
def test_a_corrected_line_keeps_its_kind(was, now):
    found, _ = kinds(OLD.replace(was, now))

    assert [kind for _, kind in found] == ["heading", "paragraph", "quote", "item", "item"]


def test_a_new_line_is_a_paragraph_and_the_others_stay_what_they_were():
    found, _ = kinds(OLD.replace("First", "New here.\n\nFirst"))

    assert found[:3] == [
        ("Part one", "heading"),
        ("New here.", "paragraph"),
        ("First words, see the report.", "paragraph"),
    ]
    assert found[3] == ("“Quoted,\nover two lines.”", "quote")


def test_a_line_that_is_gone_takes_its_kind_along():
    found, _ = kinds(OLD.replace("Part one\n\n", ""))

    assert [kind for _, kind in found] == ["paragraph", "quote", "item", "item"]


@pytest.mark.parametrize("now", ["Since then: first words, see", "see"])
def test_a_link_goes_along_with_its_words(now):
    new = OLD.replace("First words, see", now)
    _, [link] = kinds(new, [LINK])

    assert new[link["start"] : link["end"]] == "the report"
    assert link["href"] == LINK["href"]


@pytest.mark.parametrize("now", ["a paper", "the report about the report"])
def test_a_link_without_one_place_for_its_words_is_dropped(now):
    _, links = kinds(OLD.replace("the report", now), [LINK])

    assert links == []


TEXTS = st.text(alphabet="ab \n", max_size=60)


@given(TEXTS, TEXTS)
def test_blocks_hold_every_word_of_the_new_text_once(old, new):
    blocks, _ = carry_structure(old, plain_blocks(old), [], new)
    inside = "".join(new[b["start"] : b["end"]] for b in blocks)

    assert "".join(inside.split()) == "".join(new.split())
    assert all(a["end"] <= b["start"] for a, b in zip(blocks, blocks[1:], strict=False))
