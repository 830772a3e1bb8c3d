"""Files become documents, or are refused in a sentence."""

import contextlib

import pytest

from annotations.ingest.document import UnreadableFile
from annotations.ingest.reader import read, read_text
from annotations.messages import in_words

PAGE = """<html><head><meta charset="{charset}"><title>Bridges</title></head><body><article>
<h1>Bridges are old</h1>
<p>The minister said on Tuesday that <a href="https://example.org/r">the report</a> was wrong, and left.</p>
<p><a href="javascript:alert(1)">Nobody asked</a> her why the café in Oslo had to close.</p>
<script>window.__xss = 1</script><img src=x onerror="alert(1)">
<blockquote><p>I was never told that any bridge was unsafe, she said to us.</p></blockquote>
</article></body></html>"""


def words_of(document, kind: str) -> list[str]:
    return [
        document.text[block["start"] : block["end"]]
        for block in document.blocks
        if block["type"] == kind
    ]


def test_html_becomes_text_with_structure_beside_it():
    document = read(PAGE.format(charset="utf-8").encode(), "bridges.html")

    assert "I was never told that any bridge was unsafe" in words_of(document, "quote")[0]
    assert "<" not in document.text
    assert "__xss" not in document.text


def test_only_web_addresses_stay_links():
    document = read(PAGE.format(charset="utf-8").encode(), "bridges.html")

    assert [link["href"] for link in document.links] == ["https://example.org/r"]
    link = document.links[0]
    assert document.text[link["start"] : link["end"]] == "the report"


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252", "utf-16"])
def test_a_declared_encoding_is_read(charset):
    document = read(PAGE.format(charset=charset).encode(charset), "bridges.html")

    assert "café" in document.text


def test_markdown_keeps_headings_quotes_and_items():
    source = "# Headline\n\nText with *stress*.\n\n## Part\n\n> Quoted.\n\n- one\n- two\n"
    document = read(source.encode(), "a.md")

    assert document.metadata["headline"] == "Headline"
    assert words_of(document, "heading") == ["Part"]
    assert words_of(document, "quote") == ["Quoted."]
    assert words_of(document, "item") == ["one", "two"]
    assert "Text with stress." in document.text


def test_every_line_of_plain_text_is_a_paragraph():
    document = read("Один.\r\nДва.".encode(), "a.txt")

    assert document.text == "Один.\nДва."
    assert words_of(document, "paragraph") == ["Один.", "Два."]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"%PDF-1.7 ...", "a.txt"),
        (b"PK\x03\x04...", "a.html"),
        (b"", "a.txt"),
        (b"   ", "a.md"),
        (b"words", "a.exe"),
        (b"a\0b", "a.txt"),
        (b"<svg xmlns='x'><script/></svg>", "a.txt"),
    ],
)
def test_what_is_no_article_is_refused_in_a_sentence(data, name):
    with pytest.raises(UnreadableFile) as refusal:
        read(data, name)

    assert in_words(refusal.value.message).endswith(".")


def test_a_page_nested_very_deep_is_refused_or_read_but_kills_nothing():
    data = b"<html><body>" + b"<div>" * 20_000 + b"Some words of an article that are long enough."

    with contextlib.suppress(UnreadableFile):
        assert "Some words" in read(data, "deep.html").text


def test_pasted_words_are_canonical():
    assert read_text("a\r\n\r\n\r\n\r\nb").text == "a\n\nb"
