"""What the public reads: everything that is meant for it, and nothing else."""

import json
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from annotations.errors import WrongState
from annotations.models import Claim, Event, Publication, ReplyRequest
from annotations.services.articles import embargoes
from annotations.services.claims import claims, contacts, joining
from annotations.services.comments import threads
from annotations.services.publications import publishing, settings
from tests import factory
from tests.web.scene import words

from .scene import SCRIPT, checked, open_pages, published, rate

BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


@pytest.fixture(autouse=True)
def pages(cast):
    return open_pages(cast)


def read(row: Publication, more: str = "", **headers):
    return Client().get(f"/fact-checks/{row.key}/{more}", headers=headers)


def test_the_page_has_what_was_found_out(cast):
    row = published(cast)
    page = words(read(row))
    for told in (
        "41 bridges",
        "Supported",
        "Page 4 says so.",
        "41 bridges need repair",
        "Copy kept",
        "The ministry",
        "The number is right.",
        "The report counted",
        "in need of repair",
    ):
        assert told in page
    assert page.count("<script") == 1
    assert page.count('rel="stylesheet"') <= 2  # One once static files are collected.


def test_nothing_leaves_that_is_not_meant_for_the_public(cast):
    row = published(cast)
    threads.on_claim(actor=cast.reporter, claim_id=row.claim_id, body="SECRET talk")
    Claim.objects.filter(pk=row.claim_id).update(stage_note="SECRET stage")
    for more in ("", "card/", "claimreview.jsonld"):
        page = words(read(row, more))
        assert "SECRET" not in page
        for person in ("checker", "editor", "reporter"):
            assert f">{person}<" not in page


def test_people_are_named_only_where_the_desk_says_so(cast):
    row = published(cast)
    assert "Checked by" not in words(read(row))
    settings.change(actor=cast.editor, desk_id=cast.desk.pk, names_people=True)
    assert "Checked by <bdi>checker</bdi>, reviewed by <bdi>editor</bdi>." in words(read(row))


def test_it_is_the_same_for_everybody(cast, django_assert_num_queries):
    row = published(cast)
    signed_in = Client(headers={"accept-language": "uk"})
    signed_in.force_login(cast.editor)
    with django_assert_num_queries(2):
        response = signed_in.get(f"/fact-checks/{row.key}/")
    stranger = read(row)
    assert response.content == stranger.content
    for one in (response, stranger):
        assert not one.cookies
        assert one["Cache-Control"] == "public, max-age=60"
        assert "Cookie" not in one.get("Vary", "")
        assert "Accept-Language" not in one.get("Vary", "")
    again = read(row, if_none_match=stranger["ETag"])
    assert again.status_code == 304
    assert again["ETag"] == stranger["ETag"]
    assert again["Cache-Control"] == "public, max-age=60"


def test_words_of_people_end_no_element(cast):
    row = published(cast, statement=f"Words {SCRIPT}", rationale=SCRIPT)
    page = words(read(row))
    assert page.count("<script") == 1
    [block] = BLOCK.findall(page)
    data = json.loads(block)
    assert data["claimReviewed"] == f"Words {SCRIPT}"
    assert data["reviewBody"] == SCRIPT


def test_an_article_has_the_data_of_each_claim_that_has_no_page_of_its_own(cast):
    article = factory.make_article(cast)
    own = published(cast, article)
    others = [checked(cast, article, words=words_of) for words_of in ("The report", "bridges")]
    row = publishing.publish_article(actor=cast.editor, article_id=article.pk)
    [block] = BLOCK.findall(words(read(row)))
    data = json.loads(block)
    assert data["@context"] == "https://schema.org"
    assert [one["url"] for one in data["@graph"]] == [
        f"http://testserver/fact-checks/{row.key}/#claim-{one.pk}" for one in others
    ]
    [block] = BLOCK.findall(words(read(own)))
    assert json.loads(block)["url"] == f"http://testserver/fact-checks/{own.key}/"


def test_what_is_published_is_merged_into_no_other_claim(cast):
    """Its address, its card and its feeds go on telling of one claim."""
    row = published(cast)
    other = factory.make_claim(cast, row.article, words="The report")
    with pytest.raises(WrongState, match="was approved"):
        joining.merge(actor=cast.editor, claim_id=other.pk, other_id=row.claim_id)
    publishing.unpublish(actor=cast.editor, publication_id=row.pk)
    with pytest.raises(WrongState, match="was approved"):
        joining.merge(actor=cast.editor, claim_id=other.pk, other_id=row.claim_id)


def test_an_edit_shows_at_once_that_it_is_looked_at_and_not_what_it_says(cast):
    row = published(cast)
    claim = Claim.objects.get(pk=row.claim_id)
    before = read(row)
    claims.edit(
        actor=cast.editor, claim_id=claim.pk, seen_version=claim.version, statement="Not yet public"
    )
    after = read(row, if_none_match=before["ETag"])
    assert after.status_code == 200
    assert "We are looking at this again." in words(after)
    assert "Not yet public" not in words(after)


def test_a_changed_verdict_is_shown_with_its_date(cast):
    row = published(cast)
    rate(cast, row.claim, "refuted", "Page 5 says otherwise.")
    page = words(read(row))
    assert "Page 5 says otherwise." in page
    assert "Page 4 says so." not in page
    assert "The verdict was changed from <b>Supported</b> to <b>Refuted</b>." in " ".join(
        page.split()
    )


