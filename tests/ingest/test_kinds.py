"""What a file is: its name, its first bytes and its content have to agree."""

import re

import pytest

from annotations.ingest.document import UnreadableFile
from annotations.ingest.kinds import ENDINGS, SUFFIXES, check_content, kind_of
from annotations.ingest.reader import read
from annotations.messages import in_words

WORDS = b"The minister resigned."


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.txt", "text"),
        ("A.TXT", "text"),
        ("a.text", "text"),
        ("a.md", "markdown"),
        ("a.Markdown", "markdown"),
        ("a.html", "html"),
        ("a.HTM", "html"),
        ("a.xhtml", "html"),
        ("README", "text"),
        ("a.", "text"),
        ("", "text"),
        ("новини.md", "markdown"),
        ("C:\\old.exe\\a.md", "markdown"),
        ("../../etc/a.md", "markdown"),
        ("folder.html/a", "text"),
        ("a.exe.txt", "text"),
        ("2026.10.13.md", "markdown"),
    ],
)
def test_the_last_part_of_the_name_decides(name, kind):
    assert kind_of(WORDS, name) == kind


@pytest.mark.parametrize("name", ["a.exe", "a.txt.exe", "a.html.zip", "a.md.gz", "a.pdf", "a.docx"])
def test_a_name_of_another_kind_is_refused_by_that_name(name):
    with pytest.raises(UnreadableFile, match=rf"file-not-read.*\.{name.rsplit('.')[-1]}\)"):
        kind_of(WORDS, name)


@pytest.mark.parametrize(
    ("media_type", "kind"),
    [
        ("text/html", "html"),
        ("TEXT/HTML; charset=koi8-u", "html"),
        ("application/xhtml+xml", "html"),
        ("text/x-markdown", "markdown"),
        ("text/plain", "text"),
        ("application/octet-stream", "text"),
    ],
)
def test_a_file_without_a_name_goes_by_its_media_type(media_type, kind):
    assert kind_of(WORDS, "pasted", media_type) == kind


def test_the_name_goes_before_the_media_type():
    assert kind_of(WORDS, "a.md", "text/html") == "markdown"


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b"<!DOCTYPE html><p>x", "html"),
        (b"\r\n<HTML lang=en>", "html"),
        (b"<!-- saved --><!-- twice --> <html>", "html"),
        (b"<p>x", "text"),
        (b"1 < 2 <html>", "text"),
    ],
)
def test_without_name_and_type_the_first_bytes_decide(start, kind):
    assert kind_of(start, "") == kind


@pytest.mark.parametrize(
    ("start", "what"),
    [
        (b"%PDF-1.7\n", "kind-pdf"),
        (b"GIF and \n%PDF-1.4", "kind-pdf"),
        (b"PK\x03\x04\x14\x00", "kind-zip-or-office"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "kind-old-office"),
        (b"{\\rtf1\\ansi Words}", "kind-rtf"),
        (b"\x1f\x8b\x08\x00", "kind-compressed"),
        (b"\x89PNG\r\n\x1a\n", "kind-picture"),
        (b"\xff\xd8\xff\xe0", "kind-picture"),
        (b"\x7fELF\x02\x01", "kind-program"),
        (b"SQLite format 3\x00", "kind-database"),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a"])
def test_bytes_of_another_kind_are_refused_whatever_the_name(name, start, what):
    with pytest.raises(UnreadableFile, match=what) as refusal:
        kind_of(start + b"more words", name)

    assert (refusal.value.message.id == "file-other") == ("." in name)


@pytest.mark.parametrize("data", [b"", b" ", b"\r\n\t \x0c"])
def test_a_file_of_nothing_is_called_empty(data):
    with pytest.raises(UnreadableFile, match=r"^file-empty$"):
        kind_of(data, "a.txt")


@pytest.mark.parametrize("text", ["\ufeff", "\ufeff \n", "\x0c\n"])
def test_a_file_of_nothing_but_marks_and_blanks_is_called_empty(text):
    with pytest.raises(UnreadableFile, match=r"^file-empty$"):
        check_content(text, "text")


@pytest.mark.parametrize(
    ("text", "kind", "what"),
    [
        ("<!doctype html><p>x", "text", r"file-is-page\(sent=kind-text\)"),
        ("<html><p>x", "markdown", r"file-is-page\(sent=kind-markdown\)"),
        ("<!-- c --><html>", "text", "file-is-page"),
        ("<svg onload='x'>", "html", r"file-other\(found=kind-svg, sent=kind-page\)"),
        ("<rss version='2.0'>", "text", "kind-feed"),
        ("<feed xmlns='x'>", "html", "kind-feed"),
        ("<?xml version='1.0'?><note/>", "text", "kind-xml"),
        ("\ufeff<?xml version='1.0'?><note/>", "markdown", "kind-xml"),
        ("Words without a tag", "html", "file-no-html"),
        ("1 < 2 and 3 > 2", "html", "file-no-html"),
        ("ab\x01\x02\x03", "text", "file-controls"),
    ],
)
def test_content_of_another_kind_is_refused(text, kind, what):
    with pytest.raises(UnreadableFile, match=what):
        check_content(text, kind)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<p>x", "html"),
        ("<p>x", "text"),
        ("<b>Bold</b> start", "markdown"),
        ("<?xml version='1.0'?><html><body><p>x</p></body></html>", "html"),
        ("5 < 6", "text"),
        ("\x1b" + "Words from a terminal. " * 10, "text"),
        ("A line.\x0cA page.", "text"),
        ("\x01" + "Words. " * 100, "text"),
    ],
)
def test_content_of_the_kind_is_let_through(text, kind):
    assert check_content(text, kind) is None


def test_a_refusal_names_what_can_be_sent_instead():
    with pytest.raises(UnreadableFile, match=r"file-not-read.*file-endings"):
        read(WORDS, "a.odt")


def test_people_are_told_of_endings_that_are_read_one_for_each_kind():
    told = re.findall(r"\.\w+", in_words(ENDINGS))
    assert sorted(SUFFIXES[one] for one in told) == sorted(set(SUFFIXES.values()))
