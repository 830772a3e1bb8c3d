"""Questions of a claim: asked and asked no more, but no answer is dropped without a word."""

import pytest

from annotations.errors import NotAllowed, WrongState
from annotations.models import Claim
from annotations.services.claims import assessments, claims, workflow
from annotations.services.undo import undo
from tests.factory import make_claim, make_evidence, make_proposal
from tests.services.claims.doors import as_request


@pytest.fixture
def claim(cast):
    return make_claim(cast, questions=["said", "true"])


def ask_only(claim, question, actor, **given):
    return claims.edit(
        actor=actor, claim_id=claim.pk, seen_version=None, questions=[question], **given
    )


def edit_questions(claim, actor, questions):
    claims.edit(actor=actor, claim_id=claim.pk, seen_version=None, questions=questions)


def on_said(cast, claim, **given):
    return make_proposal(cast, claim, question="said", rating="as-quoted", **given)


def test_a_question_that_nobody_answered_is_dropped_and_asked_again(cast, claim):
    assert ask_only(claim, "true", cast.checker).questions == ["true"]
    both = ["said", "true"]
    edited = claims.edit(actor=cast.checker, claim_id=claim.pk, seen_version=None, questions=both)
    assert edited.questions == both


@pytest.mark.parametrize("answer", ["evidence", "proposal", "returned"])
def test_one_with_answers_is_dropped_only_when_one_says_so(cast, claim, answer):
    if answer == "evidence":
        make_evidence(cast, claim, question="said")
    else:
        proposal = on_said(cast, claim)
    if answer == "returned":
        assessments.return_(
            actor=cast.editor,
            assessment_id=proposal.pk,
            seen_version=proposal.version,
            note="Look again.",
        )
    with pytest.raises(WrongState, match="“Was it said\\?” has answers"):
        ask_only(claim, "true", cast.checker)
    assert Claim.objects.get().questions == ["said", "true"]

    assert ask_only(claim, "true", cast.checker, set_aside=True).questions == ["true"]


def test_evidence_stays_and_what_is_proposed_gives_way_to_nobody(cast, claim):
    proof = make_evidence(cast, claim, question="said")
    proposal = on_said(cast, claim)
    assert Claim.objects.get().stage == "review"
    ask_only(claim, "true", cast.checker, set_aside=True)

    proposal.refresh_from_db()
    assert (proposal.state, proposal.version) == ("superseded", 2)
    assert claim.evidence.get() == proof
    assert Claim.objects.get().stage == "checking"


def test_a_proposal_on_the_question_that_stays_keeps_the_claim_in_review(cast, claim):
    on_said(cast, claim)
    kept = make_proposal(cast, claim)
    ask_only(claim, "true", cast.checker, set_aside=True)

    kept.refresh_from_db()
    assert kept.state == "proposed"
    assert Claim.objects.get().stage == "review"


@pytest.mark.parametrize("set_aside", [False, True])
def test_an_approved_verdict_keeps_its_question(cast, claim, set_aside):
    proposal = on_said(cast, claim)
    assessments.approve(actor=cast.editor, assessment_id=proposal.pk, seen_version=proposal.version)
    with pytest.raises(WrongState, match="was approved, so it stays asked"):
        ask_only(claim, "true", cast.checker, set_aside=set_aside)


def test_who_may_not_edit_the_claim_drops_nothing(cast, claim):
    with pytest.raises(NotAllowed):
        ask_only(claim, "true", cast.viewer)


@pytest.mark.parametrize("stage", ["open", "checking"])
@pytest.mark.parametrize("by", ["edit", "undo", "raw SQL"])
def test_a_claim_that_asks_only_what_is_approved_is_checked(cast, stage, by):
    claim = make_claim(cast, questions=["said"])
    asked = as_request(lambda: edit_questions(claim, cast.second_editor, ["said", "true"]))
    proposal = on_said(cast, claim)
    assessments.approve(actor=cast.editor, assessment_id=proposal.pk, seen_version=proposal.version)
    if stage == "open":
        workflow.hand_back(actor=cast.checker, claim_id=claim.pk)
    claim.refresh_from_db()
    assert claim.stage == stage

    if by == "edit":
        ask_only(claim, "said", cast.checker)
    elif by == "undo":
        undo.undo(actor=cast.second_editor, request=asked)
    else:
        Claim.objects.filter(pk=claim.pk).update(asks_true=False)
    claim.refresh_from_db()
    assert claim.stage == "checked"


def test_a_reopened_claim_that_asks_less_stays_open(cast):
    claim = make_claim(cast, questions=["said", "true"])
    for question, rating in (("said", "as-quoted"), ("true", "supported")):
        proposal = make_proposal(cast, claim, question=question, rating=rating)
        assessments.approve(
            actor=cast.editor, assessment_id=proposal.pk, seen_version=proposal.version
        )
    workflow.reopen(actor=cast.checker, claim_id=claim.pk)
    Claim.objects.filter(pk=claim.pk).update(asks_true=False)

    claim.refresh_from_db()
    assert claim.stage == "open"
