"""Atom feeds that say of an entry only when it was changed: that tells no entries apart."""

from datetime import datetime, timezone

import pytest

from annotations.jobs import read_feeds
from annotations.models import Article, Feed, FeedEntry
from annotations.services.articles import articles
from annotations.services.feeds.doubts import SHORT, UNLIKE
from tests.serving import Page

from .test_doubts import LONG, OTHER, TEASER, texts


def entry(words: str, day: str, *, key: str = "1", title: str = "Café", link: str = "") -> str:
    link = f'<link href="{link}"/>' if link else ""
    body = f'<content type="html">&lt;p&gt;{words}&lt;/p&gt;</content>'
    updated = f"<updated>2026-11-{day}T09:00:00Z</updated>"
    return f"<entry><id>{key}</id><title>{title}</title>{link}{updated}{body}</entry>"


def read(web, feed: Feed, *entries: str) -> read_feeds.Outcome:
    body = "".join(entries)
    data = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Gazette</title>{body}</feed>'
    web.pages["/feed.xml"] = Page(data.encode(), "application/atom+xml")
    return read_feeds.read(Feed.objects.select_related("desk", "added_by").get(pk=feed.pk))


@pytest.mark.parametrize("wall", [TEASER, OTHER], ids=["short", "long"])
def test_a_page_behind_a_wall_replaces_no_article_and_brings_none(wall, web, feed):
    web.pages["/a"] = Page(f"<article><p>{LONG}</p></article>".encode())
    assert read(web, feed, entry("Read on.", "01", link="/a")).new == 1
    before, key = texts(), FeedEntry.objects.get().key
    web.pages["/a"] = Page(f"<html><body><article><p>{wall}</p></article></body></html>".encode())
    outcome = read(web, feed, entry("Read on.", "02", link="/a"))
    assert (outcome.new, outcome.revised) == (0, 0)
    assert outcome.problem.endswith(SHORT if wall == TEASER else UNLIKE)
    assert texts() == before
    assert FeedEntry.objects.get().key == key


def test_a_correction_of_entries_that_share_id_and_address_is_a_revision(web, feed):
    def both(day: str, more: str = "") -> list[str]:
        data = {"Quay": LONG + more, "Ferry": OTHER + more}
        return [entry(words, day, title=title, link="/log") for title, words in data.items()]

    assert read(web, feed, *both("01")).new == 2
    keys = set(FeedEntry.objects.values_list("key", flat=True))
    for day in ("02", "03"):
        outcome = read(web, feed, *both(day, f"Corrected on {day}."))
        assert (outcome.new, outcome.revised, outcome.problem) == (0, 2, "")
    assert set(FeedEntry.objects.values_list("key", flat=True)) == keys


def test_entries_that_an_older_release_knew_by_their_change_are_known(web, feed):
    both = [entry(LONG, "01", title="Quay", link="/log"), entry(OTHER, "01", link="/log")]
    assert read(web, feed, *both).new == 2
    for row in FeedEntry.objects.all():
        row.key, row.about["published_at"] = f"older {row.pk}", "2026-11-01 09:00:00+00:00"
        row.fingerprint = ""
        row.save()
    outcome = read(web, feed, *(one.replace("-01T", "-02T") for one in both))
    assert (outcome.new, outcome.revised, outcome.problem) == (0, 0, "")
    assert FeedEntry.objects.count() == 2


def test_two_versions_of_one_entry_are_the_newest(web, feed):
    """RFC 4287, 4.1.1."""
    outcome = read(web, feed, entry(f"{LONG}More.", "02"), entry(LONG, "01"))
    assert outcome.new == 1
    assert texts() == {"Café": f"{LONG}More."}


def test_the_time_of_an_article_is_that_of_its_first_coming_or_a_persons(cast, web, feed):
    read(web, feed, entry(LONG, "01"))
    article = Article.objects.get()
    assert article.published_at.day == 1
    read(web, feed, entry(f"{LONG} More.", "02"))
    article.refresh_from_db()
    assert article.published_at.day == 1
    day = datetime(2026, 10, 30, tzinfo=timezone.utc)
    articles.edit(actor=cast.editor, article_id=article.pk, seen_version=None, published_at=day)
    read(web, feed, entry(f"{LONG} More and more.", "03"))
    article.refresh_from_db()
    assert (article.published_at.month, article.published_at.day) == (10, 30)
