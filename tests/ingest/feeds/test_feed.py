"""Feeds: what their entries say, in RSS and Atom, and what is no feed."""

import pytest

from annotations.ingest.document import UnreadableFile
from annotations.ingest.feeds.feed import MOST_ENTRIES, read_feed
from annotations.ingest.reader import read
from tests.ingest.feeds.documents import ADDRESS, ATOM, LONG, item, rss
from tests.ingest.hostile import FEEDS


def entry(*items: str):
    return read_feed(rss(*items), address=ADDRESS).entries[0]


def test_an_entry_of_rss_tells_all_about_its_article():
    feed = read_feed(rss(item()), address=ADDRESS)
    assert feed.name == "Ellery & Port Gazette"
    about = feed.entries[0].metadata
    assert about["headline"] == "Mayor leaves"
    assert about["byline"] == "Mara Holt"
    assert about["outlet"] == "Ellery & Port Gazette"
    assert about["source_url"] == "https://example.org/mayor"
    assert about["published_at"].isoformat() == "2026-05-02T11:00:00+00:00"


def test_an_entry_of_atom_tells_the_same():
    feed = read_feed(ATOM.format(content=LONG).encode(), address=ADDRESS)
    assert feed.name == "Gazette 3 < 4"
    about = feed.entries[0].metadata
    assert about["headline"] == "Mayor leaves"
    assert about["byline"] == "Mara Holt"
    assert about["source_url"] == "https://example.org/mayor"
    assert b"The wall leaks." in feed.entries[0].page


def test_the_article_in_it_is_read_as_a_page():
    page = entry(item(content="<p>Café “rises”.</p>" + LONG)).page
    text = read(page, "page.html", "text/html; charset=utf-8").text
    assert text.startswith("Café “rises”.\n\nThe wall leaks.")


def test_a_teaser_is_no_article():
    assert entry(item(content="<p>Read on.</p>")).page == b""


def test_a_teaser_among_many_links_is_no_article():
    share = '<a href="https://example.org/share?u=1&amp;t=2">share this on a network</a> ' * 40
    assert entry(item(content=f"<p>Read on.</p>{share}")).page == b""


def test_relative_links_in_it_start_from_its_address():
    page = entry(item(content=f'<p>See <a href="report">the report</a>.</p>{LONG}')).page
    links = read(page, "page.html", "text/html; charset=utf-8").links
    assert [link["href"] for link in links] == ["https://example.org/report"]


@pytest.mark.parametrize("feed", [feed for _, feed in FEEDS], ids=[what for what, _ in FEEDS])
def test_strange_markup_is_read(feed):
    assert len(read_feed(feed, address=ADDRESS).entries) == 1


def test_countless_entries_are_refused():
    with pytest.raises(UnreadableFile, match="feed-too-many-entries"):
        read_feed(b"<rss version='2.0'><channel>" + b"<item>" * 10_000, address=ADDRESS)


def test_without_a_link_the_little_there_is_is_all():
    assert b"Read on." in entry(item(link="", content="<p>Read on.</p>")).page


def test_plain_text_keeps_its_lines():
    content = "First < second.\n" * 100
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id><content type="text">'
        + content.replace("<", "&lt;")
        + "</content></entry></feed>"
    ).encode()
    page = read_feed(atom, address=ADDRESS).entries[0].page
    assert page.count(b"<p>First &lt; second.</p>") == 100


@pytest.mark.parametrize("given", [{"title": "B"}, {"content": LONG + "x"}, {"link": "/b"}])
def test_the_fingerprint_tells_that_something_changed(given):
    before, after = entry(item()), entry(item(**given))
    assert before.key == after.key
    assert before.fingerprint != after.fingerprint
    assert before.fingerprint == entry(item()).fingerprint


def test_entries_are_told_apart_by_id_or_else_by_address():
    items = [item(), item(key="2"), item(), item().replace(">1</guid>", "></guid>")]
    assert len(read_feed(rss(*items), address=ADDRESS).entries) == 3


def test_scripts_and_strange_addresses_do_not_pass():
    found = entry(item(link="javascript:alert(1)", content=f"<script>alert(1)</script>{LONG}"))
    assert found.address == ""
    assert "alert" not in read(found.page, "page.html", "text/html; charset=utf-8").text


