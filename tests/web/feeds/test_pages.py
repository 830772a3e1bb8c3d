"""The page of feeds: what is read, how it went, and what editors do about it."""

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.models import Feed, FeedEntry, Role
from annotations.services.accounts import desks
from annotations.services.feeds import feeds
from annotations.web.shell.language import TIME_ZONE
from tests.web.scene import HTMX, words

ADDRESS = "https://gazette.example.org/feed.xml"


@pytest.fixture
def editor(cast, sign_in):
    return sign_in(cast.editor)


def feed_of(cast, address: str = ADDRESS, **changes) -> Feed:
    feed = feeds.add(actor=cast.editor, desk_id=cast.desk.pk, address=address)
    Feed.objects.filter(pk=feed.pk).update(**changes)
    return feed


def test_a_feed_is_added_and_listed(cast, editor):
    given = {"desk": cast.desk.pk, "address": f" {ADDRESS} "}
    page = words(editor.post("/feeds/add/", given, follow=True))
    assert ADDRESS in page
    assert "Waiting for a worker" in page
    assert Feed.objects.get().added_by == cast.editor


@pytest.mark.parametrize("address", ["", "nowhere", "ftp://example.org/"])
def test_what_is_no_address_comes_back_as_it_was_sent(address, cast, editor):
    response = editor.post("/feeds/add/", {"desk": cast.desk.pk, "address": address})
    assert response.status_code == 422
    assert f'value="{address}"' in words(response)
    assert 'aria-invalid="true"' in words(response)


def test_a_foreign_desk_cannot_be_given_one(cast, editor):
    given = {"desk": cast.other_desk.pk, "address": ADDRESS}
    assert editor.post("/feeds/add/", given).status_code == 404
    assert not Feed.objects.exists()


def test_a_feed_is_paused_resumed_read_and_removed(cast, editor):
    feed = feed_of(cast)
    assert "Paused" in words(editor.post(f"/feeds/{feed.pk}/pause/", follow=True))
    assert "Resumed" in words(editor.post(f"/feeds/{feed.pk}/resume/", follow=True))
    assert "next free worker" in words(editor.post(f"/feeds/{feed.pk}/read/", follow=True))
    page = words(editor.post(f"/feeds/{feed.pk}/remove/", follow=True))
    assert "The articles it brought stay" in page
    assert not Feed.objects.exists()


def test_what_was_done_meanwhile_is_a_conflict(cast, editor):
    feed = feed_of(cast, is_paused=True)
    assert editor.post(f"/feeds/{feed.pk}/pause/").status_code == 409
    assert editor.post(f"/feeds/{feed.pk}/read/").status_code == 409


def test_htmx_gets_the_rows_also_after_a_refused_form(cast, editor):
    feed_of(cast)
    page = words(editor.post("/feeds/add/", {"desk": cast.desk.pk, "address": ""}))
    assert 'hx-get="/feeds/?"' in page
    rows = editor.get("/feeds/", headers=HTMX)
    assert rows.templates[0].name == "feeds/rows.html"


def test_a_feed_of_another_desk_than_the_one_at_hand_is_shown(cast, editor):
    desks.set_role(actor=cast.admin, desk=cast.other_desk, user=cast.editor, role=Role.EDITOR)
    editor.get("/feeds/?desk=sports")
    page = editor.post("/feeds/add/", {"desk": cast.desk.pk, "address": ADDRESS}, follow=True)
    assert ADDRESS in words(page)


def test_why_a_feed_fails_is_shown(cast, editor):
    feed_of(cast, failures=2, read_at="2026-05-02T11:00Z", problem="The server answered 500 <b>.")
    page = words(editor.get("/feeds/"))
    assert "The server answered 500 &lt;b&gt;." in page
    assert "Failed" in page


def test_what_a_feed_brought_last_is_said_in_the_reader_s_words_and_time(cast, editor):
    at = "2026-05-02T20:00Z"
    feed_of(cast, read_at=at, news_at=at, news_new=3, news_revised=1)
    editor.cookies[TIME_ZONE] = "Asia/Kolkata"
    assert "3 May, 01:30: 3 new, 1 revised" in words(editor.get("/feeds/"))
    editor.cookies[settings.LANGUAGE_COOKIE_NAME] = "uk"
    assert "3 трав., 01:30: нових 3, виправлених 1" in words(editor.get("/feeds/"))


def test_others_see_the_feeds_and_change_none(cast, sign_in):
    feed_of(cast)
    page = words(sign_in(cast.viewer).get("/feeds/"))
    assert ADDRESS in page
    assert "Add feed" not in page
    assert "/remove/" not in page
    assert ADDRESS not in words(sign_in(cast.stranger).get("/feeds/"))


def test_many_feeds_cost_no_more_queries_than_one(cast, scene, editor):
    def queries() -> int:
        with CaptureQueriesContext(connection) as taken:
            editor.get("/feeds/")
        return len(taken)

    editor.get("/feeds/")
    few = queries()
    for i in range(2, 20):
        feed = feed_of(cast, f"{ADDRESS}?{i}")
        FeedEntry.objects.create(feed=feed, key="1", fingerprint="1", article=scene.article)
    assert queries() == few
    assert editor.get("/feeds/").context["page"].rows[0].articles == 1


def test_what_was_held_back_is_named_and_answered(scene, editor):
    page = words(editor.get("/feeds/"))
    assert scene.article.headline in page
    assert "It is worse." in page
    page = words(editor.post(f"/feed-entries/{scene.entry.pk}/revise/", follow=True))
    assert "The next free worker will revise the article" in page
    assert "Waiting for the next reading." in page
    assert "/keep/" not in page
    page = words(editor.post(f"/feed-entries/{scene.entry.pk}/keep/", follow=True))
    assert scene.article.headline not in page
    assert editor.post(f"/feed-entries/{scene.entry.pk}/keep/").status_code == 409


def test_others_see_what_was_held_back_and_answer_nothing(scene, cast, sign_in):
    viewer = sign_in(cast.viewer)
    page = words(viewer.get("/feeds/"))
    assert "It is worse." in page
    assert "/keep/" not in page
    assert viewer.post(f"/feed-entries/{scene.entry.pk}/keep/").status_code == 403
    path = f"/feed-entries/{scene.entry.pk}/keep/"
    assert sign_in(cast.stranger).post(path).status_code == 404
    assert viewer.get(path).status_code == 405
