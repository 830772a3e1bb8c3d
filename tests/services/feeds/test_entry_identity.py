"""Which entry of a feed is which: none replaces another one's words, and none comes twice."""

from types import SimpleNamespace

import pytest

from annotations.jobs import read_feeds
from annotations.models import Article, Feed, FeedEntry, Revision
from annotations.services.articles import articles
from annotations.services.feeds import feeds
from annotations.services.feeds.entry_identity import identify
from tests import factory
from tests.serving import Page

# What every release of a changelog says: only a number tells them apart.
ALIKE = "The harbour board of Velden said on Monday that the quay would open before March. " * 12
ISLANDS = "Three ferries will run to the islands in the north, which cost a tenth more now. " * 12
MARKET = "Every stall of the fish market was sold by noon, and nobody knows who bought them. " * 12
GUID = '<guid isPermaLink="false">{}</guid>'


def item(guid: str, title: str, words: str = ALIKE, *, link: str = "", date: str = "28") -> str:
    """With its title in the text, so that no two texts are the same."""
    told = GUID.format(guid) if guid else ""
    link = f"<link>{link}</link>" if link else ""
    day = f"<pubDate>Sat, {date} Nov 2026 09:00:00 GMT</pubDate>" if date else ""
    body = f"<description>&lt;p&gt;{title}. {words}&lt;/p&gt;</description>"
    return f"<item><title>{title}</title>{link}{told}{day}{body}</item>"


def read(web, feed: Feed, *items: str) -> tuple[int, int]:
    """New and revised, after the feed was published with these items."""
    body = f"<rss version='2.0'><channel><title>Gazette</title>{''.join(items)}</channel></rss>"
    web.pages["/feed.xml"] = Page(body.encode(), "application/rss+xml")
    outcome = read_feeds.read(Feed.objects.select_related("desk", "added_by").get(pk=feed.pk))
    assert not outcome.problem
    return outcome.new, outcome.revised


def check_nothing_replaced(count: int) -> None:
    """Every article has the words of its own headline, first and last."""
    assert Article.objects.count() == count
    for revision in Revision.objects.select_related("article"):
        assert revision.text.startswith(f"{revision.article.headline}.")


def release(number: int, **given: str) -> str:
    return item("/log", f"Release {number}", **{"link": "/log"} | given)


@pytest.mark.parametrize("shown", [1, 2, 3, 4])
def test_entries_that_share_id_and_link_are_articles_of_their_own(shown, web, feed):
    """However many of them the feed shows at a time, from the second document on at least two."""
    read(web, feed, release(2), release(1))
    for newest in range(3, 7):
        items = [release(number) for number in range(newest, max(0, newest - shown), -1)]
        assert read(web, feed, *items) == (1, 0)
        check_nothing_replaced(newest)


def test_an_id_that_was_one_entrys_alone_and_is_shared_later_tells_nothing_from_then_on(web, feed):
    assert read(web, feed, release(1)) == (1, 0)
    assert read(web, feed, release(2), release(1)) == (1, 0)
    assert read(web, feed, release(3)) == (1, 0)
    check_nothing_replaced(3)


def test_so_it_is_when_the_one_it_was_is_gone_by_then(web, feed):
    read(web, feed, release(1))
    assert read(web, feed, release(3), release(2)) == (2, 0)
    assert read(web, feed, release(4)) == (1, 0)
    check_nothing_replaced(4)


def test_entries_that_share_an_id_are_known_by_their_links_and_corrected(web, feed):
    def shared(name, more=""):
        return item("x", name, words=ALIKE + more, link=f"/{name}")

    assert read(web, feed, shared("b"), shared("a")) == (2, 0)
    assert read(web, feed, shared("c"), shared("b", "Corrected."), shared("a")) == (1, 1)
    assert read(web, feed, shared("c", "Corrected.")) == (0, 1)
    check_nothing_replaced(3)


def test_those_that_share_the_link_too_are_corrected_by_headline_and_date(web, feed):
    read(web, feed, release(2), release(1))
    assert read(web, feed, release(2), release(1, words=ALIKE + "Corrected.")) == (0, 1)
    check_nothing_replaced(2)


