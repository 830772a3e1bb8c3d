"""A reader asks for a correction, and an editor finds it in *My work*."""

import pytest
from django.core.cache import cache
from django.test import Client

from annotations.models import CorrectionRequest
from annotations.services.publications import publishing, requests
from tests import factory
from tests.web.scene import words

from .scene import checked, open_pages, published


@pytest.fixture
def page(cast):
    open_pages(cast)
    cache.clear()
    return published(cast)


def send(page, headers=None, **fields):
    client = Client(enforce_csrf_checks=True)
    return client.post(f"/fact-checks/{page.key}/correction/", fields, headers=headers or {})


def test_readers_are_told_how_long_it_is_known_who_wrote(page, settings):
    for days, told in ((90, True), (0, False)):
        settings.READER_DAYS = days
        form = words(Client().get(f"/fact-checks/{page.key}/correction/"))
        assert ("deleted 90 days after the editors" in form) == told
        assert ("deleted 365 days after you wrote" in form) == told


def test_the_form_needs_no_session(page):
    shown = Client().get(f"/fact-checks/{page.key}/correction/")
    assert "What is wrong?" in words(shown)
    assert not shown.cookies
    response = send(page, words="It is 42.", source_url="https://example.org/42", name="Ada")
    assert response.status_code == 303
    assert not response.cookies
    assert "Thank you" in words(Client().get(response["Location"]))
    row = CorrectionRequest.objects.get()
    assert (row.words, row.name, row.claim_id) == ("It is 42.", "Ada", page.claim_id)


@pytest.mark.parametrize(
    "fields",
    [
        {"words": "  "},
        {"words": "x" * 4_001},
        {"words": "42", "email": "nobody"},
        {"words": "42", "source_url": "javascript:alert(1)"},
        {"words": "42", "name": "x" * 201},
    ],
)
def test_what_cannot_be_kept_comes_back(page, fields):
    response = send(page, **fields)
    assert response.status_code == 422
    assert response["Cache-Control"] == "no-store"
    assert not CorrectionRequest.objects.exists()


def test_robots_are_thanked_and_nothing_is_kept(page):
    assert send(page, words="Buy", website="https://example.org").status_code == 303
    assert not CorrectionRequest.objects.exists()


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"origin": "https://elsewhere.example"},
        {"origin": "null"},
    ],
)
def test_other_sites_send_nothing(page, headers):
    assert send(page, headers, words="42").status_code == 403
    assert not CorrectionRequest.objects.exists()


def test_nobody_floods_a_desk(page):
    statuses = [send(page, words=f"Number {n}").status_code for n in range(7)]
    assert statuses[:5] == [303] * 5
    assert statuses[-1] == 429
    assert CorrectionRequest.objects.count() == 5


def test_entries_that_come_back_take_nothing_of_what_may_be_sent_in_an_hour(page):
    assert {send(page, words=" ").status_code for _ in range(6)} == {422}
    assert send(page, words="It is 42.").status_code == 303


def test_a_page_takes_so_many_and_no_more(cast, page, monkeypatch):
    monkeypatch.setattr(requests, "MOST_OPEN", 1)
    assert send(page, words="One").status_code == 303
    assert send(page, words="Two").status_code == 409


def test_nothing_is_asked_of_what_is_not_public(cast, page):
    publishing.unpublish(actor=cast.editor, publication_id=page.pk)
    assert send(page, words="42").status_code == 404
    assert Client().get(f"/fact-checks/{page.key}/correction/").status_code == 410


def test_of_an_articles_page_a_shown_claim_may_be_named(cast, page):
    article = factory.make_article(cast)
    claim = checked(cast, article)
    checked(cast, article, words="The report")
    row = publishing.publish_article(actor=cast.editor, article_id=article.pk)
    send(row, words="One", claim=claim.pk)
    send(row, words="Two", claim=page.claim_id)
    assert [one.claim_id for one in CorrectionRequest.objects.order_by("pk")] == [claim.pk, None]


def test_editors_find_it_in_their_work_and_decide(client, cast, page):
    send(page, words="It is 42.", email="ada@example.org")
    row = CorrectionRequest.objects.get()
    client.force_login(cast.editor)
    assert "It is 42." in words(client.get("/my-work/"))
    assert "ada@example.org" in words(client.get(f"/correction-requests/{row.pk}/"))
    address = f"/correction-requests/{row.pk}/decide/"
    assert client.post(address, {"version": 1, "state": "open"}).status_code == 422
    done = client.post(address, {"version": 1, "state": "accepted", "note": "Yes."}, follow=True)
    assert "Accepted" in words(done)
    assert "It is 42." not in words(client.get("/my-work/"))
    assert client.post(address, {"version": 2, "state": "declined"}).status_code == 409


def test_others_of_the_desk_do_not_read_who_wrote(client, cast, page):
    send(page, words="It is 42.", email="ada@example.org")
    row = CorrectionRequest.objects.get()
    client.force_login(cast.checker)
    assert "It is 42." not in words(client.get("/my-work/"))
    assert client.get(f"/correction-requests/{row.pk}/").status_code == 403
