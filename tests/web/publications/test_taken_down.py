"""What is taken down for legal reasons is on no public page any more."""

from hashlib import sha256

import pytest
from django.test import Client

from annotations.jobs import make_bundles
from annotations.models import Bundle, CorrectionRequest, Publication, Snapshot
from annotations.services.publications import bundles, publishing, requests
from annotations.services.sources import snapshots
from tests import factory
from tests.jobs.test_make_bundles import folder, made, told  # noqa: F401
from tests.services.redaction.planting import take_down
from tests.web.scene import words

from .scene import checked, open_pages, published

pytestmark = pytest.mark.owner
DESK = "/fact-checks/by/politics/"


def read(row, more=""):
    return Client().get(f"/fact-checks/{row.key}/{more}")


def test_of_a_claim_the_address_is_left(cast):
    open_pages(cast)
    row = published(cast, statement="Zqxwvoort counted")
    requests.ask(key=row.key, words="Zqxwvoort did not.")
    assert "Zqxwvoort" in words(read(row))
    assert take_down(cast, "claim", pk=row.claim_id).state == "done"
    for more in ("", "card/", "claimreview.jsonld"):
        assert read(row, more).status_code == 410
        assert "Zqxwvoort" not in words(read(row, more))
    for path in ("", "claims.rss", "claimreview.jsonld", "sitemap.xml"):
        assert row.key not in words(Client().get(DESK + path))
    assert not CorrectionRequest.objects.exists()
    assert Publication.objects.get().is_gone


def test_an_article_page_loses_the_claim_and_keeps_the_others(cast):
    open_pages(cast)
    article = factory.make_article(cast)
    gone = checked(cast, article, statement="Zqxwvoort counted")
    checked(cast, article, words="The report", rationale="It exists.")
    row = publishing.publish_article(actor=cast.editor, article_id=article.pk)
    take_down(cast, "claim", pk=gone.pk)
    page = words(read(row))
    assert "Zqxwvoort" not in page
    assert "It exists." in page
    take_down(cast, "article", pk=article.pk)
    assert read(row).status_code == 410


def test_words_are_blacked_out_wherever_a_page_has_them(cast):
    open_pages(cast)
    article = factory.make_article(
        cast, text="The clerk Zqxwvoort knew of 41 bridges.", headline="Clerk Zqxwvoort knew"
    )
    row = published(
        cast,
        article,
        statement="Zqxwvoort knew of 41 bridges",
        claimant="Zqxwvoort",
        rationale="Zqxwvoort said so.",
    )
    assert words(read(row)).count("Zqxwvoort") > 4
    assert take_down(cast, "name", words="Zqxwvoort").state == "done"
    for more in ("", "card/", "claimreview.jsonld"):
        assert read(row, more).status_code == 200
        assert "Zqxwvoort" not in words(read(row, more))
    assert "Zqxwvoort" not in words(Client().get(DESK + "claims.rss"))
    assert row.key not in words(Client().get(DESK, {"q": "zqxwvoort"}))
    assert row.key in words(Client().get(DESK, {"q": "knew bridges"}))


def test_no_bundle_keeps_the_words(cast, folder):  # noqa: F811
    open_pages(cast)
    article = factory.make_article(cast)
    gone = checked(cast, article, statement="Zqxwvoort counted")
    row = publishing.publish_claim(actor=cast.editor, claim_id=gone.pk)
    assert b"Zqxwvoort" in bytes(made(folder).content)
    take_down(cast, "name", words="Zqxwvoort")
    assert bytes(Bundle.objects.get().content or b"") == b""
    bundle = made(folder)
    assert b"Zqxwvoort" not in bytes(bundle.content)
    assert bundles.current(row, gone.pk, "true") == bundle
    take_down(cast, "claim", pk=gone.pk)
    assert not Bundle.objects.exists()


def test_a_worker_that_read_the_words_before_keeps_them_in_no_bundle(cast, folder, monkeypatch):  # noqa: F811
    open_pages(cast)
    published(cast, statement="Zqxwvoort counted")

    def meanwhile(wanted):
        data = _made(wanted)
        take_down(cast, "name", words="Zqxwvoort")
        return data

    _made = make_bundles._made
    monkeypatch.setattr(make_bundles, "_made", meanwhile)
    monkeypatch.setattr(bundles, "SOON", bundles.LATER)
    bundle = made(folder)
    assert bundle.content is None
    assert bundle.tries == 0


def test_a_bundle_has_the_hash_of_a_copy_as_it_stands(cast, folder):  # noqa: F811
    open_pages(cast)
    published(cast)
    copy = Snapshot.objects.get()
    snapshots.take(actor=cast.checker, source_id=copy.source_id, text="Zqxwvoort: 41 bridges.")
    old = told(made(folder), "evidence/copies.json")
    take_down(cast, "name", words="Zqxwvoort")
    [now] = told(made(folder), "evidence/copies.json")
    text = Snapshot.objects.latest("pk").text
    assert now["sha256"] == sha256(text.encode()).hexdigest() != old[0]["sha256"]
