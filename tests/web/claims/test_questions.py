"""How a question is asked, and asked no more, in the panel."""

import pytest

from annotations.models import Claim
from annotations.services.claims import claims
from tests import factory
from tests.web.scene import ask, send, words


@pytest.fixture
def checker(cast, sign_in):
    return sign_in(cast.checker)


def offered(client, claim, question="true"):
    response = ask(client, f"/claims/{claim.pk}/?question={question}")
    asking = response.context["asking"]
    return tuple(asking[name] and asking[name]["name"] for name in ("ask", "drop"))


def quoted(cast, claim):
    step = {"speaker": "Ilka Varn", "form": "quote"}
    claims.edit(actor=cast.checker, claim_id=claim.pk, seen_version=None, attribution=[step])


@pytest.mark.parametrize(
    ("asked", "shown", "wanted"),
    [
        (["true"], "true", (None, None)),
        (["true"], "said", ("said", None)),
        (["said", "true"], "true", (None, "true")),
        (["said", "true"], "said", (None, "said")),
        (["said"], "true", ("true", None)),
    ],
)
def test_the_question_shown_can_be_asked_or_one_of_two_dropped(cast, checker, asked, shown, wanted):
    claim = factory.make_claim(cast, questions=asked)
    assert offered(checker, claim, shown) == wanted


def test_a_direct_quote_offers_was_it_said(cast, checker):
    claim = factory.make_claim(cast)
    quoted(cast, claim)
    assert offered(checker, claim) == ("said", None)
    page = words(ask(checker, f"/claims/{claim.pk}/"))
    assert "These words are a direct quote." in page
    assert "Ask “Was it said?”" in page

    response = send(checker, f"/claims/{claim.pk}/ask/", version=2, ask="said")
    assert response.context["question"] == "said"
    assert Claim.objects.get().questions == ["said", "true"]


def test_a_question_without_answers_is_dropped_at_once(cast, checker):
    claim = factory.make_claim(cast, questions=["said", "true"])
    response = send(checker, f"/claims/{claim.pk}/ask/", version=1, drop="said")
    assert response.context["question"] == "true"
    assert Claim.objects.get().questions == ["true"]


def test_one_with_answers_says_first_what_becomes_of_them(cast, checker):
    claim = factory.make_claim(cast, questions=["said", "true"])
    factory.make_evidence(cast, claim, question="said")
    page = words(ask(checker, f"/claims/{claim.pk}/?question=said"))
    assert "evidence stays on record" in page
    version = Claim.objects.get().version

    refused = send(checker, f"/claims/{claim.pk}/ask/", version=version, drop="said")
    assert refused.status_code == 409
    assert "has answers" in words(refused)
    given = {"version": version, "drop": "said", "set_aside": "1"}
    assert send(checker, f"/claims/{claim.pk}/ask/", **given).status_code == 200
    assert Claim.objects.get().questions == ["true"]


def test_an_approved_verdict_offers_no_dropping(cast, checker):
    claim = factory.make_checked_claim(cast, questions=["said", "true"])
    assert offered(checker, claim, "true") == (None, None)


@pytest.mark.parametrize("given", [{}, {"ask": "why"}, {"drop": "true"}, {"drop": "why"}])
def test_what_asks_for_nothing_is_refused(cast, checker, given):
    claim = factory.make_claim(cast)
    assert send(checker, f"/claims/{claim.pk}/ask/", version=1, **given).status_code == 422
    assert Claim.objects.get().questions == ["true"]


def test_who_may_not_edit_is_offered_nothing_and_may_do_nothing(cast, sign_in):
    claim = factory.make_claim(cast, questions=["said", "true"])
    viewer = sign_in(cast.viewer)
    assert "Stop asking" not in words(ask(viewer, f"/claims/{claim.pk}/"))
    assert send(viewer, f"/claims/{claim.pk}/ask/", version=1, drop="said").status_code == 403


def test_a_claim_that_was_changed_meanwhile_is_left_alone(cast, checker):
    claim = factory.make_claim(cast)
    quoted(cast, claim)
    assert send(checker, f"/claims/{claim.pk}/ask/", version=1, ask="said").status_code == 412
    assert Claim.objects.get().questions == ["true"]