@pytest.mark.parametrize("guid", ["", "log"])
def test_without_links_they_are_told_apart_by_headline_and_date(guid, web, feed):
    def brief(day):
        return item(guid or "log", "Morning", ALIKE + day, date=day)

    assert read(web, feed, brief("28"), brief("27")) == (2, 0)
    assert read(web, feed, brief("29"), brief("28"), brief("27")) == (1, 0)
    check_nothing_replaced(3)


def test_what_nothing_tells_apart_is_said(cast, web, feed):
    body = "".join(item("log", "Morning", ALIKE + more) for more in ("", "More.", "More."))
    web.pages["/feed.xml"] = Page(
        f"<rss version='2.0'><channel>{body}</channel></rss>".encode(), "application/rss+xml"
    )
    outcome = read_feeds.read(Feed.objects.select_related("desk", "added_by").get(pk=feed.pk))
    assert outcome.new == 1
    assert outcome.problem.startswith("1 entry was left out")


def test_the_order_of_entries_says_nothing_and_twice_is_once(web, feed):
    items = [release(number) for number in (3, 2, 1)]
    assert read(web, feed, *items, *items) == (3, 0)
    assert read(web, feed, *reversed(items)) == (0, 0)
    assert read(web, feed, items[1], items[0], items[2], items[1]) == (0, 0)


GUIDS = {
    "scheme": ("http://e.org/?p=1", "https://e.org/?p=1"),
    "www": ("http://e.org/a", "https://www.e.org/a"),
    "slash": ("http://e.org/a", "http://e.org/a/"),
    "tracking": ("http://e.org/a", "http://e.org/a?utm_source=rss"),
    "case": ("ABC-1", "abc-1"),
    "another": ("17", "urn:uuid:5a1f"),
}


@pytest.mark.parametrize(("before", "after"), GUIDS.values(), ids=GUIDS)
@pytest.mark.parametrize("more", ["", " It was corrected."])
def test_an_id_that_changes_under_the_same_link_brings_no_story_twice(
    before, after, more, web, feed
):
    both = [("a", before), ("b", "other")]
    assert read(web, feed, *(item(guid, name, link=f"/{name}") for name, guid in both)) == (2, 0)
    both[0] = ("a", after)
    items = [item(guid, name, ALIKE + more, link=f"/{name}") for name, guid in both]
    assert read(web, feed, *items) == (0, 2 if more else 0)
    assert read(web, feed, *items) == (0, 0)
    check_nothing_replaced(2)


@pytest.mark.parametrize("after", ["/new/a", "http://elsewhere.example/a"])
@pytest.mark.parametrize("guid", ["1", ""])
def test_an_address_that_moves_takes_its_article_along(guid, after, web, feed):
    read(web, feed, item(guid, "a", link="/a"))
    assert read(web, feed, item(guid, "a", link=after)) == (0, 0)
    article = Article.objects.get()
    assert article.source_url == (f"{web.url}{after}" if after.startswith("/") else after)


def test_an_address_that_a_person_gave_stays(cast, web, feed):
    read(web, feed, item("1", "a", link="/a"))
    mine = "https://example.org/mine"
    article = Article.objects.get()
    articles.edit(actor=cast.editor, article_id=article.pk, seen_version=None, source_url=mine)
    read(web, feed, item("1", "a", link="/new"))
    article.refresh_from_db()
    assert article.source_url == mine


def test_ids_that_differ_in_case_are_two_stories_all_the_same(web, feed):
    read(web, feed, item("aB1", "a", link="/aB1"))
    assert read(web, feed, item("Ab1", "b", link="/Ab1")) == (1, 0)
    assert read(web, feed, item("x1", "c", link="/x"), item("X1", "d", link="/X")) == (2, 0)
    check_nothing_replaced(4)


def test_a_new_entry_that_leads_where_an_older_one_led_is_a_story_of_its_own(web, feed):
    for number in range(1, 5):
        assert read(
            web, feed, item(str(number), f"Release {number}", link="/", date=f"{number:02}")
        )
    check_nothing_replaced(4)


