"""A desk's pages together: list, search, feeds, site map, policies, oEmbed."""

import xml.etree.ElementTree as ET

import pytest
from django.db import connection
from django.test import Client

from annotations.models import PublishedVerdict
from annotations.services.articles import embargoes
from annotations.services.claims import claims
from annotations.services.publications import publishing
from tests import factory
from tests.web.scene import words

from .scene import open_pages, published, rate

DESK = "/fact-checks/by/politics/"
# Thousands of pages that show one verdict, each found by other words.
MANY = """
WITH old AS (SELECT v.*, p.desk_id, p.article_id, p.published_by_id FROM
    annotations_publishedverdict v JOIN annotations_publication p ON p.id = v.publication_id
    WHERE v.id = %s),
pages AS (
    INSERT INTO annotations_publication (created_at, version, updated_at, kind, key, state,
        published_at, shown_at, desk_id, article_id, published_by_id)
    SELECT now(), 1, now(), 'claim', lpad(n::text, 12, '0'), 'published',
        now() - n * interval '1 minute', now(), desk_id, article_id, published_by_id
    FROM old, generate_series(1, 5000) n RETURNING id, key)
INSERT INTO annotations_publishedverdict
    (created_at, updated_at, publication_id, assessment_id, shown_by_id, search)
SELECT now(), now(), pages.id, old.assessment_id, old.shown_by_id,
    to_tsvector('simple', 'bridges ' || pages.key::bigint) FROM pages, old
"""
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def pages(cast):
    return open_pages(cast, methodology="Two people.\n\nAlways <b>two</b>.")


def read(path: str = "", **params):
    return Client().get(DESK + path, params)


def test_the_list_has_what_is_public(cast):
    shown, gone, hidden = (published(cast, statement=f"Number {n}") for n in (1, 2, 3))
    publishing.unpublish(actor=cast.editor, publication_id=gone.pk)
    embargoes.put(actor=cast.editor, article_id=hidden.article_id)
    for path in ("", "claims.rss", "claims.atom", "sitemap.xml"):
        page = words(read(path))
        assert f"/fact-checks/{shown.key}/" in page
        for other in (gone, hidden):
            assert other.key not in page
    assert "Number 1" in words(read())


def test_it_costs_the_same_however_long(cast, django_assert_num_queries):
    for number in (1, 3):
        for _ in range(number):
            published(cast)
        for path, most in (("", 3), ("claims.rss", 3), ("corrections.atom", 3)):
            with django_assert_num_queries(most):
                read(path)


def test_search_finds_approved_words_only(cast):
    row = published(cast, statement="Bridges were counted")
    assert row.key in words(read(q="BRIDGES 4"))
    assert row.key not in words(read(q="tunnels"))
    claim = row.claim
    claim.refresh_from_db()
    claims.edit(
        actor=cast.editor, claim_id=claim.pk, seen_version=claim.version, statement="Tunnels"
    )
    assert row.key not in words(read(q="tunnels"))
    assert row.key in words(read(q="bridges"))


def test_search_knows_words_by_how_they_begin_and_without_accents(cast):
    row = published(cast, statement="Brücken were counted", rationale="Page four says so.")
    for words_of in ("bruck", "BRÜCKEN coun", "four counted"):
        assert row.key in words(read(q=words_of))
    for words_of in ("rücken", "brücken tunnels", "!"):
        assert row.key not in words(read(q=words_of))
    rate(cast, row.claim, "refuted", rationale="Page five denies it.")
    assert row.key not in words(read(q="four"))
    assert row.key in words(read(q="five"))


@pytest.mark.owner
def test_an_index_finds_what_a_search_looks_for(cast):
    row = published(cast)
    with connection.cursor() as cursor:
        cursor.execute(MANY, [row.verdicts.get().pk])
        cursor.execute("SELECT gin_clean_pending_list('publishedverdict_search')")
        cursor.execute("ANALYZE annotations_publication, annotations_publishedverdict")
    plan = PublishedVerdict.objects.current().completing("bridges 4117").explain()
    assert "publishedverdict_search" in plan


