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
        ("1. a\n2. b\n\n   c", [("item", "1. a"), ("item", "2. b"), ("item", "c")]),
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


@pytest.mark.parametrize(
    "front",
    [
        "---\nmood: none\n---\n",
        "---\ncreated: 2026-09-04\ntags:\n  - harbour\n- ferry\n\n# a remark\nlist: [\n  a\n]\n...\n",
        "---\n'a key': x\nempty:\nis-draft:\t\n---   \n",
        "+++\ndraft = true\ntags = ['a']\n+++\n",
        "---\ncreated: 2026-09-04\ndescription: A bridge has been closed for a year.\n---\n",
        "---\nlayout: post\nexcerpt: Nobody knows who pays for the bridge.\n---\n",
        "---\nog:type: article\nkey(x): 1\n<<: y\n---\n",
        "\n---\nmood: none\n---\n",
        '{\n  "draft": true,\n  "tags": ["a"]\n}\n',
        '+++\ntext = """\nSeveral\nlines.\n"""\n[taxonomies]\ntags = ["a"]\n+++\n',
    ],
)
def test_fields_are_no_part_of_the_text_when_none_is_known(front):
    document = markdown(f"{front}\n# Quay to open\n\nThe text of it.")

    assert document.text == "The text of it."
    assert document.metadata["headline"] == "Quay to open"


@pytest.mark.parametrize(
    ("front", "words"),
    [
        ("---\n\n", ""),
        ("---\nThe mayor resigned.\n---\n\n", "The mayor resigned."),
        ("---\nUpdate: the mayor of Velden resigned today.\n---\n\n", "resigned today."),
        ("---\nmood: none\n\n", "mood: none"),
        ("---\nmood: none\nand so on\n---\n\n", "and so on"),
        ("---\nSmith: No, I was not there that day.\nJones: Why?\n---\n\n", "not there that day"),
        ("---\n- one\n- two\n---\n\n", "two"),
        ("{\nnot json\n}\n\n", "not json"),
        ("+++\nno toml\n+++\n\n", "no toml"),
        (f"---\na: {'[' * 5000}\n---\n\n", ""),
    ],
)
def test_lines_that_are_no_fields_stay_in_the_text(front, words):
    text = markdown(f"{front}Text.").text

    assert words in text
    assert text.endswith("Text.")


@pytest.mark.parametrize(
    ("line", "headline"),
    [
        ('title: Mayor calls plan "absurd"', 'Mayor calls plan "absurd"'),
        ('title: "[Update] Fire"', "[Update] Fire"),
        ("title: 'O''Neil resigns'", "O'Neil resigns"),
        ("title: Fire # a remark", "Fire"),
        ("title: Fire: what we know", "Fire: what we know"),
        ('title: "Fire: what we know"', "Fire: what we know"),
        ("Title: Fire", "Fire"),
        ("title: |\n  Fire\n  in town", "Fire in town"),
        ("og:title: Fire", "Fire"),
    ],
)
def test_a_field_says_what_was_meant(line, headline):
    assert markdown(f"---\n{line}\n---\nText.").metadata["headline"] == headline


@pytest.mark.parametrize(
    ("front", "byline"),
    [
        ("---\nauthor:\n  name: Ann Bee\n  url: https://e.org\n---\n", "Ann Bee"),
        ("---\nauthors:\n  - name: Ann Bee\n  - Bo Cee\n---\n", "Ann Bee, Bo Cee"),
        ('+++\nauthor = "Ann Bee"\n[taxonomies]\ntags = ["a"]\n+++\n', "Ann Bee"),
        ('{\n  "author": {"name": "Ann Bee"}\n}\n', "Ann Bee"),
    ],
)
def test_an_author_is_named_not_described(front, byline):
    assert markdown(f"{front}Text.").metadata["byline"] == byline


