"""What a feed lost on the way is said: nothing of it disappears without a word."""

import pytest

from annotations.ingest.feeds.feed import MOST_ENTRIES, read_feed
from annotations.ingest.feeds.markup import escaped
from annotations.ingest.feeds.problems import BROKEN, CUT
from annotations.ingest.reader import read
from annotations.text.message import Message
from tests.ingest.feeds.documents import ADDRESS, ATOM, LONG, item, rss

BARE = "<item><title>{title}</title>{date}<description>{words}</description></item>"
DAY = "<pubDate>Sat, {} Nov 2026 09:00:00 GMT</pubDate>"


def bare(title: str = "", day: str = "", words: str = LONG) -> str:
    words = words.replace("<", "&lt;")
    return BARE.format(title=title, date=day and DAY.format(day), words=words)


def headlines(feed) -> list[str]:
    return [one.metadata.get("headline", "") for one in feed.entries]


def test_a_whole_feed_has_no_problem():
    for data in (rss(item(), item(key="2")), ATOM.format(content=LONG).encode()):
        assert read_feed(data, address=ADDRESS).problems == ()


def test_entries_with_neither_id_nor_address_are_known_by_headline_and_date():
    def keys(*items: str) -> list[str]:
        feed = read_feed(rss(*items), address=ADDRESS)
        assert feed.problems == ()
        return [one.key for one in feed.entries]

    both = keys(bare("Quay", "27"), bare("Quay", "28"))
    assert len(set(both)) == 2
    assert keys(bare("Quay", "28", LONG + "It was corrected.")) == both[1:]
    assert len(keys(bare("Quay"), bare("", "28"))) == 2


def test_entries_that_nothing_tells_apart_are_counted():
    feed = read_feed(rss(bare(), item(), bare()), address=ADDRESS)
    assert headlines(feed) == ["Mayor leaves"]
    assert feed.problems == (Message("feed-nameless", count=2),)


def test_entries_beyond_those_that_are_read_are_counted():
    items = [item(key=str(i), content="x") for i in range(MOST_ENTRIES + 50)]
    feed = read_feed(rss(*items), address=ADDRESS)
    assert feed.problems == (Message("feed-first-ones", most=200, count=250),)


WHOLE = rss(item(title="One"), item(key="2", title="Two"), item(key="3", title="Three"))


@pytest.mark.parametrize(
    ("end", "whole"),
    [
        (b"Two", ["One"]),
        (b"Holt</dc:creator>\n<pubDate>Sat, 02", ["One", "Two"]),
        (b"<content:encoded><![CDATA[<p>The", ["One", "Two"]),
        (b"]]></content:encoded></it", ["One", "Two"]),
        (b"</item>", ["One", "Two", "Three"]),
    ],
    ids=["in a headline", "in an entry", "in its text", "in its end", "after an entry"],
)
def test_a_feed_that_breaks_off_says_so_and_brings_no_half_article(end, whole):
    at = WHOLE.index(end) if end == b"Two" else WHOLE.rindex(end)
    feed = read_feed(WHOLE[: at + len(end)], address=ADDRESS)
    assert headlines(feed) == whole
    assert feed.problems == (CUT,)


def test_an_atom_feed_that_breaks_off_says_so():
    data = ATOM.format(content=LONG).encode()
    feed = read_feed(data[: data.index(b"leaks") + 200], address=ADDRESS)
    assert (headlines(feed), feed.problems) == ([], (CUT,))


def test_broken_markup_is_said_and_what_is_harmless_is_not():
    broken = rss(item(title="One <b>two"), item(key="2"))
    assert read_feed(broken, address=ADDRESS).problems == (BROKEN,)
    for more in ("caf&eacute; &amp; bar", "R&D", "3 &nbsp; 4"):
        feed = read_feed(rss(item(title=more)) + b"<!-- 3 ms --><script></script>", address=ADDRESS)
        assert feed.problems == ()


def test_a_section_without_an_end_that_swallows_entries_is_said():
    data = rss(item(title="<![CDATA[One"), bare("Two"), bare("Three"))
    feed = read_feed(data.replace(b"]]>", b""), address=ADDRESS)
    assert feed.problems


@pytest.mark.parametrize(
    "markup",
    [
        "R&D at AT&T: 3 < 4",
        "R&amp;D at AT&amp;T: 3 &lt; 4",
        "<![CDATA[R&amp;D at AT&amp;T: 3 &lt; 4]]>",
    ],
    ids=["bare", "escaped", "section"],
)
@pytest.mark.parametrize("more", ["", "caf&eacute;"], ids=["well formed", "guessed"])
def test_an_ampersand_changes_no_word(markup, more):
    markup = markup.replace("3 < 4", "3 &lt; 4")
    words = f"<p>We like R&D, {{}}.</p>{LONG}"
    texts = []
    for body in ("<![CDATA[{}]]>", "{}"):
        sent = body.format(
            words.format("Q&amp;A") if "[" in body else f"We like R&D, Q&A.{'x ' * 500}"
        )
        data = rss(
            f"<item><guid>1</guid><title>{markup}</title><description>{sent}</description>"
            f"<author>{more}</author></item>"
        )
        feed = read_feed(data, address=ADDRESS)
        assert headlines(feed) == ["R&D at AT&T: 3 < 4"]
        texts.append(read(feed.entries[0].page, "page.html", "text/html; charset=utf-8").text)
    assert all(text.startswith("We like R&D, Q&A.") for text in texts)


def test_an_address_keeps_its_query():
    feed = read_feed(rss(item(link="https://example.org/a?id=1&copy=2&amp;x=3")), address=ADDRESS)
    assert feed.entries[0].address == "https://example.org/a?id=1&copy=2&x=3"


def test_a_section_that_does_not_end_stays_markup_behind_those_that_do():
    text = "<![CDATA[R&D]]> & <![CDATA[a & b"

    assert escaped(text) == "R&amp;D &amp; <![CDATA[a &amp; b"
    assert escaped("<![CDATA[" * 3) == "<![CDATA[" * 3
