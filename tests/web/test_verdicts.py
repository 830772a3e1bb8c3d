"""Verdicts: proposed, approved, returned; four eyes."""

import pytest

from annotations.models import Assessment, Claim
from annotations.services import assessments, claims
from tests import factory
from tests.web.scene import ask, send, words


@pytest.fixture
def claim(cast):
    return factory.make_claim(cast)


TYPED = {"question": "true", "rating": "refuted", "rationale": "Table 3 says 38."}


def test_a_proposal_sends_the_claim_to_review(cast, claim, sign_in):
    response = send(sign_in(cast.checker), f"/claims/{claim.pk}/assessments/", **TYPED)
    assert response.status_code == 200
    assert Assessment.objects.get().rating.slug == "refuted"
    assert Claim.objects.get().stage == "review"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"rating": ""}, "rating"),
        ({"rating": "superb"}, "rating"),
        ({"rationale": " "}, "rationale"),
    ],
)
def test_a_refused_proposal_keeps_what_was_typed(change, field, cast, claim, sign_in):
    response = send(sign_in(cast.checker), f"/claims/{claim.pk}/assessments/", **TYPED | change)
    assert response.status_code == 422
    form = response.context["assessment_form"]
    assert form[field]["errors"]
    assert all(form[name]["value"] == (TYPED | change)[name] for name in ("rating", "rationale"))


def test_the_scale_is_that_of_the_question(cast, claim, sign_in):
    checker = sign_in(cast.checker)
    response = send(checker, f"/claims/{claim.pk}/assessments/", **TYPED | {"question": "said"})
    assert response.status_code == 422
    page = ask(checker, f"/claims/{claim.pk}/?question=said")
    assert page.context["scale"][0].slug == "as-quoted"


def test_reporters_do_not_propose(cast, claim, sign_in):
    response = send(sign_in(cast.reporter), f"/claims/{claim.pk}/assessments/", **TYPED)
    assert response.status_code == 403
    assert "Checkers and editors propose ratings." in words(response)


def test_a_second_person_approves(cast, claim, sign_in):
    proposal = factory.make_proposal(cast, claim)
    response = send(sign_in(cast.editor), f"/assessments/{proposal.pk}/approve/", note="Agreed")
    assert response.status_code == 200
    assert "approved by editor" in words(response)
    assert Claim.objects.get().stage == "checked"


def test_a_proposal_is_returned_with_a_note(cast, claim, sign_in):
    proposal = factory.make_proposal(cast, claim)
    send(sign_in(cast.editor), f"/assessments/{proposal.pk}/return/", note="Which table?")
    proposal.refresh_from_db()
    assert (proposal.state, proposal.review_note) == ("returned", "Which table?")


def test_a_return_without_words_is_refused_beside_its_note(cast, claim, sign_in):
    proposal = factory.make_proposal(cast, claim)
    response = send(sign_in(cast.editor), f"/assessments/{proposal.pk}/return/", note=" ")
    assert response.status_code == 422
    assert response.context["review_form"]["note"]["errors"]
    proposal.refresh_from_db()
    assert proposal.state == "proposed"


def test_nobody_approves_their_own_and_the_page_says_why(cast, claim, sign_in):
    proposal = factory.make_proposal(cast, claim, actor=cast.editor)
    editor = sign_in(cast.editor)
    page = words(ask(editor, f"/claims/{claim.pk}/"))
    assert "You proposed this, so you cannot approve it" in page
    assert f"/assessments/{proposal.pk}/approve/" not in page
    response = send(editor, f"/assessments/{proposal.pk}/approve/", note="")
    assert response.status_code == 403
    assert "somebody else has to decide" in words(response)
    proposal.refresh_from_db()
    assert proposal.state == "proposed"


def test_not_even_an_administrator_approves_their_own(cast, claim, sign_in):
    proposal = factory.make_proposal(cast, claim, actor=cast.admin)
    response = send(sign_in(cast.admin), f"/assessments/{proposal.pk}/approve/", note="")
    assert response.status_code == 403


def test_checkers_do_not_approve(cast, claim, sign_in):
    proposal = factory.make_proposal(cast, claim, actor=cast.editor)
    checker = sign_in(cast.checker)
    assert "An editor other than editor approves" in words(ask(checker, f"/claims/{claim.pk}/"))
    assert send(checker, f"/assessments/{proposal.pk}/approve/", note="").status_code == 403


def test_what_was_decided_is_not_decided_again(cast, claim, sign_in):
    proposal = factory.make_proposal(cast, claim)
    assessments.return_(actor=cast.editor, assessment_id=proposal.pk, note="Page?")
    second = sign_in(cast.second_editor)
    response = send(second, f"/assessments/{proposal.pk}/approve/", note="Kept note")
    assert response.status_code == 409
    assert "Nothing is left to approve here." in words(response)


def test_the_panel_stays_on_the_question_that_was_decided(cast, sign_in):
    claim = factory.make_claim(cast, questions=["said", "true"])
    proposal = factory.make_proposal(cast, claim, question="said", rating="as-quoted")
    response = send(sign_in(cast.editor), f"/assessments/{proposal.pk}/approve/", note="")
    assert response.context["question"] == "said"


def test_a_verdict_whose_claim_changed_needs_another_look(cast, sign_in):
    claim = factory.make_checked_claim(cast)
    claims.edit(
        actor=cast.checker, claim_id=claim.pk, seen_version=claim.version, statement="Other words"
    )
    page = words(ask(sign_in(cast.editor), f"/claims/{claim.pk}/"))
    assert "needs another look" in page


def test_a_verdict_that_needs_another_look_can_be_confirmed_there(cast, sign_in):
    claim = factory.make_checked_claim(cast)
    claims.edit(
        actor=cast.checker, claim_id=claim.pk, seen_version=claim.version, statement="Other words"
    )
    verdict = Assessment.objects.get()
    editor = sign_in(cast.editor)
    assert f"/assessments/{verdict.pk}/approve/" in words(ask(editor, f"/claims/{claim.pk}/"))
    send(editor, f"/assessments/{verdict.pk}/approve/", note="Still right")
    claim.refresh_from_db()
    assert claim.stage == "checked"
