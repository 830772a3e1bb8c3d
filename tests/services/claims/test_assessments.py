"""Verdicts: one person proposes, another decides; edits ask for another look."""

import pytest

from annotations.errors import FourEyes, Invalid, NotAllowed, NotFound, Stale, WrongState
from annotations.models import Assessment, Claim
from annotations.services.claims import assessments, claims, evidence, workflow
from tests.factory import make_checked_claim, make_claim, make_evidence, make_proposal


@pytest.fixture
def claim(cast):
    return make_claim(cast)


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def approve(actor, proposal, **given):
    given = {"seen_version": fresh(proposal).version} | given
    return assessments.approve(actor=actor, assessment_id=proposal.pk, **given)


def return_(actor, proposal, note="Page?"):
    seen = {"assessment_id": proposal.pk, "seen_version": fresh(proposal).version}
    return assessments.return_(actor=actor, **seen, note=note)


def test_a_proposal_takes_the_claim_to_review_and_an_approval_makes_it_checked(cast, claim):
    proposal = make_proposal(cast, claim)
    assert fresh(claim).stage == "review"
    approved = approve(cast.editor, proposal, note=" Agreed. ")

    assert (approved.state, approved.reviewer) == ("approved", cast.editor)
    assert approved.review_note == "Agreed."
    assert approved.reviewed_at
    assert fresh(claim).stage == "checked"


def test_a_claim_with_two_questions_is_checked_when_both_are_answered(cast):
    claim = make_claim(cast, questions=["said", "true"])
    approve(cast.editor, make_proposal(cast, claim))
    assert fresh(claim).stage == "checking"

    approve(cast.editor, make_proposal(cast, claim, question="said", rating="as-quoted"))
    assert fresh(claim).stage == "checked"


def test_a_proposal_on_another_question_asks_it(cast, claim):
    make_proposal(cast, claim, question="said", rating="not-said")

    assert fresh(claim).questions == ["said", "true"]


def test_who_proposed_does_not_decide_also_not_an_administrator(cast, claim):
    for actor in (cast.editor, cast.admin):
        proposal = make_proposal(cast, claim, actor=actor)
        with pytest.raises(FourEyes):
            approve(actor, proposal)
        with pytest.raises(FourEyes):
            return_(actor, proposal)
    assert Assessment.objects.pending().count() == 2


def test_only_editors_decide(cast, claim):
    proposal = make_proposal(cast, claim, actor=cast.editor)
    for actor in (cast.viewer, cast.reporter, cast.checker):
        with pytest.raises(NotAllowed):
            approve(actor, proposal)
    with pytest.raises(NotFound):
        approve(cast.stranger, proposal)
    with pytest.raises(NotFound):
        assessments.approve(actor=cast.editor, assessment_id=10**9, seen_version=1)


def test_checkers_propose_and_reporters_do_not(cast, claim):
    for actor in (cast.viewer, cast.reporter):
        with pytest.raises(NotAllowed):
            make_proposal(cast, claim, actor=actor)
    with pytest.raises(NotFound):
        make_proposal(cast, claim, actor=cast.stranger)
    assert make_proposal(cast, claim, actor=cast.checker).author == cast.checker


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"rationale": " \n"}, "rationale"),
        ({"rationale": "x" * 20_001}, "rationale"),
        ({"rating": "great"}, "rating"),
        ({"rating": "as-quoted"}, "rating"),
        ({"question": "why"}, "question"),
    ],
    ids=["empty", "long", "unknown", "of-the-other-question", "no-question"],
)
def test_a_proposal_that_cannot_be_is_refused(cast, claim, given, field):
    with pytest.raises(Invalid) as refusal:
        make_proposal(cast, claim, **given)
    assert refusal.value.field == field
    assert fresh(claim).stage == "open"


def test_a_second_proposal_of_one_person_replaces_their_first(cast, claim):
    first = make_proposal(cast, claim)
    second = make_proposal(cast, claim, rating="refuted")

    assert fresh(first).state == "superseded"
    assert Assessment.objects.pending().get() == second
    with pytest.raises(WrongState):
        approve(cast.editor, first)


