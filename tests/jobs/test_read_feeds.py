"""What feeds bring: articles, then revisions onto which claims follow; nothing twice, nothing lost."""

import re
from functools import partial

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models.functions import Now
from django.utils import timezone

from annotations.jobs import fetch, read_feeds
from annotations.models import Article, Event, Feed, FeedEntry, Membership, TaggingRun
from annotations.services.articles import articles, revisions
from annotations.services.feeds import entries, feeds, reading
from annotations.tasks import fetch_due
from tests import factory
from tests.cast import make_cast
from tests.serving import Page, serving
from tests.work.together import together

WORDS = "The wall in Port Ellery leaks, and it cost 12 million crowns, the harbour board says. "
WHOLE = [WORDS, "Mayor Livia Brandt had promised it for spring.", *(WORDS,) * 15]
ITEM = "<item><guid>{key}</guid><title>{title}</title><link>{link}</link>{rest}</item>"


@pytest.fixture
def feed(cast, web) -> Feed:
    """Of two articles: one whole in the feed, one a teaser with a page."""
    publish(web, item("1", "The wall leaks", WHOLE), item("2", "Mayor leaves", link="/mayor"))
    web.pages["/mayor"] = Page(page_of(["Livia Brandt stepped down.", *(WORDS,) * 5]))
    return feeds.add(actor=cast.editor, desk_id=cast.desk.pk, address=f"{web.url}/feed.xml")


def page_of(lines) -> bytes:
    body = "".join(f"<p>{line}</p>" for line in lines)
    return f"<html><body><article>{body}</article></body></html>".encode()


def item(key: str, title: str, lines=(), *, link: str = "", said: str = "") -> str:
    body = "".join(f"&lt;p&gt;{line}&lt;/p&gt;" for line in lines)
    rest = f"<description>{body or said or 'Read on.'}</description>"
    return ITEM.format(key=key, title=title, link=link or f"/{key}", rest=rest)


def publish(web, *items: str, **headers: str) -> None:
    body = f"<rss version='2.0'><channel><title>Gazette</title>{''.join(items)}</channel></rss>"
    web.pages["/feed.xml"] = Page(body.encode(), "application/rss+xml", headers=headers)


def read(feed: Feed) -> reading.Outcome:
    return read_feeds.read(Feed.objects.select_related("desk", "added_by").get(pk=feed.pk))


def counts(outcome) -> tuple[int, int]:
    assert not outcome.problem
    return outcome.new, outcome.revised


def test_articles_arrive_with_what_the_feed_says_of_them(cast, web, feed):
    assert counts(read(feed)) == (2, 0)
    whole, paged = Article.objects.order_by("headline").reverse()
    assert (whole.headline, whole.outlet, whole.created_by) == (
        "The wall leaks", "Gazette", cast.editor,
    )  # fmt: skip
    assert whole.source_url == f"{web.url}/1"
    assert whole.current_revision.text.startswith(WORDS.strip())
    assert paged.current_revision.text.startswith("Livia Brandt stepped down.")
    assert paged.original.content == web.pages["/mayor"].body
    assert TaggingRun.objects.filter(state="queued", priority=5).count() == 2


def test_read_again_it_brings_nothing_twice(web, feed):
    read(feed)
    assert counts(read(feed)) == (0, 0)
    feed.refresh_from_db()
    assert (feed.news_new, feed.news_revised) == (2, 0)
    assert feed.news_at < feed.read_at
    assert Article.objects.count() == 2
    assert web.asked_for("/mayor") == 1


def test_a_corrected_article_becomes_a_revision_and_claims_follow(cast, web, feed):
    read(feed)
    article = Article.objects.get(headline="The wall leaks")
    kept = factory.make_claim(cast, article, words="Livia Brandt had promised it")
    gone = factory.make_claim(cast, article, words="12 million crowns")
    corrected = [line.replace("12 million", "13.5 million") for line in WHOLE]
    publish(web, item("1", "The wall still leaks", ["Updated.", *corrected]))

    assert counts(read(feed)) == (0, 1)
    article.refresh_from_db()
    revision = article.current_revision
    assert (revision.number, revision.kind, revision.note) == (2, "update", "From the feed Gazette")
    assert article.headline == "The wall still leaks"
    anchor = kept.anchors.get(revision=revision)
    assert revision.text[anchor.start : anchor.end] == "Livia Brandt had promised it"
    assert gone.anchors.get(revision=revision).state in ("changed", "orphaned")


def test_a_page_is_read_again_when_the_feed_says_something_new_of_it(web, feed):
    read(feed)
    web.pages["/mayor"] = Page(page_of(["Livia Brandt stayed.", *(WORDS,) * 5]))
    assert counts(read(feed)) == (0, 0)
    publish(web, item("2", "Mayor leaves", link="/mayor", said="Corrected."))
    assert counts(read(feed)) == (0, 1)


