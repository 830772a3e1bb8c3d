"""Markdown: the words without their marks."""

from datetime import datetime, timezone

import pytest

from annotations.ingest.document import UnreadableFile
from annotations.ingest.markdown import LONGEST
from annotations.ingest.reader import read

from .sound import blocks_of, check, links_of


def markdown(text: str):
    return check(read(text.encode(), "a.md"))


@pytest.mark.parametrize(
    ("source", "blocks"),
    [
        ("a\nb\n\nc", [("paragraph", "a b"), ("paragraph", "c")]),
        ("a\\\nb  \nc", [("paragraph", "a\nb\nc")]),
        ("a\r\nb\r\rc", [("paragraph", "a b"), ("paragraph", "c")]),
        ("## a ##\nb", [("heading", "a"), ("paragraph", "b")]),
        ("> - a\n>   > b\n\nc", [("item", "a"), ("quote", "b"), ("paragraph", "c")]),
        ("1. a\n2. b\n\n   c", [("item", "a"), ("item", "b"), ("item", "c")]),
        ("```py\n<b>a</b>\n\n  b\n```", [("paragraph", "<b>a</b>"), ("paragraph", "b")]),
        ("    a", [("paragraph", "a")]),
        ("|a|b|\n|-|-|\n|c|d|", [("paragraph", "a\tb"), ("paragraph", "c\td")]),
        ("*a* **b** `c` ~~d~~ \\*e\\* &amp; f", [("paragraph", "a b c d *e* & f")]),
        ("a\n\n***\n\nb", [("paragraph", "a"), ("paragraph", "b")]),
        ("<div><h2>a</h2><script>no</script></div>\n\nb", [("heading", "a"), ("paragraph", "b")]),
        ("a <b onclick='x'>b</b> c", [("paragraph", "a b c")]),
        ("a ![a picture](https://e.org/p.png) b", [("paragraph", "a b")]),
    ],
)
def test_marks_become_blocks(source, blocks):
    assert blocks_of(markdown(source)) == blocks


def test_links_are_those_of_the_web():
    document = markdown(
        "[one](https://e.org/1 'title') <https://e.org/2> [three] [four](mailto:a@e.org)\n\n"
        "[three]: http://e.org/3"
    )
    assert links_of(document) == [
        ("https://e.org/1", "one"),
        ("https://e.org/2", "https://e.org/2"),
        ("http://e.org/3", "three"),
    ]


@pytest.mark.parametrize("href", ["javascript:alert(1)", "JAVASCRIPT:x", "data:text/html,x", "/a"])
def test_other_addresses_are_no_links(href):
    document = markdown(f"[words]({href})\n\n<a href='{href}'>more</a>")

    assert document.links == []
    assert "words" in document.text


def test_the_first_heading_of_the_first_level_is_the_headline():
    document = markdown("## Before\n\n# *The* `big` [one](https://e.org)\n\n# Second\n\nText")

    assert document.metadata["headline"] == "The big one"


def test_the_headline_stays_in_the_text_when_it_is_not_the_first_block():
    document = markdown("Before.\n\n# Headline\n\nText.")

    assert document.metadata["headline"] == "Headline"
    assert ("heading", "Headline") in blocks_of(document)


FRONT = """---
title: "Bridges are old"
author: Rana Reporter
date: 2025-03-01
lang: en-GB
publisher: Courier
url: https://courier.example/bridges
mood: none
---
# Bridges are old

The text.
"""


def test_fields_in_front_of_the_text_become_metadata():
    document = markdown(FRONT)

    assert document.metadata == {
        "headline": "Bridges are old",
        "byline": "Rana Reporter",
        "outlet": "Courier",
        "source_url": "https://courier.example/bridges",
        "published_at": datetime(2025, 3, 1, tzinfo=timezone.utc),
        "language": "en",
        "encoding": "utf-8",
    }
    assert document.text == "The text."


def test_a_field_goes_before_the_heading():
    document = markdown("---\ntitle: Mine\n---\n# Another\n\nText.")

    assert document.metadata["headline"] == "Mine"
    assert document.text == "Another\n\nText."


@pytest.mark.parametrize("front", ["---\nmood: none\n---\n\n", "---\n\n"])
def test_lines_that_are_no_fields_stay_in_the_text(front):
    document = markdown(f"{front}Text.")

    assert document.text.endswith("Text.")
    assert ("mood" in front) == ("mood: none" in document.text)


@pytest.mark.parametrize("field", ["url: javascript:alert(1)", "date: soon", "lang: english"])
def test_a_field_that_fits_nothing_is_left_out(field):
    assert markdown(f"---\ntitle: T\n{field}\n---\nText.").metadata == {
        "headline": "T",
        "encoding": "utf-8",
    }


def test_markdown_that_is_too_long_is_refused_and_told_what_to_do():
    with pytest.raises(UnreadableFile, match=r"500,000 characters.*Save it as plain text"):
        read(b"a " * (LONGEST // 2) + b"b", "a.md")