def test_a_huge_feed_is_cut():
    items = [item(key=str(i), content="x") for i in range(MOST_ENTRIES + 5)]
    assert len(read_feed(rss(*items), address=ADDRESS).entries) == MOST_ENTRIES


@pytest.mark.parametrize(
    "data",
    [b"", b"<html><body>Hello</body></html>", b"{}", b"\x00\xff", __file__.encode(), b"http://x/"],
    ids=["nothing", "page", "json", "bytes", "path", "address"],
)
def test_what_is_no_feed_is_refused_and_nothing_else_is_opened(data):
    with pytest.raises(UnreadableFile, match="feed-none"):
        read_feed(data, address=ADDRESS)


def test_a_page_that_names_its_feed_leads_there():
    page = b'<html><head><link rel=alternate type="application/rss+xml" href="/rss"></head></html>'
    with pytest.raises(UnreadableFile, match=r"feed-elsewhere\(address=https://example\.org/rss"):
        read_feed(page, address=ADDRESS)


def test_entities_that_grow_without_end_are_not_followed():
    bomb = '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">'
    for name, of in zip("bcdefghij", "abcdefghi", strict=True):
        bomb += f'<!ENTITY {name} "{f"&{of};" * 10}">'
    data = (bomb + "]>").encode() + rss(item(title="&j;"))
    try:
        found = read_feed(data, address=ADDRESS)
    except UnreadableFile:
        return
    assert all(len(one.metadata.get("headline", "")) < 1_000 for one in found.entries)


def test_a_file_it_names_is_not_read(tmp_path):
    (tmp_path / "secret").write_text("Sesame")
    declared = f'<!DOCTYPE r [<!ENTITY x SYSTEM "{(tmp_path / "secret").as_uri()}">]>'
    data = declared.encode() + rss(item(title="&x;"))
    try:
        found = read_feed(data, address=ADDRESS)
    except UnreadableFile:
        return
    assert all("Sesame" not in one.metadata.get("headline", "") for one in found.entries)


HIDDEN = "".join(chr(0xE0100 + i % 200) for i in range(3_000))


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("<![CDATA[Budget 2021<br>2022]]>", "Budget 2021 2022"),
        ("<![CDATA[Budget &amp; <i>a</i><br>b<b hidden>no</b>]]>", "Budget & a b"),
        ("<![CDATA[Mayor: <q>no</q>]]>", "Mayor: “no”"),
        ("3 &lt; 4 &gt; 2", "3 < 4 > 2"),
        ("So &#55357;&#56832;", "So 😀"),
        (f"Ferry sinks{HIDDEN}", "Ferry sinks"),
    ],
)
def test_a_title_is_what_its_markup_shows(title, headline):
    assert entry(item(title=title)).metadata["headline"] == headline


def test_markup_in_a_title_that_is_plain_text_in_atom_stays():
    data = ATOM.replace("Gazette 3 &lt; 4", "Why &lt;br&gt; breaks").format(content=LONG)

    assert read_feed(data.encode(), address=ADDRESS).name == "Why <br> breaks"


@pytest.mark.parametrize(
    "more", [HIDDEN, f"<div hidden>{'x ' * 900}</div>", f"<style>{'x ' * 900}</style>"]
)
def test_what_nobody_sees_makes_no_article_of_a_teaser(more):
    assert entry(item(content=f"<p>Teaser of ten words.</p>{more}")).page == b""


def test_all_authors_are_named():
    creators = "<dc:creator>Mara Holt</dc:creator><dc:creator>Sam Lee</dc:creator>"
    data = item().replace("<dc:creator>Mara Holt</dc:creator>", creators)

    assert entry(data).metadata["byline"] == "Mara Holt, Sam Lee"


def test_a_picture_in_the_place_of_the_content_is_no_article():
    data = ATOM.replace('type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{content}</div>',
                        'type="image/png">{content}')  # fmt: skip
    assert (
        read_feed(data.format(content="iVBORw0KGgoA" * 200).encode(), address=ADDRESS)
        .entries[0]
        .page
        == b""
    )