def test_an_approval_supersedes_what_stood_and_what_was_pending(cast):
    claim = make_checked_claim(cast)
    old = claim.assessments.get()
    rival = make_proposal(cast, claim, actor=cast.second_editor, rating="mixed")
    newer = make_proposal(cast, claim, rating="refuted")
    approve(cast.editor, newer)

    assert fresh(old).state == fresh(rival).state == "superseded"
    assert Assessment.objects.approved().get() == newer
    assert fresh(claim).stage == "checked"


def test_a_returned_proposal_goes_back_with_a_note(cast, claim):
    proposal = make_proposal(cast, claim)
    returned = assessments.return_(
        actor=cast.editor, assessment_id=proposal.pk, seen_version=proposal.version, note="Page?"
    )

    assert (returned.state, returned.review_note) == ("returned", "Page?")
    assert fresh(claim).stage == "checking"
    with pytest.raises(WrongState):
        return_(cast.editor, proposal)
    with pytest.raises(WrongState):
        approve(cast.editor, proposal)


@pytest.mark.parametrize("note", ["", " \n"])
def test_a_proposal_is_not_returned_without_words(cast, claim, note):
    proposal = make_proposal(cast, claim)
    with pytest.raises(Invalid) as refusal:
        return_(cast.editor, proposal, note=note)
    assert refusal.value.field == "note"
    assert fresh(proposal).state == "proposed"


def test_a_proposal_takes_the_claim_that_nobody_has(cast, claim):
    make_proposal(cast, claim)
    assert fresh(claim).assignee == cast.checker

    make_proposal(cast, claim, actor=cast.editor)
    assert fresh(claim).assignee == cast.checker


@pytest.mark.parametrize("how", ["lowered", "left", "switched off", "never could"])
def test_a_proposal_takes_the_claim_of_who_cannot_check_it(cast, claim, how):
    holder = cast.reporter if how == "never could" else cast.second_editor
    workflow.take(actor=holder, claim_id=claim.pk)
    if how == "lowered":
        holder.memberships.update(role="reporter")
    elif how == "left":
        holder.memberships.all().delete()
    elif how == "switched off":
        type(holder).objects.filter(pk=holder.pk).update(is_active=False)
    make_proposal(cast, claim)
    assert fresh(claim).assignee == cast.checker


def test_a_returned_claim_that_nobody_has_is_open(cast, claim):
    proposal = make_proposal(cast, claim)
    workflow.hand_back(actor=cast.checker, claim_id=claim.pk)
    assert fresh(claim).stage == "review"
    return_(cast.editor, proposal, note="Page?")
    assert (fresh(claim).stage, fresh(claim).assignee) == ("open", None)


def test_a_verdict_is_not_approved_twice(cast, claim):
    proposal = make_proposal(cast, claim)
    approve(cast.editor, proposal)
    with pytest.raises(WrongState):
        approve(cast.second_editor, proposal)


def test_a_decision_on_a_version_that_is_gone_is_refused(cast, claim):
    proposal = make_proposal(cast, claim)
    with pytest.raises(Stale):
        approve(cast.editor, proposal, seen_version=9)
    assert approve(cast.editor, proposal, seen_version=1).version == 2


@pytest.mark.parametrize("stage", ["suggested", "dismissed"])
def test_nothing_is_proposed_or_decided_on_a_claim_that_is_not_open(cast, claim, stage):
    proposal = make_proposal(cast, claim)
    Claim.objects.filter(pk=claim.pk).update(stage=stage)
    with pytest.raises(WrongState):
        make_proposal(cast, claim)
    with pytest.raises(WrongState):
        approve(cast.editor, proposal)


def again(actor, verdict):
    seen = fresh(verdict).version
    return assessments.propose_again(actor=actor, assessment_id=verdict.pk, seen_version=seen)


