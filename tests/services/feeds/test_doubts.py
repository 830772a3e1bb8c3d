"""What would make a good article worse is held back and said; the article stays as it was."""

import pytest

from annotations.jobs import read_feeds
from annotations.models import Article, Feed, FeedEntry, Revision
from annotations.services.feeds import feeds
from annotations.services.feeds.doubts import SHORT, UNLIKE, WORSE
from tests import factory
from tests.serving import Page

WORDS = "The board’s café — “at last”, she said — opened on the new quay of Velden in March. "
BOARD = "Builders from three towns took part; Łódź sent the stone and Ångström the cranes. "
RUSSIAN = "Мэр Ливия Брандт сказала, что набережная откроется весной после ремонта. "
LONG = (WORDS + BOARD) * 10
OTHER = "Three ferries will run to the islands in the north, which cost a tenth more now. " * 15
TEASER = "Subscribe to read on: all of it for one crown a week."


def item(key: str, title: str, words: str, link: str = "") -> str:
    link = f"<link>{link}</link>" if link else ""
    body = f"<description>&lt;p&gt;{words}&lt;/p&gt;</description>"
    return f'<item><guid isPermaLink="false">{key}</guid><title>{title}</title>{link}{body}</item>'


def document(*items: str) -> bytes:
    body = f"<rss version='2.0'><channel><title>Gazette</title>{''.join(items)}</channel></rss>"
    return f'<?xml version="1.0" encoding="UTF-8"?>{body}'.encode()


def read(web, feed: Feed, data: bytes, kind: str = "application/rss+xml") -> read_feeds.Outcome:
    web.pages["/feed.xml"] = Page(data, kind)
    outcome = read_feeds.read(Feed.objects.select_related("desk", "added_by").get(pk=feed.pk))
    feed.refresh_from_db()
    assert feed.problem == outcome.problem
    return outcome


def texts() -> dict[str, str]:
    return {one.headline: one.current_revision.text for one in Article.objects.all()}


def test_one_bad_byte_touches_no_other_article_and_not_even_its_own(cast, web, feed):
    good = document(item("1", "Café", LONG), item("2", "Quay", OTHER + WORDS))
    assert read(web, feed, good).problem == ""
    before = texts()
    cut = good.replace("Ångström".encode(), b"\xc3ngstr\xc3\xb6m", 1)
    outcome = read(web, feed, cut)
    assert (outcome.new, outcome.revised) == (0, 0)
    assert "1 character could not be read" in outcome.problem
    assert f"Entries that were not added: 1 of 2.\n“Café”: {WORSE}" in outcome.problem
    assert texts() == before
    assert FeedEntry.objects.get(title="Café").is_held
    assert read(web, feed, good).problem == ""
    assert not FeedEntry.objects.filter(is_held=True).exists()
    assert Revision.objects.count() == 2


def test_a_new_article_with_a_bad_byte_comes_in_and_is_mended_with_its_feed(web, feed):
    good = document(item("1", "Café", LONG))
    outcome = read(web, feed, good.replace("’".encode(), b"\xe2\x80", 1))
    assert outcome.new == 1
    assert "could not be read" in outcome.problem
    assert texts()["Café"].startswith("The board\ufffds café — “at last”")
    assert read(web, feed, good).revised == 1
    assert texts()["Café"] == LONG.strip()


@pytest.mark.parametrize("codec", ["cp1252", "cp1250", "iso8859-2", "latin-1", "cp1251"])
@pytest.mark.parametrize("words", [LONG, RUSSIAN * 15])
def test_what_was_misread_before_it_was_sent_makes_no_revision(words, codec, web, feed):
    read(web, feed, document(item("1", "Café", words)))
    misread = words.encode().decode(codec, "replace")
    outcome = read(web, feed, document(item("1", "CafÃ© today", misread)))
    assert (outcome.new, outcome.revised) == (0, 0)
    assert outcome.problem.endswith(WORSE)
    assert texts() == {"Café": words.strip()}


def test_an_article_that_came_in_misread_is_mended(web, feed):
    misread = (RUSSIAN * 15).encode().decode("cp1251", "replace")
    read(web, feed, document(item("1", "Набережная", misread)))
    assert read(web, feed, document(item("1", "Набережная", RUSSIAN * 15))).revised == 1


@pytest.mark.parametrize("headline", ["Caf\ufffd", "Cafâ€™", "Caf?", "Caf&amp;amp;eacute;"])
def test_a_headline_is_not_made_worse_either(headline, web, feed):
    read(web, feed, document(item("1", "Café", LONG)))
    assert read(web, feed, document(item("1", headline, LONG))).problem.endswith(WORSE)
    assert texts() == {"Café": LONG.strip()}


def test_letters_that_became_question_marks_make_no_revision(web, feed):
    read(web, feed, document(item("1", "Café", LONG)))
    lost = LONG.encode("ascii", "replace").decode()
    assert read(web, feed, document(item("1", "Café", lost))).problem.endswith(WORSE)


