"""/api/v1/articles/{id}/annotations/"""

import pytest

from annotations.models import Claim, Mention, Stage
from annotations.services.articles import revisions
from annotations.services.entities import mentions
from tests.api.calls import refused
from tests.factory import TEXT, make_article, make_checked_claim, make_claim, make_evidence


@pytest.fixture
def article(cast):
    return make_article(cast)


def mark(cast, article, words, label="PERSON", **given):
    start = article.current_revision.text.index(words)
    return mentions.create(
        actor=cast.reporter,
        revision_id=article.current_revision_id,
        start=start,
        end=start + len(words),
        label=label,
        **given,
    )


def read(api, article):
    response = api.viewer.get(f"articles/{article.pk}/annotations/")
    assert response.status_code == 200, response.content
    return response.json()


def test_an_article_without_annotations_has_empty_lists(article, api):
    assert read(api, article) == {
        "revision": {"id": article.current_revision_id, "number": 1},
        "claims": [],
        "mentions": [],
    }


def test_rows_are_those_of_the_objects_without_their_addresses(cast, article, api):
    claim = make_checked_claim(cast, article, claimant="Ilka Varn", questions=["said", "true"])
    make_evidence(cast, claim)
    mention = mark(cast, article, "Ilka Varn")

    found = read(api, article)
    for name, row in (("claims", claim), ("mentions", mention)):
        alone = api.viewer.get(f"{name}/{row.pk}/").json()
        assert alone.pop("url") == f"http://testserver/api/v1/{name}/{row.pk}/"
        assert found[name] == [alone]


def test_rows_stand_in_the_order_of_the_text(cast, article, api):
    words = ["41 bridges", "Minister", "Minister resigns", "on Tuesday"]
    claims = {one: make_claim(cast, article, words=one).pk for one in words}
    twice = make_claim(cast, article, words="Minister").pk
    names = {one: mark(cast, article, one).pk for one in ("Tuesday", "Ilka Varn", "Ilka")}

    found = read(api, article)
    assert [row["id"] for row in found["claims"]] == [
        claims["Minister"], twice, claims["Minister resigns"], claims["on Tuesday"],
        claims["41 bridges"],
    ]  # fmt: skip
    assert [row["id"] for row in found["mentions"]] == [
        names["Ilka"], names["Ilka Varn"], names["Tuesday"],
    ]  # fmt: skip


def test_every_stage_and_state_is_there(cast, article, api):
    for stage in Stage.values:
        Claim.objects.filter(pk=make_claim(cast, article).pk).update(stage=stage)
    for label, state in zip(["PERSON", "ORG", "PLACE"], Mention.State.values, strict=True):
        mention = mark(cast, article, "Ilka Varn", label)
        Mention.objects.filter(pk=mention.pk).update(state=state)

    found = read(api, article)
    assert {row["stage"] for row in found["claims"]} == set(Stage.values)
    assert {row["state"] for row in found["mentions"]} == set(Mention.State.values)


def test_other_articles_and_earlier_texts_are_left_out(cast, article, api):
    other = make_article(cast)
    make_claim(cast, other)
    claim = make_claim(cast, article)
    mark(cast, article, "Ilka Varn")
    revisions.revise(
        actor=cast.reporter,
        article_id=article.pk,
        text="New first line.\n\n" + TEXT,
        kind="update",
        seen_version=1,
    )

    found = read(api, article)
    assert found["revision"]["number"] == 2
    [row] = found["claims"]
    assert row["id"] == claim.pk
    assert [anchor["revision"] for anchor in row["anchors"]] == [found["revision"]["id"]]
    [mention] = found["mentions"]
    assert (mention["revision"], mention["start"]) == (
        found["revision"]["id"], TEXT.index("Ilka Varn") + 17,
    )  # fmt: skip


def test_no_parameter_narrows_them(article, api):
    response = api.viewer.get(f"articles/{article.pk}/annotations/?stage=open")

    refused(response, 400, "unreadable", "stage")
