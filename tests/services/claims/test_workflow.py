"""Each step of a claim's way: from where, by whom, and what it leaves."""

import pytest

from annotations.errors import Invalid, NotAllowed, NotFound, Stale, WrongState
from annotations.models import Claim, Stage
from annotations.models.claims import workflow as table
from annotations.services.claims import workflow
from tests.factory import make_checked_claim, make_claim, make_proposal

VERBS = {
    "take": (workflow.take, {"open"}, "checking", "reporter"),
    "dismiss": (
        workflow.dismiss,
        {"suggested", "open", "checking", "review"},
        "dismissed",
        "checker",
    ),
    "reopen": (workflow.reopen, {"checked", "dismissed"}, "open", "checker"),
    "accept": (workflow.accept, {"suggested"}, "open", "reporter"),
}
LADDER = ["viewer", "reporter", "checker", "editor"]


def in_stage(cast, stage) -> Claim:
    claim = make_claim(cast)
    Claim.objects.filter(pk=claim.pk).update(stage=stage)
    claim.refresh_from_db()
    return claim


@pytest.mark.parametrize("stage", Stage.values)
@pytest.mark.parametrize("name", VERBS)
def test_a_verb_works_from_its_stages_only(cast, name, stage):
    verb, sources, target, _ = VERBS[name]
    claim = in_stage(cast, stage)
    if stage in sources:
        assert verb(actor=cast.editor, claim_id=claim.pk).stage == target
        claim.refresh_from_db()
        assert (claim.stage, claim.version) == (target, 2)
    else:
        with pytest.raises(WrongState, match=r"(while|once) the claim is"):
            verb(actor=cast.editor, claim_id=claim.pk)
        claim.refresh_from_db()
        assert (claim.stage, claim.version) == (stage, 1)


@pytest.mark.parametrize("name", VERBS)
def test_a_verb_needs_its_role(cast, name):
    verb, sources, _, least = VERBS[name]
    for role in LADDER:
        claim = in_stage(cast, min(sources))
        if LADDER.index(role) >= LADDER.index(least):
            verb(actor=cast.by_role(role), claim_id=claim.pk)
        else:
            with pytest.raises(NotAllowed):
                verb(actor=cast.by_role(role), claim_id=claim.pk)
    with pytest.raises(NotFound):
        verb(actor=cast.stranger, claim_id=in_stage(cast, min(sources)).pk)


@pytest.mark.parametrize("name", VERBS)
def test_a_verb_on_a_version_that_is_gone_is_refused(cast, name):
    verb, sources, _, _ = VERBS[name]
    claim = in_stage(cast, min(sources))
    with pytest.raises(Stale):
        verb(actor=cast.editor, claim_id=claim.pk, seen_version=7)


def test_who_takes_a_claim_has_it_and_a_second_person_is_too_late(cast):
    claim = make_claim(cast)
    workflow.take(actor=cast.checker, claim_id=claim.pk)
    with pytest.raises(WrongState):
        workflow.take(actor=cast.editor, claim_id=claim.pk)

    claim.refresh_from_db()
    assert claim.assignee == cast.checker


def test_a_claim_is_given_to_a_member_or_to_nobody(cast):
    claim = make_claim(cast)
    given = {"actor": cast.checker, "claim_id": claim.pk}

    assert workflow.assign(**given, user=cast.reporter).assignee == cast.reporter
    assert workflow.assign(**given, user=None).assignee is None
    with pytest.raises(Invalid) as refusal:
        workflow.assign(**given, user=cast.stranger)
    assert refusal.value.field == "user"
    with pytest.raises(NotAllowed):
        workflow.assign(**given | {"actor": cast.reporter}, user=cast.reporter)


def test_a_review_needs_something_to_review(cast):
    claim = in_stage(cast, "checking")
    with pytest.raises(WrongState, match="Propose"):
        workflow.review(actor=cast.checker, claim_id=claim.pk)

    make_proposal(cast, claim)
    Claim.objects.filter(pk=claim.pk).update(stage="checking")
    assert workflow.review(actor=cast.checker, claim_id=claim.pk).stage == "review"


def test_why_a_claim_was_dismissed_is_kept(cast):
    claim = make_claim(cast)
    workflow.dismiss(actor=cast.checker, claim_id=claim.pk, note=" An opinion. ")

    claim.refresh_from_db()
    assert claim.stage_note == "An opinion."


def test_the_verdict_of_a_reopened_claim_stays_and_needs_another_look(cast):
    claim = make_checked_claim(cast)
    workflow.reopen(actor=cast.checker, claim_id=claim.pk, note="New report")

    claim.refresh_from_db()
    assert (claim.stage, claim.stage_note) == ("open", "New report")
    verdict = claim.assessments.get()
    assert (verdict.state, verdict.needs_another_look) == ("approved", True)


def test_a_move_leads_where_the_table_says(cast, monkeypatch):
    elsewhere = {
        name: move._replace(ends=Stage.CHECKED if move.ends else None)
        for name, move in table.MOVES.items()
    }
    monkeypatch.setattr(table, "MOVES", elsewhere)
    for name, (verb, sources, _, _) in VERBS.items():
        claim = in_stage(cast, min(sources))
        assert verb(actor=cast.editor, claim_id=claim.pk).stage == "checked", name