def test_a_feed_that_changes_its_charset_changes_nothing_else(web, feed):
    first = document(item("1", "Набережная", RUSSIAN * 15))
    read(web, feed, first)
    legacy = first.decode().replace("UTF-8", "windows-1251").encode("cp1251")
    for data, kind in [
        (legacy, "application/rss+xml"),
        (legacy.replace(b"windows-1251", b"UTF-8"), "text/xml; charset=windows-1251"),
        (first.decode().replace("UTF-8", "utf-16").encode("utf-16"), "text/xml"),
    ]:
        outcome = read(web, feed, data, kind)
        assert (outcome.new, outcome.revised, outcome.problem) == (0, 0, "")


def test_a_text_that_shrank_to_a_teaser_is_asked_about(cast, web, feed):
    read(web, feed, document(item("1", "Café", LONG)))
    claim = factory.make_claim(cast, Article.objects.get(), words="opened on the new quay")
    for words in (LONG[:200], LONG[:200] + "Read on."):
        outcome = read(web, feed, document(item("1", "Café", words)))
        assert (outcome.new, outcome.revised) == (0, 0)
        assert outcome.problem == f"Entries that were not added: 1 of 1.\n“Café”: {SHORT}"
    assert texts() == {"Café": LONG.strip()}
    assert claim.anchors.get().state == "exact"


@pytest.mark.parametrize("wall", [TEASER, OTHER], ids=["short", "long"])
def test_a_page_behind_a_wall_replaces_no_article(wall, web, feed):
    web.pages["/a"] = Page(f"<article><p>{LONG}</p></article>".encode())
    read(web, feed, document(item("1", "Café", "Read on.", "/a")))
    before = texts()
    web.pages["/a"] = Page(f"<html><body><article><p>{wall}</p></article></body></html>".encode())
    outcome = read(web, feed, document(item("1", "Café", "Read more.", "/a")))
    assert (outcome.new, outcome.revised) == (0, 0)
    assert outcome.problem.endswith(SHORT if wall == TEASER else UNLIKE)
    assert texts() == before


@pytest.mark.parametrize("words", ["", " ", "&lt;img src='x.png'&gt;"])
def test_a_text_that_became_empty_replaces_nothing(words, web, feed):
    read(web, feed, document(item("1", "Café", LONG)))
    outcome = read(web, feed, document(item("1", "Café", words)))
    assert (outcome.new, outcome.revised) == (0, 0)
    assert "Entries that were not added: 1 of 1." in outcome.problem
    assert texts() == {"Café": LONG.strip()}


def test_a_correction_with_more_foreign_letters_is_none_of_this(web, feed):
    read(web, feed, document(item("1", "Cafe", LONG)))
    more = f"{LONG} “CAFÉ…”, said Zoë. ¿Qué? Où est-il ?"
    assert read(web, feed, document(item("1", "Café", more))).revised == 1
    assert list(texts()) == ["Café"]


def answer(cast, web, feed: Feed, answer: str) -> read_feeds.Outcome:
    held = FeedEntry.objects.held().get()
    feeds.answer(actor=cast.editor, entry_id=held.pk, answer=answer)
    return read(web, feed, web.pages["/feed.xml"].body)


def test_a_person_may_have_it_all_the_same(cast, web, feed):
    read(web, feed, document(item("1", "Café", LONG)))
    short = document(item("1", "Café", LONG[:200]))
    read(web, feed, short)
    outcome = answer(cast, web, feed, "revise")
    assert (outcome.new, outcome.revised, outcome.problem) == (0, 1, "")
    assert texts() == {"Café": LONG[:200].strip()}
    assert read(web, feed, short).revised == 0


def test_a_person_may_have_it_as_an_article_of_its_own(cast, web, feed):
    read(web, feed, document(item("1", "Café", LONG)))
    other = document(item("1", "Café", OTHER))
    assert read(web, feed, other).problem.endswith(UNLIKE)
    outcome = answer(cast, web, feed, "add")
    assert (outcome.new, outcome.revised, outcome.problem) == (1, 0, "")
    assert {one.current_revision.text for one in Article.objects.all()} == {
        LONG.strip(), OTHER.strip(),
    }  # fmt: skip
    for again in (other, document(item("1", "Café", f"{OTHER} More."))):
        outcome = read(web, feed, again)
        assert (outcome.new, outcome.problem) == (0, "")
    assert Revision.objects.count() == 3


def test_a_person_may_keep_the_article(cast, web, feed):
    read(web, feed, document(item("1", "Café", LONG)))
    read(web, feed, document(item("1", "Café", TEASER)))
    assert answer(cast, web, feed, "keep").problem == ""
    assert texts() == {"Café": LONG.strip()}
    assert read(web, feed, document(item("1", "Café", f"{LONG} More."))).revised == 1


def test_what_its_feed_does_not_hold_any_more_is_not_asked(web, feed):
    read(web, feed, document(item("1", "Café", LONG)))
    read(web, feed, document(item("1", "Café", TEASER)))
    assert read(web, feed, document(item("2", "Quay", OTHER))).problem == ""
    assert not FeedEntry.objects.held().exists()
