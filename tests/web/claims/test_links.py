"""Links in the panel of a claim: shown on both, found, pasted, removed."""

import pytest

from annotations.models import ClaimLink
from annotations.web.claims.links import pasted
from tests.factory import make_article, make_claim
from tests.web.scene import ask, send, tidy


@pytest.fixture
def two(cast):
    article = make_article(cast)
    return make_claim(cast, article), make_claim(cast, article, words="Ilka Varn")


@pytest.fixture
def reporter(cast, sign_in):
    return sign_in(cast.reporter)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("#12", 12), ("12", 12), ("https://desk.example/articles/3/?claim=12&question=said", 12),
        ("/claims/12/", 12), ("http://[", None), ("41 bridges", None), ("/articles/3/", None), ("", None),
    ],
)  # fmt: skip
def test_what_is_pasted_is_the_number_of_a_claim(text, number):
    assert pasted(text) == number


def test_a_link_is_shown_on_both(reporter, two):
    first, second = two
    sent = {"kind": "followed", "other": "", "other_text": f"/claims/{second.pk}/"}
    page = send(reporter, f"/claims/{first.pk}/links/", **sent)
    assert page.status_code == 200
    link = ClaimLink.objects.get()
    assert (link.claim_id, link.other_id, link.kind) == (second.pk, first.pk, "follows")
    assert "Basis of" in tidy(page)
    assert "Follows from" in tidy(ask(reporter, f"/claims/{second.pk}/"))
    page = send(reporter, f"/claim-links/{link.pk}/remove/", **{"from": second.pk})
    assert page.context["claim"] == second
    assert not ClaimLink.objects.exists()


def test_others_are_found_by_words_or_number(cast, reporter, two):
    first, second = two
    foreign_article = make_article(cast, actor=cast.stranger, desk=cast.other_desk)
    foreign = make_claim(cast, foreign_article, actor=cast.stranger)
    path = f"/claims/{first.pk}/links/search/?other_text="
    for text, found in (
        ("ilka", [second]),
        (f"%23{second.pk}", [second]),
        ("", []),
        (foreign.pk, []),
        (first.pk, []),
    ):
        assert ask(reporter, f"{path}{text}").context["claims"] == found


def test_a_refusal_keeps_what_was_typed(reporter, two):
    page = send(
        reporter, f"/claims/{two[0].pk}/links/", kind="same", other="", other_text="no such"
    )
    assert page.status_code == 422
    assert 'value="no such"' in tidy(page)


def test_who_may_not(cast, sign_in, two):
    first, second = two
    sent = {"kind": "same", "other": second.pk}
    assert send(sign_in(cast.viewer), f"/claims/{first.pk}/links/", **sent).status_code == 403
    assert send(sign_in(cast.stranger), f"/claims/{first.pk}/links/", **sent).status_code == 404
