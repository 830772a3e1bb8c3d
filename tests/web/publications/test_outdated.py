"""Which sites show a card, and which of them an older one."""

from datetime import timedelta

import pytest
from django.db.models.functions import Now
from django.test import Client

from annotations.models import Embed
from annotations.services.publications import embeds, publishing
from tests.web.scene import words

from .scene import open_pages, published, rate


@pytest.fixture
def page(cast):
    open_pages(cast)
    return published(cast)


def show(page, referrer="https://blog.example/post"):
    return Client().get(f"/fact-checks/{page.key}/card/", headers={"referer": referrer})


def test_a_site_is_noted_once(page):
    for _ in range(3):
        assert show(page).status_code == 200
    show(page, "https://other.example/")
    assert sorted(Embed.objects.values_list("host", flat=True)) == ["blog.example", "other.example"]


@pytest.mark.parametrize(
    "referrer", ["", "http://testserver/x", "nonsense", "http://[", "https://ä/"]
)
def test_what_names_no_other_site_is_not_noted(page, referrer):
    assert show(page, referrer).status_code == 200
    assert not Embed.objects.exists()


def test_nobody_fills_the_table(page, monkeypatch):
    monkeypatch.setattr(embeds, "MOST_HOSTS", 2)
    for number in range(4):
        show(page, f"https://{number}.example/")
    assert Embed.objects.count() == 2


def test_a_site_that_shows_the_new_verdict_at_once_is_told_no_longer(page, cast):
    show(page)
    rate(cast, page.claim, "refuted")
    assert Embed.objects.outdated().exists()
    show(page)  # Within the minutes in which nothing else is noted.
    assert not Embed.objects.outdated().exists()


def test_editors_see_who_still_shows_what_was_changed(client, cast, page):
    show(page)
    client.force_login(cast.viewer)
    address = f"/desks/{cast.desk.pk}/publications/outdated/"
    assert "blog.example" not in words(client.get(address))
    Embed.objects.update(last_seen_at=Now() - timedelta(hours=1))
    rate(cast, page.claim, "refuted")
    assert "blog.example" in words(client.get(address))
    show(page)  # It has the new one now.
    assert "blog.example" not in words(client.get(address))
    page.refresh_from_db()
    publishing.unpublish(actor=cast.editor, publication_id=page.pk)
    assert show(page).status_code == 410
    assert "blog.example" in words(client.get(address))