def test_what_a_person_changed_here_is_kept_until_the_feed_says_something_new(cast, web, feed):
    read(feed)
    article = Article.objects.get(headline="The wall leaks")
    mine = article.current_revision.text.replace("leaks", "dries", 1)
    revisions.revise(
        actor=cast.reporter, article_id=article.pk, text=mine, kind="typo", seen_version=None
    )
    assert counts(read(feed)) == (0, 0)
    article.refresh_from_db()
    assert article.current_revision.text == mine


def test_an_article_somebody_added_before_is_found_by_its_address(cast, web, feed):
    before = factory.make_article(cast, text=WHOLE[0], source_url=f"{web.url}/1")
    assert counts(read(feed)) == (1, 1)
    before.refresh_from_db()
    assert before.current_revision.number == 2


def test_that_of_another_desk_is_left_alone(cast, web, feed):
    foreign = factory.make_article(
        cast, actor=cast.stranger, desk=cast.other_desk, source_url=f"{web.url}/1"
    )
    assert counts(read(feed)) == (2, 0)
    foreign.refresh_from_db()
    assert foreign.current_revision.number == 1


def test_an_article_that_was_deleted_here_does_not_come_back(cast, web, feed):
    read(feed)
    article = Article.objects.get(headline="The wall leaks")
    articles.delete(actor=cast.editor, article_id=article.pk, seen_version=None)
    publish(web, item("1", "The wall leaks", [*WHOLE, "More."]))
    assert counts(read(feed)) == (0, 0)
    assert Article.objects.count() == 1


def test_an_unchanged_feed_is_not_sent_again(web, feed):
    publish(web, item("1", "The wall leaks", WHOLE), ETag='"a"')
    assert counts(read(feed)) == (1, 0)
    assert read(feed).is_unchanged
    assert web.asked[-1][1]["If-None-Match"] == '"a"'


def test_one_bad_entry_does_not_spoil_the_others_and_stays_said(web, feed):
    web.pages["/mayor"] = Page(b"%PDF-1.7 ...", "application/pdf")
    outcome = read(feed)
    assert (outcome.new, outcome.is_failure) == (1, False)
    assert re.match("Entries that were not added: 1 of 2.\n“Mayor leaves”: .*PDF", outcome.problem)
    assert read(feed).problem == outcome.problem
    assert web.asked_for("/mayor") == 1  # It is not going to be another one.


def test_a_page_that_cannot_be_fetched_is_tried_again(web, feed):
    page = web.pages.pop("/mayor")
    assert "404" in read(feed).problem
    web.pages["/mayor"] = page
    assert counts(read(feed)) == (1, 0)


def test_pages_that_are_lost_stop_neither_the_others_nor_the_next_reading(web, feed):
    lost = [item(str(i), f"Lost {i}") for i in range(9)]
    publish(web, *lost, item("whole", "The wall leaks", WHOLE))
    outcome = read(feed)
    assert (outcome.new, len(web.asked)) == (1, 1 + read_feeds.MOST_LOST)
    assert outcome.problem.startswith("Entries that were not added: 3 of 10.\n“Lost")
    web.pages |= {f"/{i}": Page(page_of([f"Found {i}.", WORDS])) for i in range(9)}
    while Article.objects.count() < 10:
        assert read(feed).new
    assert read(feed).problem == ""


def test_a_page_that_is_never_there_is_given_up(web, feed):
    web.pages.pop("/mayor")
    for _ in range(reading.MOST_TRIES + 2):
        assert "“Mayor leaves”: The server answered 404" in read(feed).problem
    assert web.asked_for("/mayor") == reading.MOST_TRIES


def test_an_entry_that_failed_once_comes_in_when_it_is_mended(web, feed):
    web.pages["/mayor"] = Page(b"%PDF-1.7 ...", "application/pdf")
    read(feed)
    web.pages["/mayor"] = Page(page_of(["Livia Brandt stepped down.", WORDS]))
    publish(web, item("1", "The wall leaks", WHOLE), item("2", "Mayor left", link="/mayor"))
    assert counts(read(feed)) == (1, 0)


def test_entries_with_one_link_are_articles_of_their_own(web, feed):
    stories = [item(str(i), f"Story {i}", [f"Story {i}.", *WHOLE], link="/") for i in range(3)]
    publish(web, *stories)
    assert counts(read(feed)) == (3, 0)
    assert counts(read(feed)) == (0, 0)


