"""Which feeds a desk reads: added, paused, resumed, read soon and removed by its editors."""

import pytest

from annotations.errors import Invalid, NotAllowed, NotFound, Stale, WrongState
from annotations.models import Article, Feed, FeedEntry
from annotations.services.feeds import feeds
from tests import factory

ADDRESS = "https://example.org/feed.xml"


@pytest.fixture
def feed(cast) -> Feed:
    return feeds.add(actor=cast.editor, desk_id=cast.desk.pk, address=ADDRESS)


def test_a_feed_is_due_as_soon_as_it_is_added(cast, feed):
    assert list(Feed.objects.due()) == [feed]
    assert (feed.desk, feed.added_by, feed.address) == (cast.desk, cast.editor, ADDRESS)


@pytest.mark.parametrize(
    "address", ["", "  ", "ftp://example.org/", "javascript:alert(1)", "https://", "example.org",
                "https://example.org/" + "a" * 500],
)  # fmt: skip
def test_what_is_no_web_address_is_refused(address, cast):
    with pytest.raises(Invalid) as refused:
        feeds.add(actor=cast.editor, desk_id=cast.desk.pk, address=address)
    assert refused.value.field == "address"


def test_a_desk_reads_a_feed_once(cast, feed):
    with pytest.raises(Invalid, match="already"):
        feeds.add(actor=cast.editor, desk_id=cast.desk.pk, address=ADDRESS)
    assert Feed.objects.count() == 1


def test_a_desk_reads_only_so_many(cast, feed, monkeypatch):
    monkeypatch.setattr(feeds, "MOST", 1)
    with pytest.raises(Invalid, match="at most 1 feed"):
        feeds.add(actor=cast.editor, desk_id=cast.desk.pk, address=f"{ADDRESS}?2")


def test_paused_it_is_not_due_and_resumed_it_is_in_the_name_of_who_did(cast, feed):
    assert feeds.pause(actor=cast.editor, feed_id=feed.pk).is_paused
    assert not Feed.objects.due().exists()
    Feed.objects.update(failures=5)
    resumed = feeds.resume(actor=cast.admin, feed_id=feed.pk)
    assert (resumed.added_by, resumed.failures) == (cast.admin, 0)
    assert list(Feed.objects.due()) == [feed]


def test_only_what_makes_sense_is_done(cast, feed):
    with pytest.raises(WrongState):
        feeds.resume(actor=cast.editor, feed_id=feed.pk)
    feeds.pause(actor=cast.editor, feed_id=feed.pk)
    for verb in (feeds.pause, feeds.read_soon):
        with pytest.raises(WrongState):
            verb(actor=cast.editor, feed_id=feed.pk)


def test_a_feed_is_removed_and_its_articles_stay(cast, feed):
    article = factory.make_article(cast)
    FeedEntry.objects.create(feed=feed, key="1", fingerprint="1", article=article)
    feeds.remove(actor=cast.editor, feed_id=feed.pk)
    assert not Feed.objects.exists()
    assert Article.objects.get() == article


@pytest.mark.parametrize("verb", [feeds.pause, feeds.resume, feeds.read_soon, feeds.remove])
def test_only_editors_of_the_desk_keep_feeds(verb, cast, feed):
    with pytest.raises(NotAllowed):
        verb(actor=cast.checker, feed_id=feed.pk)
    with pytest.raises(NotFound):
        verb(actor=cast.stranger, feed_id=feed.pk)


def test_others_add_none(cast):
    with pytest.raises(NotAllowed):
        feeds.add(actor=cast.checker, desk_id=cast.desk.pk, address=ADDRESS)
    with pytest.raises(NotFound):
        feeds.add(actor=cast.stranger, desk_id=cast.desk.pk, address=ADDRESS)


@pytest.fixture
def entry(cast, feed) -> FeedEntry:
    Feed.objects.update(etag="e", modified="m", due_at="2100-01-01T00:00Z")
    about = {"article": factory.make_article(cast), "brought": True, "is_held": True}
    return FeedEntry.objects.create(feed=feed, key="1", fingerprint="1", problem="Worse.", **about)


@pytest.mark.parametrize("answer", ["revise", "add"])
def test_what_was_held_back_is_read_again_when_it_is_wanted(answer, cast, feed, entry):
    feeds.answer(actor=cast.editor, entry_id=entry.pk, answer=answer)
    entry.refresh_from_db()
    assert (entry.answer, entry.fingerprint) == (answer, "")
    assert Feed.objects.due().values_list("etag", "modified").get() == ("", "")


def test_an_article_is_kept_without_reading_anything(cast, feed, entry):
    feeds.answer(actor=cast.editor, entry_id=entry.pk, answer="keep")
    entry.refresh_from_db()
    assert (entry.is_held, entry.problem, entry.fingerprint) == (False, "", "1")
    assert not Feed.objects.due().exists()
    with pytest.raises(WrongState):
        feeds.answer(actor=cast.editor, entry_id=entry.pk, answer="keep")


def test_what_a_feed_said_of_a_kept_article_does_not_stand_on(cast, feed, entry):
    Feed.objects.update(problem="Entries that were not added: 1 of 1.\nWorse.")
    feeds.answer(actor=cast.editor, entry_id=entry.pk, answer="keep")
    assert Feed.objects.values_list("problem", "etag", "modified").get() == ("", "", "")


def test_nor_beside_another_entry_once_it_is_read_again(cast, feed, entry):
    """Which entries it holds, and so the sentence, only a reading tells: it must be sent whole."""
    Feed.objects.update(problem="Entries that were not added: 2 of 2.\nWorse.")
    FeedEntry.objects.create(feed=feed, key="2", problem="A PDF.")
    feeds.answer(actor=cast.editor, entry_id=entry.pk, answer="keep")
    assert Feed.objects.values_list("etag", "modified").get() == ("", "")


def test_a_paused_feed_has_nothing_read_again(cast, feed, entry):
    feeds.pause(actor=cast.editor, feed_id=feed.pk)
    with pytest.raises(WrongState):
        feeds.answer(actor=cast.editor, entry_id=entry.pk, answer="revise")


def test_only_editors_answer_and_only_what_was_asked(cast, entry):
    with pytest.raises(NotAllowed):
        feeds.answer(actor=cast.checker, entry_id=entry.pk, answer="keep")
    with pytest.raises(NotFound):
        feeds.answer(actor=cast.stranger, entry_id=entry.pk, answer="keep")
    with pytest.raises(Invalid):
        feeds.answer(actor=cast.editor, entry_id=entry.pk, answer="perhaps")


@pytest.mark.parametrize("verb", [feeds.pause, feeds.remove])
def test_a_version_that_is_old_is_refused(verb, cast, feed):
    with pytest.raises(Stale):
        verb(actor=cast.editor, feed_id=feed.pk, seen_version=feed.version + 1)
