"""/api/v1/feed-entries/: what was held back, and what a person said of it."""

import pytest

from annotations.models import Feed, FeedEntry
from annotations.services.feeds import feeds
from tests.api.calls import ids, nothing_written, refused
from tests.factory import make_article


@pytest.fixture
def entry(cast) -> FeedEntry:
    feed = feeds.add(actor=cast.editor, desk_id=cast.desk.pk, address="https://example.org/1.xml")
    return FeedEntry.objects.create(
        feed=feed, key="held", article=make_article(cast), is_held=True, problem="It is shorter.",
        title="Bridges",
    )  # fmt: skip


def test_what_was_held_back_is_listed_until_somebody_decides(api, entry):
    (row,) = api.viewer.get("feed-entries/?desk=politics").json()["results"]
    assert row == {
        "id": entry.pk,
        "url": f"http://testserver/api/v1/feed-entries/{entry.pk}/",
        "feed": entry.feed_id,
        "article": entry.article_id,
        "title": "Bridges",
        "problem": "It is shorter.",
        "is_held": True,
        "answer": "",
    }
    assert ids(api.viewer.get(f"feed-entries/?feed={entry.feed_id}")) == [entry.pk]
    refused(api.stranger.get(f"feed-entries/?feed={entry.feed_id}"), 404, "not-found")
    answered = api.editor.post(f"{row['url']}answer/", {"answer": "keep"}).json()
    assert (answered["is_held"], answered["problem"]) == (False, "")
    assert ids(api.viewer.get("feed-entries/")) == []
    refused(api.editor.post(f"{row['url']}answer/", {"answer": "keep"}), 409, "wrong-state")


def test_what_a_paused_feed_brought_is_not_taken_in_and_another_answer_is_none(api, entry):
    Feed.objects.update(is_paused=True)
    path = f"feed-entries/{entry.pk}/answer/"
    with nothing_written():
        refused(api.editor.post(path, {"answer": "add"}), 409, "wrong-state")
        refused(api.editor.post(path, {"answer": "burn"}), 422, "invalid", "answer")
        refused(api.checker.post(path, {"answer": "keep"}), 403, "not-allowed")
