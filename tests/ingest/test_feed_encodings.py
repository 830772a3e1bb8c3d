"""Feeds in any encoding: one bad byte is one bad character, and never another reading of the rest."""

import pytest

from annotations.ingest.document import UnreadableFile
from annotations.ingest.encodings.damaged import FEW, decode_damaged
from annotations.ingest.feeds.feed import read_feed
from annotations.text.message import Message
from tests.ingest.feeds.documents import ADDRESS, LONG, item

GERMAN = "<p>Die Bürgermeisterin sagte „endlich“ und meinte die Mühlen, Höfe und Straßen.</p>"
RUSSIAN = "<p>Мэр Ливия Брандт сказала, что набережная откроется весной после ремонта.</p>"
CURLY = "<p>The board’s café — “at last”, she said — cost €12 million.</p>"
HEAD = "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'\
 xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>Gazette</title>"


def feed_of(words: str, codec: str = "utf-8", *, says: str = "", damage: bytes = b"") -> bytes:
    declaration = f'<?xml version="1.0" encoding="{says}"?>' if says else ""
    body = HEAD + item(title="Cut", content=words + "<p>[cut]</p>" + LONG) + "</channel></rss>"
    cut = "[cut]".encode({"utf-8-sig": "utf-8", "utf-16": "utf-16-le"}.get(codec, codec))
    return (declaration + body).encode(codec).replace(cut, damage)


ONE = (Message("feed-damaged", count=1),)
Page = tuple[str, tuple[Message, ...]]


def page_of(data: bytes, media_type: str = "application/rss+xml") -> Page:
    feed = read_feed(data, address=ADDRESS, media_type=media_type)
    return feed.entries[0].page.decode(), feed.problems


# A character that was cut, one of another encoding, what no character begins with, an overlong one.
@pytest.mark.parametrize("damage", [b"\xe2\x80", b"\xe9", b"\xff", b"\xc0\xaf", b"\xf0\x9f\x98"])
@pytest.mark.parametrize("says", ["UTF-8", ""])
@pytest.mark.parametrize("words", [CURLY, GERMAN, RUSSIAN, "<p>All of it is ASCII.</p>"])
def test_one_bad_byte_in_utf_8_is_replaced_and_named(words, says, damage):
    page, problems = page_of(feed_of(words, says=says, damage=damage))
    assert words in page
    assert "\ufffd" in page
    assert [problem.id for problem in problems] == ["feed-damaged"]


@pytest.mark.parametrize(
    ("media_type", "says"),
    [("text/xml; charset=iso-8859-1", "UTF-8"), ("text/xml; charset=us-ascii", ""),
     ("text/xml", "iso-8859-1"), ("application/xml; charset=windows-1251", "windows-1251")],
)  # fmt: skip
def test_utf_8_is_seen_whatever_is_said(media_type, says):
    for damage, expected in ((b"", ()), (b"\xe2\x80", ONE)):
        page, problems = page_of(feed_of(CURLY + RUSSIAN, says=says, damage=damage), media_type)
        assert CURLY + RUSSIAN in page
        assert problems == expected


@pytest.mark.parametrize(
    ("words", "codec", "media_type", "says"),
    [
        (RUSSIAN, "cp1251", "text/xml; charset=windows-1251", ""),
        (RUSSIAN, "cp1251", "text/xml; charset=windows-1251", "UTF-8"),
        (RUSSIAN, "cp1251", "text/xml; charset=utf-8", "windows-1251"),
        (RUSSIAN, "cp1251", "text/xml; charset=iso-8859-1", "windows-1251"),
        (RUSSIAN, "koi8-r", "text/xml", "koi8-r"),
        (GERMAN, "cp1252", "text/xml", "iso-8859-1"),
        (GERMAN * 3, "cp1252", "text/xml", "UTF-8"),
        (CURLY, "utf-8-sig", "text/xml; charset=iso-8859-1", "iso-8859-1"),
        (RUSSIAN, "utf-16", "text/xml", "utf-16"),
        (RUSSIAN, "utf-16-le", "text/xml; charset=utf-16le", "utf-16"),
    ],
)
def test_mark_server_and_declaration_are_heard_as_far_as_the_bytes_agree(
    words, codec, media_type, says
):
    page, problems = page_of(feed_of(words, codec, says=says), media_type)
    assert words in page
    assert problems == ()


@pytest.mark.parametrize(
    ("words", "codec", "says", "damage"),
    [
        (GERMAN, "cp1252", "windows-1252", b"\x81"),
        (RUSSIAN, "cp1251", "windows-1251", b"\x98"),
        ("<p>市長は春に岸壁が開くと述べた。工事には長い年月がかかった。</p>", "cp932", "shift_jis", b"\x81"),
        (RUSSIAN, "utf-8-sig", "UTF-8", b"\xd0"),
        (RUSSIAN, "utf-16", "utf-16", b"\x00\xd8"),
    ],
)  # fmt: skip
def test_so_it_is_in_other_encodings(words, codec, says, damage):
    page, problems = page_of(feed_of(words, codec, says=says, damage=damage))
    assert words in page
    assert problems == ONE


def test_signs_of_windows_that_were_sent_as_controls_are_what_was_meant():
    page, problems = page_of(feed_of("<p>The board\x92s caf\xe9</p>"))
    assert "The board’s café" in page
    assert problems == ()


def test_what_was_replaced_before_it_came_is_no_news():
    assert page_of(feed_of("<p>The board\ufffds</p>"))[1] == ()


def test_a_feed_that_no_encoding_fits_is_named():
    data = feed_of("<p>x</p>").replace(b"leaks", bytes(range(128, 256)))
    with pytest.raises(UnreadableFile, match="feed-encoding"):
        read_feed(data, address=ADDRESS)


def test_a_few_places_do_not_tell_an_encoding_and_many_do():
    few, many = (("Müller " * count).encode("cp1252") for count in (FEW, 60))
    assert decode_damaged(few, declared=["utf-8"]) == ("M\ufffdller " * FEW, FEW)
    assert decode_damaged(many, declared=["utf-8"]) == ("Müller " * 60, 0)
