"""Whatever is sent, a reader gives a sound document or refuses in a sentence."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.ingest.document import Document, UnreadableFile
from annotations.ingest.reader import read, read_text
from annotations.messages import in_words
from tests.properties import times
from tests.text.nasty import any_text, nasty_text

from .sound import check

NAMES = ["a.txt", "a.md", "a.html", "a.xhtml", "a", "a.exe"]
SENTENCE = "The minister resigned on Tuesday, she said to reporters in the capital. "
TAGS = (
    "p div h1 h2 blockquote li ul table tr td th br pre b script style svg template title head "
    "body html article nav footer figure figcaption form noscript iframe q ref item lb cell row"
).split()
ATTRIBUTES = [
    "", " hidden", " class=caption", " style='display:none'", " href='https://e.org/x'",
    " href='javascript:x'", " href=/x", " rel=canonical", " datetime='2025-01-01'", " lang=x",
]  # fmt: skip
opened = st.tuples(st.sampled_from([*TAGS, "a"]), st.sampled_from(ATTRIBUTES)).map(
    lambda tag: "<{}{}>".format(*tag)
)
closed = st.sampled_from([*TAGS, "a"]).map("</{}>".format)
rest = st.sampled_from([
    "&amp;", "&#0;", "&#xd800;", "&nbsp;", "]]>", "<!--", "-->", "<", "<?", "<!", "'", SENTENCE,
])  # fmt: skip
page = st.lists(st.one_of(opened, closed, nasty_text, rest), max_size=25).map("".join)
marks = st.sampled_from([
    "# ", "## ", "> ", "- ", "1. ", "\n", "\n\n", "    ", "```\n", "`", "*", "**", "[a](https://e.org/)",
    "[", "](", "]", "<https://e.org>", "![i](x)", "|a|b|\n|-|-|\n|c|d|\n", "---\n", "title: x\n",
    "url: x\n", "<div>", "</div>", "<b>", "<!--", "\\\n", "  \n", "&#0;", "[r]",
    "[r]: https://e.org 't'\n",
    "===\n", "~~", SENTENCE,
])  # fmt: skip
source = st.lists(st.one_of(marks, nasty_text), max_size=25).map("".join)


def read_or_refuse(data: bytes, name: str, media_type: str = "") -> Document | None:
    try:
        document = read(data, name, media_type)
    except UnreadableFile as error:
        document, refusal = None, in_words(error.message)
    if document is None:
        assert refusal.endswith(".")
        return None
    return check(document)


@pytest.mark.parametrize("name", NAMES)
@given(data=st.binary(max_size=120))
def test_any_bytes_are_read_or_refused(name, data):
    read_or_refuse(data, name)


@given(page)
def test_any_page_is_read_or_refused(text):
    read_or_refuse(f"<p>{text}".encode(), "a.html")


@given(source)
def test_any_markdown_is_read_or_refused(text):
    read_or_refuse(text.encode(), "a.md")


@given(st.one_of(nasty_text, any_text), st.sampled_from(["utf-16", "utf-32", "utf-8-sig"]))
def test_any_text_of_any_unicode_encoding_is_read_or_refused(text, encoding):
    document = read_or_refuse(text.encode(encoding), "a.txt")

    assert document is None or document.text == read_text(text.removeprefix("\ufeff")).text


@pytest.mark.parametrize("charset", ["", "utf-16", "latin-1", "x" * 80, "base64", "\u0661"])
@times(0.3)
@given(data=st.binary(max_size=60))
def test_any_bytes_with_any_charset_are_read_or_refused(charset, data):
    read_or_refuse(data, "a.txt", f"text/plain; charset={charset}")


@given(st.text(max_size=60))
def test_any_name_and_media_type_are_understood_or_refused(name):
    read_or_refuse(b"Some words.", name, name)


@pytest.mark.parametrize("mark", [codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF32_BE])
@times(0.3)
@given(data=st.binary(max_size=40))
def test_any_bytes_behind_a_mark_are_read_or_refused(mark, data):
    read_or_refuse(mark + data, "a.html")


@given(st.one_of(nasty_text, any_text))
def test_pasted_words_have_every_line_in_a_block(text):
    check(read_text(text))