def test_fields_of_several_lines_are_put_together():
    front = (
        "---\ntitle: >-\n  Bridges\n  are old\nauthors:\n  - Rana\n  - Sam\nurl: [x]\n---\nText."
    )

    assert markdown(front).metadata == {
        "headline": "Bridges are old",
        "byline": "Rana, Sam",
        "encoding": "utf-8",
    }


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("12 million in<br>2021 and<br/>2022", "12 million in\n2021 and\n2022"),
        ("|Year|\n|-|\n|2021<br>2022|", "Year\n\n2021\n2022"),
        ("|Year|Sum|\n|-|-|\n|2021<BR >2022|3.4|", "Year\tSum\n\n2021\n2022\t3.4"),
        ("1 million<hr>2 million", "1 million\n\n2 million"),
        ("the <p>first</p>second", "the\n\nfirst\n\nsecond"),
        ("a</br>b", "a\nb"),
        ("a<wbr>b", "ab"),
    ],
)
def test_a_break_in_a_line_glues_no_words(source, text):
    assert markdown(source).text == text


@pytest.mark.parametrize(
    "line",
    [
        "3. März 2021: die Brücke wird gebaut.",
        "1986. A great year for the port.",
        "12) A great day for the port.",
        "2021",
        "#1 of the charts",
        "+3 percent",
        "-5 degrees",
        "1.5 million",
        "a <5 percent> b & c < d",
        "[Update]: The mayor left.",
    ],
)
@pytest.mark.parametrize("before", ["", "Before.\n\n", "- an item\n", "> "])
def test_what_a_line_begins_with_stays(before, line):
    assert markdown(before + line).text.endswith(line)


def test_an_item_without_words_keeps_its_number():
    assert markdown("4.\n5. - a\n6. ```\n   b\n   ```").text.split() == [
        "4.", "5.", "a", "6.", "b",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "unseen",
    [
        "<script>var x = 12;</script>",
        "<span hidden>not this</span>",
        "<b style='display:none'>not *this*</b>",
        "<style>p { color: red }</style>",
        "<template>no</template>",
        "<!-- no -->",
    ],
)
@pytest.mark.parametrize("where", ["The board {} said so.", "# The board {} said so.\n\nMore."])
def test_what_a_browser_would_not_show_is_in_neither_text_nor_headline(where, unseen):
    document = markdown(where.format(unseen))

    found = document.metadata.get("headline", document.text)
    assert found == "The board said so."


def test_a_headline_keeps_its_words_apart_and_its_number():
    document = markdown("# 3. March<br>2021\n\nText")

    assert document.metadata["headline"] == "3. March 2021"


@pytest.mark.parametrize("field", ["url: javascript:alert(1)", "date: soon", "lang: english"])
def test_a_field_that_fits_nothing_is_left_out(field):
    assert markdown(f"---\ntitle: T\n{field}\n---\nText.").metadata == {
        "headline": "T",
        "encoding": "utf-8",
    }


def test_markdown_that_is_too_long_is_refused_and_told_what_to_do():
    with pytest.raises(UnreadableFile, match=r"markdown-too-long\(most=500000\)"):
        read(b"a " * (LONGEST // 2) + b"b", "a.md")


TALK = "[Reporter]: Were you there?\n\n[Smith]: No.\n\n[Reporter]: Why?\n\n[Smith]: Ill."


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (TALK, TALK),
        ("Cost 12[^1].\n\n[^1]: Estimate.", "Cost 12[^1].\n\n[^1]: Estimate."),
        ("Cost 12[^1].\n\n[^1]: https://e.org", "Cost 12[^1].\n\n[^1]: https://e.org"),
        ("So.\n\n[Smith]: https://e.org/1", "So.\n\n[Smith]: https://e.org/1"),
        ("See [a].\n\n[a]: https://e.org/1\n[a]: https://e.org/2",
         "See a.\n\n[a]: https://e.org/2"),
        ("See [a][].\n\n[a]: https://e.org 'Why'", "See a."),
        ("See [the report][a].\n\n[A]: report.html", "See the report."),
        ("![x][a] b\n\n[a]: /x.png", "b"),
        ("> [Smith]: Yes.\n\n- [Jones]: No.", "[Smith]: Yes.\n\n[Jones]: No."),
    ],
)  # fmt: skip
def test_no_line_vanishes_as_the_definition_of_a_link(source, text):
    assert markdown(source).text == text