def test_a_changed_verdict_reaches_every_door_that_showed_the_old_one(cast):
    article = factory.make_article(cast)
    row = published(cast, article)
    whole = publishing.publish_article(actor=cast.editor, article_id=article.pk)
    own, desk = f"/fact-checks/{row.key}/", "/fact-checks/by/politics/"
    doors = [own, f"{own}card/", f"{own}claimreview.jsonld", f"/fact-checks/{whole.key}/", desk]
    doors += [f"{desk}claimreview.jsonld", f"{desk}claims.rss", f"{desk}claims.atom"]
    before = {door: Client().get(door) for door in doors}
    rate(cast, row.claim, "refuted", "Page 5 says otherwise.")
    for door, old in before.items():
        assert "Supported" in words(old), door
        new = Client().get(door, headers={"if_none_match": old["ETag"]})
        assert new.status_code == 200, door
        assert "Refuted" in words(new), door
        left = words(new).replace("from <b>Supported</b> to <b>Refuted</b>", "")
        assert "Supported" not in left, door
    for name in ("corrections.rss", "corrections.atom"):
        assert "from Supported to Refuted" in words(Client().get(desk + name))
    # Of these lines messages to receivers are made: publication.changed.
    lines = Event.objects.filter(table="publication", action="U").order_by("-pk")[:2]
    assert {one.object_id for one in lines} == {row.pk, whole.pk}


def test_of_what_was_taken_down_the_address_is_left(cast):
    row = published(cast)
    publishing.unpublish(actor=cast.editor, publication_id=row.pk)
    for more in ("", "card/", "claimreview.jsonld"):
        response = read(row, more)
        assert response.status_code == 410
        assert "41 bridges" not in words(response)


def test_what_is_under_embargo_or_of_a_closed_desk_is_not_there(cast):
    row = published(cast)
    embargoes.put(actor=cast.editor, article_id=row.article_id)
    assert read(row).status_code == 404
    embargoes.lift(actor=cast.editor, article_id=row.article_id)
    assert read(row).status_code == 200
    settings.change(actor=cast.editor, desk_id=cast.desk.pk, is_on=False)
    for more in ("", "card/", "claimreview.jsonld"):
        assert read(row, more).status_code == 404
    assert Client().get("/fact-checks/000000000000/").status_code == 404


def test_an_article_shows_its_claims_and_leads_to_their_pages(cast):
    article = factory.make_article(cast)
    checked(cast, article)
    checked(cast, article, words="The report", rationale="It exists.")
    factory.make_claim(cast, article, words="Ilka Varn", statement="OPEN CLAIM")
    row = publishing.publish_article(actor=cast.editor, article_id=article.pk)
    page = words(read(row))
    assert "It exists." in page
    assert "Page 4 says so." in page
    assert "OPEN CLAIM" not in page
    data = read(row, "claimreview.jsonld").json()
    assert [json.loads(block) for block in BLOCK.findall(page)] == [data]
    assert [one["url"].partition("#")[2][:6] for one in data["@graph"]] == ["claim-", "claim-"]


def test_who_was_asked_to_correct_it_is_told_with_the_confirmed_outcome(cast):
    row = published(cast)
    asked = contacts.ask(
        actor=cast.checker, claim_id=row.claim_id, asked="Gazette", kind="correction"
    )
    ReplyRequest.objects.filter(pk=asked.pk).update(outcome="corrected", outcome_at=asked.asked_at)
    assert "Gazette" not in words(read(row))
    asked.refresh_from_db()
    contacts.confirm(
        actor=cast.editor, request_id=asked.pk, seen_version=asked.version, outcome="corrected"
    )
    assert "it was corrected." in words(read(row))


def test_nobody_alone_puts_on_a_page_who_was_asked(cast):
    row = published(cast)
    contacts.ask(actor=cast.checker, claim_id=row.claim_id, asked="An informant")
    assert "The ministry" in words(read(row))
    assert "An informant" not in words(read(row))
    rate(cast, row.claim, "refuted")
    assert "An informant" in words(read(row))


def test_a_card_may_stand_on_other_sites_and_a_page_may_not(cast):
    row = published(cast)
    card, page = read(row, "card/"), read(row)
    assert "X-Frame-Options" not in card
    assert "frame-ancestors *" in card["Content-Security-Policy"]
    assert page["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]


def test_the_page_is_in_the_language_of_what_it_shows(cast):
    article = factory.make_article(
        cast,
        headline="الوزيرة تستقيل",
        text="قالت الوزيرة إن 41 جسرا تحتاج إلى إصلاح",
        language="ar",
    )
    row = published(cast, article, words="41 جسرا")
    page = words(read(row))
    assert 'lang="ar" dir="rtl"' in page
    assert '<p class="kicker"><bdi>The claim</bdi>' in page  # English keeps its own direction.


def test_sentences_keep_their_order_beside_words_of_the_other_direction(cast):
    row = published(cast, factory.make_article(cast, text="لم تتجاوز", language="ar"), words="لم")
    card = read(row, "card/").content.decode()
    assert 'dir="rtl"' in card
    assert "<bdi>Read the fact-check by <bdi>Politics</bdi></bdi>" in card
    page = read(row).content.decode()
    assert re.search(rf"<bdi>http[^<]*/fact-checks/{row.key}/</bdi>", page)


def test_the_page_is_light(cast):
    row = published(cast, rationale="Page 4 says so. " * 400)
    sheets = ("annotations/css/tokens.css", "annotations/css/publications.css")
    sizes = [Path(finders.find(name)).stat().st_size for name in sheets]
    assert len(read(row).content) + sum(sizes) < 60_000
