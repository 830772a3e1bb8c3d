"""What is taken down for legal reasons is on no public page any more."""

import pytest
from django.test import Client

from annotations.models import Bundle, CorrectionRequest, Publication
from annotations.services.publications import bundles, publishing, requests
from tests import factory
from tests.jobs.test_make_bundles import folder, made  # noqa: F401
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
