"""Claims merged and split in the panel; the address of a merged one leads on."""

import pytest

from annotations.models import Claim
from annotations.services.claims import joining, links
from tests.factory import make_article, make_claim, make_evidence
from tests.web.scene import ask, send, tidy


@pytest.fixture
def two(cast):
    article = make_article(cast)
    return make_claim(cast, article), make_claim(cast, article, words="twice as many")


@pytest.fixture
def checker(cast, sign_in):
    return sign_in(cast.checker)


def test_the_same_claim_is_merged_from_its_link_and_leads_on(cast, checker, two):
    first, second = two
    links.add(actor=cast.checker, claim_id=first.pk, other_id=second.pk, kind="same")
    first.refresh_from_db()
    page = ask(checker, f"/claims/{first.pk}/")
    assert "Merge into this claim" in tidy(page)
    sent = {"other": second.pk, "version": first.version}
    page = send(checker, f"/claims/{first.pk}/merge/", **sent)
    assert page.status_code == 200
    assert "was merged into this claim" in tidy(page)
    assert page.context["links"] == []
    told = [line["text"] for line in page.context["history"]]
    assert f"checker merged “{second.statement}” into this claim" in told
    assert ask(checker, f"/claims/{second.pk}/").context["claim"] == first
    opened = checker.get(f"/articles/{first.article_id}/?claim={second.pk}")
    assert opened.context["claim"] == first
    assert send(checker, f"/claims/{first.pk}/merge/", **sent).status_code in (409, 412)


def test_a_claim_is_split_and_the_new_one_opened(cast, checker, two):
    first, second = two
    joining.merge(actor=cast.checker, claim_id=first.pk, other_id=second.pk)
    item = make_evidence(cast, first)
    first.refresh_from_db()
    place = first.anchors.get(exact="twice as many")
    sent = {
        "version": first.version,
        "places": place.pk,
        "evidence": item.pk,
        "statement": "Twice.",
    }
    page = send(checker, f"/claims/{first.pk}/split/", **sent)
    new = Claim.objects.get(statement="Twice.")
    assert page.context["claim"] == new
    page = send(checker, f"/claims/{first.pk}/split/", version=99, statement="Kept")
    assert page.status_code == 412
    first.refresh_from_db()
    page = send(checker, f"/claims/{first.pk}/split/", version=first.version, statement="Kept")
    assert page.status_code == 422
    assert ">Kept</textarea>" in tidy(page)


@pytest.mark.parametrize("verb", ["merge", "split"])
def test_who_may_not(cast, sign_in, two, verb):
    path = f"/claims/{two[0].pk}/{verb}/"
    assert send(sign_in(cast.reporter), path, other=two[1].pk, version=1).status_code == 403
    assert send(sign_in(cast.stranger), path, other=two[1].pk, version=1).status_code == 404