def test_an_id_that_is_used_again_weeks_later_brings_a_new_article(cast, web, feed):
    read(web, feed, item("1", "Quay", ALIKE, link="/live", date="01"))
    quay = Article.objects.get()
    claim = factory.make_claim(cast, quay, words="the quay would open")
    assert read(web, feed, item("1", "Islands", ISLANDS, link="/live", date="28")) == (1, 0)
    check_nothing_replaced(2)
    assert claim.anchors.get().revision_id == quay.current_revision_id
    # The newer one goes by it from now on, and the older one is known when it comes again.
    assert read(web, feed, item("1", "Islands", f"{ISLANDS} More.", link="/live")) == (0, 1)
    assert read(web, feed, item("1", "Quay", ALIKE, link="/live", date="01")) == (0, 0)
    assert read(web, feed, item("1", "Market", MARKET, link="/live", date="29")) == (1, 0)
    check_nothing_replaced(3)


def test_a_report_that_grows_is_revised(web, feed):
    flash = "The ferry Alma sank off Velden this morning, and all of the crew were saved. "
    read(web, feed, item("1", "Ferry sinks", flash))
    assert read(web, feed, item("1", "Ferry sinks", f"{ISLANDS} {flash} {MARKET}")) == (0, 1)


def test_what_was_deleted_here_does_not_come_back_under_another_id(cast, web, feed):
    read(web, feed, item("http://e.org/1", "a", link="/a"))
    article = Article.objects.get()
    articles.delete(actor=cast.editor, article_id=article.pk, seen_version=None)
    assert read(web, feed, item("https://e.org/1", "a", link="/a")) == (0, 0)
    assert not Article.objects.exists()


def test_entries_of_an_older_release_are_known_by_their_ids_and_learn_the_rest(web, feed):
    read(web, feed, item("http://e.org/1", "a", link="/a"))
    FeedEntry.objects.update(guid="", link="")
    assert read(web, feed, item("http://e.org/1", "a", link="/a")) == (0, 0)
    assert read(web, feed, item("https://e.org/1", "a", link="/a")) == (0, 0)


@pytest.mark.parametrize("other", ["/atom.xml", "/world.xml"])
def test_two_feeds_of_one_desk_bring_each_story_once(other, cast, web, feed):
    items = [release(number) for number in (3, 2, 1)]
    read(web, feed, *items)
    second = feeds.add(actor=cast.editor, desk_id=cast.desk.pk, address=web.url + other)
    web.pages[other] = web.pages["/feed.xml"]
    outcome = read_feeds.read(Feed.objects.select_related("desk", "added_by").get(pk=second.pk))
    assert (outcome.new, outcome.revised, outcome.problem) == (0, 0, "")
    check_nothing_replaced(3)


def test_another_story_at_the_address_of_an_article_is_an_article_of_its_own(cast, web, feed):
    before = factory.make_article(cast, text=ISLANDS, source_url=f"{web.url}/live")
    assert read(web, feed, item("1", "Quay", ALIKE, link="/live")) == (1, 0)
    before.refresh_from_db()
    assert before.current_revision.number == 1


def test_a_shorter_version_in_another_feed_does_not_cut_the_article(cast, web, feed):
    before = factory.make_article(cast, text=f"Quay. {ALIKE * 3}", source_url=f"{web.url}/a")
    assert read(web, feed, item("1", "Quay", ALIKE, link="/a?utm_source=x")) == (0, 0)
    before.refresh_from_db()
    assert before.current_revision.number == 1


def test_a_row_says_whether_it_is_known_by_something_else_from_now_on():
    names = {"key": "k", "rank": 0, "guid": "1", "link": "https://example.org/1"}
    row = FeedEntry(**names)
    assert not identify(row, SimpleNamespace(**names))
    for name, value in {"key": "l", "rank": 1, "guid": "2", "link": ""}.items():
        assert identify(row, SimpleNamespace(**names | {name: value}))
        assert getattr(row, name) == value
        row = FeedEntry(**names)