def test_an_entry_with_neither_text_nor_link_is_named(web, feed):
    publish(web, '<item><guid isPermaLink="false">1</guid><title>Nothing</title></item>')
    assert (
        read(feed).problem == f"Entries that were not added: 1 of 1.\n“Nothing”: {read_feeds.EMPTY}"
    )


def test_what_a_person_wrote_here_is_not_undone_because_a_date_was_added(cast, web, feed):
    read(feed)
    article = Article.objects.get(headline="The wall leaks")
    mine = article.current_revision.text.replace("leaks", "dries", 1)
    of_article = {"actor": cast.reporter, "article_id": article.pk, "seen_version": None}
    revisions.revise(**of_article, text=mine, kind="typo")
    articles.edit(**of_article, headline="Mine")
    dated = item("1", "The wall leaks", WHOLE).replace(
        "</item>",
        "<author>Mara Holt</author><pubDate>Sat, 02 May 2026 11:00:00 GMT</pubDate></item>",
    )
    publish(web, dated)
    assert counts(read(feed)) == (0, 0)
    article.refresh_from_db()
    assert (article.current_revision.text, article.headline) == (mine, "Mine")
    assert article.byline == "Mara Holt"
    assert article.published_at.isoformat() == "2026-05-02T11:00:00+00:00"


def test_an_entry_that_breaks_the_reader_does_not_spoil_the_others(web, feed, monkeypatch, caplog):
    draft = entries._draft
    monkeypatch.setattr(
        entries, "_draft", lambda entry, file: 1 / 0 if entry.page else draft(entry, file)
    )
    outcome = read(feed)
    assert (outcome.new, outcome.is_failure) == (1, False)
    assert (
        outcome.problem
        == f"Entries that were not added: 1 of 2.\n“The wall leaks”: {read_feeds.BROKEN}"
    )
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.parametrize("spelt", ["/1/", "/1?utm_source=mail", "/1#comments", "/1/?fbclid=x#top"])
def test_tracking_does_not_make_another_page(spelt, cast, web, feed):
    before = factory.make_article(cast, text=WHOLE[0], source_url=web.url + spelt)
    publish(web, item("1", "The wall leaks", WHOLE, link="/1?utm_source=rss&amp;utm_medium=feed"))
    assert counts(read(feed)) == (0, 1)
    before.refresh_from_db()
    assert before.current_revision.number == 2


def test_another_page_of_the_same_path_is_another_article(cast, web, feed):
    before = factory.make_article(cast, text=WHOLE[0], source_url=f"{web.url}/1?id=7")
    publish(web, item("1", "The wall leaks", WHOLE, link="/1?id=8"))
    assert counts(read(feed)) == (1, 0)
    before.refresh_from_db()
    assert before.current_revision.number == 1


@pytest.mark.django_db(transaction=True)
def test_two_feeds_with_one_story_make_one_article(settings):
    settings.FETCH_PRIVATE = True
    settings.FETCH_PORTS = range(1, 65_536)
    cast = make_cast()
    with serving() as web:
        for name in ("/top.xml", "/world.xml"):
            publish(web, item("1", "The wall leaks", WHOLE))
            web.pages[name] = web.pages["/feed.xml"]
            feeds.add(actor=cast.editor, desk_id=cast.desk.pk, address=web.url + name)
        both = list(Feed.objects.select_related("desk", "added_by"))
        together(*(partial(read_feeds.read, one) for one in both))
    assert Article.objects.count() == 1
    assert FeedEntry.objects.filter(brought=True).count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_readers_of_one_feed_make_nothing_twice(settings):
    settings.FETCH_PRIVATE = True
    settings.FETCH_PORTS = range(1, 65_536)
    cast = make_cast()
    with serving() as web:
        publish(web, *(item(str(i), f"Story {i}", [f"Story {i}.", *WHOLE]) for i in range(4)))
        feeds.add(actor=cast.editor, desk_id=cast.desk.pk, address=f"{web.url}/feed.xml")
        both = [Feed.objects.select_related("desk", "added_by").get() for _ in range(2)]
        together(*(partial(read_feeds.read, one) for one in both))
    assert Article.objects.count() == 4


def test_many_pages_are_read_a_part_at_a_time(web, feed, monkeypatch):
    monkeypatch.setattr(read_feeds, "MOST_PAGES", 2)
    publish(web, *(item(str(i), f"Page {i}") for i in range(5)))
    web.pages |= {f"/{i}": Page(page_of([f"Page {i}.", WORDS])) for i in range(5)}
    assert [outcome.new for _, outcome in read_feeds.read_due(60)] == [2, 2, 1]
    assert Article.objects.count() == 5


