"""ClaimReview out: of what is published, once each, as search engines ask for it."""

import json
import re
import subprocess
import sys
from datetime import datetime, timezone
from pathlib import Path

import pytest

from annotations.exchange.publications import claimreview, dump
from annotations.models import Article, Claim, ClaimLink
from annotations.services.articles import embargoes
from annotations.services.claims import claims
from annotations.services.publications import publishing
from tests import factory
from tests.web.publications.scene import checked, open_pages, published, rate


@pytest.fixture(autouse=True)
def pages(cast):
    open_pages(cast)


FOLDER = "shared/standards/claimreview"
CHECKER = next(
    (
        one / FOLDER / "check_claimreview.py"
        for one in Path(__file__).resolve().parents
        if (one / FOLDER).is_dir()
    ),
    None,
)


def exported() -> list[dict]:
    stream = dump.stream(Claim.objects.all())
    body = json.loads(b"".join(stream))
    stream.close()
    assert body["@type"] == "DataFeed"
    return [one["item"] for one in body["dataFeedElement"]]


def make_article(cast, **given) -> Article:
    given = {
        "source_url": "https://gazette.example/bridges",
        "outlet": "Gazette",
        "published_at": datetime(2026, 3, 1, tzinfo=timezone.utc),
    } | given
    return factory.make_article(cast, **given)


def test_a_review_says_all_that_is_required_and_recommended(cast):
    row = published(cast, make_article(cast), claimant="Ilka Varn")
    [review] = exported()
    assert review["@type"] == "ClaimReview"
    assert review["url"] == f"http://localhost:8000/fact-checks/{row.key}/"
    assert review["claimReviewed"] == "41 bridges"
    assert review["author"]["name"] == "Politics"
    assert review["author"]["url"] == "http://localhost:8000/fact-checks/by/politics/"
    rating = review["reviewRating"]
    assert rating["worstRating"] < rating["bestRating"]
    assert rating["worstRating"] <= rating["ratingValue"] <= rating["bestRating"]
    assert rating["alternateName"] == "Supported"
    assert datetime.fromisoformat(review["datePublished"])
    item = review["itemReviewed"]
    assert item["@type"] == "Claim"
    assert item["author"] == {"@type": "Person", "name": "Ilka Varn"}
    assert item["datePublished"].startswith("2026-03-01")
    assert item["appearance"][0]["url"] == "https://gazette.example/bridges"


def test_a_rating_without_a_number_has_a_name_only(cast):
    published(cast, rating="opinion")
    [review] = exported()
    assert set(review["reviewRating"]) == {"@type", "alternateName"}


def test_a_long_statement_is_told_in_one_line_and_in_full(cast):
    statement = (
        "The ministry counted 41 bridges in need of repair, of which nine were closed last year"
    )
    published(cast, statement=statement)
    [review] = exported()
    told = review["claimReviewed"]
    assert told == "The ministry counted 41 bridges in need of repair, of which nine were…"
    assert review["itemReviewed"]["name"] == statement


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("a" * 75, "a" * 75),
        ("a" * 76, "a" * 74 + "…"),
        ("橋" * 80, "橋" * 74 + "…"),
        ("e\u0301" * 40, "e\u0301" * 37 + "…"),
        ("x" + "e\u0301" * 40, "x" + "e\u0301" * 36 + "…"),
    ],
)
def test_the_line_cuts_no_letter(statement, told):
    assert claimreview.shortened(statement) == told


def test_every_article_of_the_family_that_may_be_known_is_an_appearance(cast):
    first = published(cast, make_article(cast))
    for number in (2, 3, 4):
        article = make_article(cast, source_url=f"https://gazette.example/{number}")
        other = factory.make_claim(cast, article)
        ClaimLink.objects.create(claim=first.claim, other=other, kind="same")
        if number == 3:
            embargoes.put(actor=cast.editor, article_id=article.pk)
        if number == 4:  # Nobody has said yet that it is a claim.
            Claim.objects.filter(pk=other.pk).update(stage="suggested")
    [review] = exported()
    urls = [one["url"] for one in review["itemReviewed"]["appearance"]]
    assert urls == ["https://gazette.example/2", "https://gazette.example/bridges"]


def test_a_claim_that_two_pages_show_is_there_once(cast):
    article = make_article(cast)
    row = published(cast, article)
    checked(cast, article, words="The report")
    publishing.publish_article(actor=cast.editor, article_id=article.pk)
    reviews = exported()
    assert len(reviews) == 2
    assert f"http://localhost:8000/fact-checks/{row.key}/" in {one["url"] for one in reviews}


def test_what_is_not_public_is_not_in_it(cast):
    checked(cast)  # Nobody has published it.
    gone, hidden, edited = (published(cast) for _ in range(3))
    publishing.unpublish(actor=cast.editor, publication_id=gone.pk)
    embargoes.put(actor=cast.editor, article_id=hidden.article_id)
    claim = Claim.objects.get(pk=edited.claim_id)
    claims.edit(actor=cast.editor, claim_id=claim.pk, seen_version=claim.version, statement="42")
    [review] = exported()
    assert review["claimReviewed"] == "41 bridges"


def test_a_changed_verdict_keeps_its_address(cast):
    row = published(cast)
    [before] = exported()
    rate(cast, row.claim, "refuted")
    [after] = exported()
    assert after["url"] == before["url"]
    assert after["datePublished"] == before["datePublished"]
    assert after["reviewRating"]["alternateName"] == "Refuted"
    assert after["dateModified"] > before["dateModified"]


def test_the_feed_of_a_desk_says_the_same(client, cast):
    published(cast)
    body = client.get("/fact-checks/by/politics/claimreview.jsonld").json()
    [item] = body["dataFeedElement"]
    path = re.compile(r"http://[^/]+")
    one, other = (json.dumps(review, sort_keys=True) for review in (item["item"], exported()[0]))
    assert path.sub("", one) == path.sub("", other)


@pytest.mark.skipif(CHECKER is None, reason="the checker lies beside the project")
def test_the_checker_of_the_standard_finds_nothing(client, cast, tmp_path):
    row = published(cast, make_article(cast), claimant="Ilka Varn")
    page = tmp_path / "page.html"
    page.write_bytes(client.get(f"/fact-checks/{row.key}/").content)
    dumped = tmp_path / "dump.json"
    dumped.write_bytes(b"".join(dump.stream(Claim.objects.all())))
    found = subprocess.run(
        [sys.executable, str(CHECKER), str(page), str(dumped)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stdout
    assert found.stdout.count("failed REQ 0, RULE 0, REC 0") == 2, found.stdout
