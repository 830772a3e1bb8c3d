"""Four eyes, one verdict, one proposal a person: held by the database, not only by the services."""

import pytest

from annotations.models import Assessment, Claim, Evidence, Rating
from tests.factory import make_checked_claim, make_claim, make_evidence, make_proposal

from .refused_by_database import refused


@pytest.fixture
def proposal(cast):
    return make_proposal(cast, make_claim(cast))


def change(assessment, **columns):
    Assessment.objects.filter(pk=assessment.pk).update(**columns)


def test_nobody_reviews_their_own_assessment(cast, proposal):
    with refused("assessment_four_eyes"):
        change(proposal, state="approved", reviewer=cast.checker)


@pytest.mark.parametrize("state", ["approved", "returned"])
def test_nothing_is_decided_by_nobody(proposal, state):
    with refused("assessment_decided_by_somebody"):
        change(proposal, state=state)


def test_a_proposal_has_no_reviewer_yet(cast, proposal):
    with refused("assessment_decided_by_somebody"):
        change(proposal, reviewer=cast.editor)


def test_one_verdict_a_question_stands(cast):
    claim = make_checked_claim(cast)
    second = make_proposal(cast, claim, actor=cast.editor)
    with refused("assessment_one_approved"):
        change(second, state="approved", reviewer=cast.second_editor)


def test_a_person_has_one_proposal_a_question(cast, proposal):
    with refused("assessment_one_pending_a_person"):
        Assessment.objects.create(
            claim=proposal.claim,
            question="true",
            rating=proposal.rating,
            rationale="Again",
            author=cast.checker,
        )


def test_two_people_may_propose_on_one_question(cast, proposal):
    make_proposal(cast, proposal.claim, actor=cast.editor)

    assert Assessment.objects.pending().count() == 2


def test_a_rationale_is_not_empty(proposal):
    with refused("assessment_has_rationale"):
        change(proposal, rationale="")


def test_what_the_database_makes_of_a_verdict_nobody_writes(cast):
    claim = make_checked_claim(cast)
    before = Assessment.objects.values("kept", "basis", "digest", "changers").get()
    verdict = claim.assessments.get()
    change(verdict, kept={}, basis="x", digest="x", changers=[1], needs_another_look=True)

    verdict.refresh_from_db()
    assert {name: getattr(verdict, name) for name in before} == before
    assert not verdict.needs_another_look


def test_a_rating_belongs_to_the_question_it_answers(proposal):
    with refused("assessment_rating_of_question"):
        change(proposal, question="said")


@pytest.mark.parametrize(
    ("column", "value", "constraint"),
    [
        ("stage", "finished", "claim_stage_known"),
        ("statement", "", "claim_has_statement"),
        ("asks_true", False, "claim_asks_something"),
    ],
)
def test_a_claim_without_sense_is_refused(cast, column, value, constraint):
    claim = make_claim(cast)
    with refused(constraint):
        Claim.objects.filter(pk=claim.pk).update(**{column: value})


@pytest.mark.parametrize(
    ("column", "constraint"),
    [("stance", "evidence_stance_known"), ("question", "evidence_question_known")],
)
def test_evidence_says_something_known_on_something_known(cast, column, constraint):
    evidence = make_evidence(cast, make_claim(cast))
    with refused(constraint):
        Evidence.objects.filter(pk=evidence.pk).update(**{column: "odd"})


@pytest.mark.parametrize("value", [0, 6])
def test_a_rating_is_worth_one_to_five(cast, value):
    with refused("rating_value_1_to_5"):
        Rating.objects.filter(desk=cast.desk, slug="mixed").update(value=value)


def test_a_step_stands_once_on_a_scale(cast):
    with refused("rating_once"):
        Rating.objects.filter(desk=cast.desk, slug="mixed").update(slug="opinion")