@pytest.mark.parametrize(
    ("page", "words"),
    [(Page(b"<html>Hello</html>"), "no feed"), (Page(status=500), "500")],
)
def test_what_cannot_be_read_is_said_and_asked_for_less_and_less(page, words, web, feed):
    web.pages["/feed.xml"] = page
    waits = []
    for _ in range(8):
        assert words in read(feed).problem
        feed.refresh_from_db()
        waits.append(round((feed.due_at - timezone.now()).total_seconds() / 60))
    assert waits == [20, 40, 80, 160, 320, 320, 320, 320]
    publish(web, item("1", "The wall leaks", WHOLE))
    assert counts(read(feed)) == (1, 0)
    feed.refresh_from_db()
    assert (feed.failures, feed.problem) == (0, "")


def test_whoever_added_it_must_still_be_allowed_to(cast, web, feed):
    Membership.objects.filter(user=cast.editor).delete()
    outcome = read(feed)
    assert outcome.is_failure
    assert "can no longer add articles here" in outcome.problem
    assert web.asked == []


def test_a_reader_that_breaks_is_said_too(feed, monkeypatch, caplog):
    monkeypatch.setattr(read_feeds, "read_feed", lambda *_, **__: 1 / 0)
    assert read(feed).problem == read_feeds.BROKEN
    assert "ZeroDivisionError" in caplog.text


def test_readings_leave_no_line_in_the_trail_but_articles_do(web, feed):
    before = Event.objects.filter(table="feed").count()
    read(feed)
    assert Event.objects.filter(table="feed").count() == before
    assert Event.objects.filter(table="article", action="I").count() == 2


def test_workers_read_what_is_due_and_nothing_else(cast, web, feed):
    paused = feeds.add(actor=cast.editor, desk_id=cast.desk.pk, address=f"{web.url}/other.xml")
    feeds.pause(actor=cast.editor, feed_id=paused.pk)
    fetch_due()
    fetch_due()
    assert web.asked_for("/feed.xml") == 1
    assert web.asked_for("/other.xml") == 0
    feed.refresh_from_db()
    assert feed.due_at > timezone.now()


def test_a_feed_that_is_being_read_is_nobody_elses_even_when_it_is_asked_for(cast, web, feed):
    assert reading.take() == feed
    assert reading.take() is None
    feeds.read_soon(actor=cast.editor, feed_id=feed.pk)
    assert reading.take() is None


def test_who_asks_while_it_is_read_has_it_read_again(cast, web, feed):
    taken = reading.take()
    feeds.read_soon(actor=cast.editor, feed_id=feed.pk)
    read_feeds.read(taken)
    assert [outcome.new for _, outcome in read_feeds.read_due(60)] == [0]


def test_a_reader_that_was_thought_dead_writes_no_end(web, feed):
    slow = reading.take()
    Feed.objects.update(lease_until=timezone.now())
    quick = reading.take()
    assert quick is not None
    read_feeds.read(slow)
    feed.refresh_from_db()
    assert feed.read_at is not None  # It is said that the first one did not end,
    assert feed.lease_until == quick.lease_until  # and the second one reads on.
    assert Article.objects.count() == 2


def test_only_one_worker_fetches_at_a_time(web, feed):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, %s)", fetch.ALONE)
        answers = together(lambda: fetch.fetch_due(1))
        cursor.execute("SELECT pg_advisory_unlock(%s, %s)", fetch.ALONE)
    assert answers == [False]
    assert web.asked == []


def test_a_feed_that_kills_its_reader_is_asked_for_less_and_less_and_says_so(web, feed):
    waits = []
    for _ in range(9):
        assert reading.take() == feed
        feed.refresh_from_db()
        waits.append(round((feed.lease_until - timezone.now()).total_seconds() / 60))
        Feed.objects.update(lease_until=Now())
    assert waits == [5, 10, 20, 40, 80, 160, 320, 320, 320]
    assert (feed.problem, feed.failures) == (reading.DIED, 8)
    assert [outcome.new for _, outcome in read_feeds.read_due(60)] == [2]
    feed.refresh_from_db()
    assert (feed.tries, feed.failures, feed.problem) == (0, 0, "")


def test_the_command_reads_what_is_due_or_all(web, feed, capsys):
    call_command("read_feeds")
    assert "Gazette: 2 new, 0 revised." in capsys.readouterr().out
    call_command("read_feeds")
    assert capsys.readouterr().out == ""
    call_command("read_feeds", "--all")
    assert "Gazette: 0 new, 0 revised." in capsys.readouterr().out


def test_a_strange_title_is_made_fit(web, feed):
    title = "Wall \u202ereverse &amp;amp; " + "long " * 200
    publish(web, item("1", title, WHOLE))
    read(feed)
    headline = Article.objects.get().headline
    assert headline.startswith("Wall reverse & long")
    assert len(headline) <= 300