@pytest.mark.parametrize("edit", ["statement", "new evidence", "evidence", "less evidence"])
def test_an_edit_sends_a_checked_claim_to_review_until_a_verdict_is_proposed_anew(
    cast, claim, edit
):
    proof = make_evidence(cast, claim)
    verdict = approve(cast.editor, make_proposal(cast, claim))
    given = {"actor": cast.checker, "seen_version": None}
    if edit == "statement":
        claims.edit(**given, claim_id=claim.pk, statement="42 bridges")
    elif edit == "new evidence":
        make_evidence(cast, claim, stance="refutes")
    elif edit == "evidence":
        evidence.edit(**given, evidence_id=proof.pk, stance="refutes")
    else:
        evidence.remove(**given, evidence_id=proof.pk)

    assert fresh(claim).stage == "review"
    assert fresh(verdict).needs_another_look
    with pytest.raises(WrongState, match="propose a verdict again"):
        approve(cast.second_editor, verdict)
    anew = again(cast.checker, verdict)
    assert (anew.author, anew.rating, anew.rationale) == (
        cast.checker, verdict.rating, verdict.rationale,
    )  # fmt: skip
    confirmed = approve(cast.second_editor, anew)
    assert (confirmed.state, confirmed.needs_another_look) == ("approved", False)
    assert (fresh(verdict).state, fresh(verdict).reviewer) == ("superseded", cast.editor)
    assert fresh(claim).stage == "checked"


def test_evidence_on_one_question_leaves_the_verdict_on_the_other(cast, claim):
    verdict = approve(cast.editor, make_proposal(cast, claim))
    make_evidence(cast, claim, question="said")

    assert not fresh(verdict).needs_another_look
    assert fresh(claim).stage == "review"
    assert fresh(claim).questions == ["said", "true"]


def test_a_reopened_claim_is_checked_again_once_its_verdict_was_proposed_anew(cast):
    claim = make_checked_claim(cast)
    verdict = claim.assessments.get()
    workflow.reopen(actor=cast.editor, claim_id=claim.pk)
    with pytest.raises(WrongState):
        approve(cast.second_editor, verdict)
    approve(cast.editor, again(cast.checker, verdict))

    assert fresh(claim).stage == "checked"


def test_what_is_again_as_it_was_approved_stands_again_without_a_word(cast):
    claim = make_checked_claim(cast)
    verdict = claim.assessments.get()
    steps = (("No bridges", "review", True), ("41 bridges", "checked", False))
    for statement, stage, is_doubted in steps:
        claims.edit(actor=cast.editor, claim_id=claim.pk, seen_version=None, statement=statement)
        assert (fresh(claim).stage, fresh(verdict).needs_another_look) == (stage, is_doubted)


def test_what_was_approved_is_kept_whatever_is_changed(cast, claim):
    make_evidence(cast, claim, stance="supports", excerpt="41 of 312")
    verdict = approve(cast.editor, make_proposal(cast, claim))
    claims.edit(
        actor=cast.checker, claim_id=claim.pk, seen_version=None, statement="None",
        attribution=[{"speaker": "Courier"}],
    )  # fmt: skip
    make_evidence(cast, claim, stance="refutes")

    kept = fresh(verdict).kept
    assert (kept["statement"], kept["words"], kept["attribution"]) == (
        "41 bridges", ["41 bridges"], [],
    )  # fmt: skip
    [proof] = kept["evidence"]
    assert (proof["stance"], proof["excerpt"]) == ("supports", "41 of 312")
    assert (kept["rating"]["slug"], kept["rationale"]) == ("supported", "Page 4 says so.")


def test_only_a_verdict_that_needs_another_look_is_proposed_again_by_who_proposes(cast):
    claim = make_checked_claim(cast)
    verdict = claim.assessments.get()
    with pytest.raises(WrongState):
        again(cast.checker, verdict)
    workflow.reopen(actor=cast.editor, claim_id=claim.pk)
    for actor, refusal in ((cast.reporter, NotAllowed), (cast.stranger, NotFound)):
        with pytest.raises(refusal):
            again(actor, verdict)
    with pytest.raises(Stale):
        assessments.propose_again(
            actor=cast.checker, assessment_id=verdict.pk, seen_version=verdict.version
        )
    with pytest.raises(NotFound):
        assessments.propose_again(actor=cast.checker, assessment_id=10**9, seen_version=1)


def test_nobody_approves_what_was_changed_after_they_looked(cast, claim):
    proposal = make_proposal(cast, claim)
    claims.edit(
        actor=cast.checker, claim_id=claim.pk, seen_version=None, statement="Something else."
    )

    with pytest.raises(Stale):
        assessments.approve(
            actor=cast.editor, assessment_id=proposal.pk, seen_version=proposal.version
        )