def test_a_cursor_of_somebody_else_leads_nowhere(cast):
    assert read(cursor="x").status_code == 404


def test_a_desk_without_public_pages_has_none(cast):
    published(cast)
    for path in ("", "claims.rss", "sitemap.xml", "methodology/"):
        assert Client().get(f"/fact-checks/by/sports/{path}").status_code == 404


def test_policies_are_the_desks_own_words(cast):
    page = words(read("methodology/"))
    assert "<p>Always &lt;b&gt;two&lt;/b&gt;.</p>" in page
    assert read("funding/").status_code == 404
    assert read("is_on/").status_code == 404


def test_feeds_are_well_formed(cast):
    row = published(cast, statement="Bridges & <b>counted</b>")
    rss = ET.fromstring(read("claims.rss").content)
    [item] = rss.iter("item")
    assert item.findtext("title") == "Supported: Bridges & <b>counted</b>"
    assert item.findtext("link") == f"http://testserver/fact-checks/{row.key}/"
    atom = ET.fromstring(read("claims.atom").content)
    [entry] = atom.iter(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}id") == f"http://testserver/fact-checks/{row.key}/"
    assert atom.findtext(f"{ATOM}updated")
    assert not list(ET.fromstring(read("corrections.rss").content).iter("item"))


def test_corrections_have_feeds_of_their_own(cast):
    row = published(cast)
    rate(cast, row.claim, "refuted")
    rate(cast, row.claim, "mixed")
    items = list(ET.fromstring(read("corrections.rss").content).iter("item"))
    told = [item.findtext("description") for item in items]
    assert "from Refuted to Mixed" in told[0]
    assert "from Supported to Refuted" in told[1]
    assert len({item.findtext("guid") for item in items}) == 2
    assert len(list(ET.fromstring(read("corrections.atom").content).iter(f"{ATOM}entry"))) == 2


def test_what_two_pages_show_is_told_once(cast):
    article = factory.make_article(cast)
    row = published(cast, article)
    whole = publishing.publish_article(actor=cast.editor, article_id=article.pk)
    rate(cast, row.claim, "refuted")
    assert {one.corrected_at is None for one in cast.desk.publications.all()} == {False}
    for name in ("claims", "corrections"):
        [item] = ET.fromstring(read(f"{name}.rss").content).iter("item")
        assert item.findtext("link") == f"http://testserver/fact-checks/{row.key}/"
        assert len(list(ET.fromstring(read(f"{name}.atom").content).iter(f"{ATOM}entry"))) == 1
    [one] = read("claimreview.jsonld").json()["dataFeedElement"]
    assert one["url"] == f"http://testserver/fact-checks/{row.key}/"
    # Without a page of its own it is told of at its place.
    publishing.unpublish(actor=cast.editor, publication_id=row.pk)
    [item] = ET.fromstring(read("claims.rss").content).iter("item")
    assert item.findtext("link").startswith(f"http://testserver/fact-checks/{whole.key}/#claim-")


def test_other_sites_are_told_how_to_show_it(cast):
    row = published(cast, statement='The "41" bridges')
    address = f"http://testserver/fact-checks/{row.key}/"
    found = Client().get("/oembed/", {"url": address, "maxwidth": "300"})
    body = found.json()
    assert (body["version"], body["type"], body["width"]) == ("1.0", "rich", 300)
    assert f"/fact-checks/{row.key}/card/" in body["html"]
    assert 'title="The &quot;41&quot; bridges"' in body["html"]
    for url in ("", "http://[", "http://testserver/articles/", "http://testserver/fact-checks/x/"):
        assert Client().get("/oembed/", {"url": url}).status_code == 404
    assert Client().get("/oembed/", {"url": address, "format": "xml"}).status_code == 501


def test_a_feed_stays_well_formed_whatever_a_rationale_holds(cast):
    published(cast, rationale="Page\x0b4\x1f says so.")
    for name in ("claims.rss", "claims.atom"):
        assert "Page4 says so." in "".join(ET.fromstring(read(name).content).itertext())
