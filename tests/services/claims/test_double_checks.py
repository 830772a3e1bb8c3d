"""Two people rate a claim unseen by each other; what differs, an editor decides."""

import pytest
from django.db import IntegrityError, transaction

from annotations.errors import FourEyes, Invalid, NotAllowed, NotFound, Stale, WrongState
from annotations.models import (
    Assessment,
    BlindRating,
    Claim,
    ClaimLabel,
    Desk,
    DoubleCheck,
    Labelling,
    Notification,
    User,
)
from annotations.models.claims import queues
from annotations.services.accounts import desks
from annotations.services.claims import assessments, claims, double_checks, joining, workflow
from tests import factory

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(cast) -> Claim:
    Desk.objects.filter(pk=cast.desk.pk).update(is_double_checked=True)
    return factory.make_claim(cast)


def rate(actor, claim, rating="refuted", why="The report says otherwise.", **more) -> BlindRating:
    return double_checks.hand_in(
        actor=actor, claim_id=claim.pk, question="true", rating=rating, rationale=why, **more
    )


def check_of(claim) -> DoubleCheck:
    return DoubleCheck.objects.get(claim=claim)


def differing(cast, claim) -> DoubleCheck:
    rate(cast.checker, claim, "refuted", "No figures.")
    rate(cast.second_editor, claim, "mixed", "Half of it.")
    return check_of(claim)


def test_ratings_that_agree_go_on_to_the_ordinary_review(cast, claim):
    rate(cast.checker, claim, "refuted", "First words.")
    assert not Assessment.objects.exists()
    rate(cast.second_editor, claim, "refuted", "Second words.")

    verdict = Assessment.objects.get()
    claim.refresh_from_db()
    assert (verdict.state, verdict.author, verdict.rated_with) == (
        "proposed", cast.second_editor, cast.checker,
    )  # fmt: skip
    assert (check_of(claim).state, claim.stage) == ("agreed", "review")

    with pytest.raises(FourEyes):
        assessments.approve(
            actor=cast.second_editor, assessment_id=verdict.pk, seen_version=verdict.version
        )
    assessments.approve(actor=cast.editor, assessment_id=verdict.pk, seen_version=verdict.version)
    claim.refresh_from_db()
    assert claim.stage == "checked"


def test_nobody_who_rated_it_approves_what_two_found(cast, claim):
    rate(cast.editor, claim)
    rate(cast.checker, claim)
    verdict = Assessment.objects.get()

    with pytest.raises(FourEyes):
        assessments.approve(
            actor=cast.editor, assessment_id=verdict.pk, seen_version=verdict.version
        )
    assert not Assessment.objects.decidable_by(cast.editor).exists()
    assert Assessment.objects.decidable_by(cast.second_editor).exists()
    with pytest.raises(IntegrityError, match="assessment_not_by_rater"), transaction.atomic():
        Assessment.objects.update(state="returned", reviewer=cast.editor)


def test_what_only_raters_could_decide_waits_for_another_editor(cast, claim):
    rate(cast.editor, claim)
    rate(cast.second_editor, claim)

    assert Assessment.objects.without_editor().exists()


def test_ratings_that_differ_wait_for_an_editor_who_did_not_rate(cast, claim):
    check = differing(cast, claim)
    claim.refresh_from_db()

    assert (check.state, claim.stage) == ("differing", "review")
    assert not Assessment.objects.exists()
    told = Notification.objects.filter(kind="review").values_list("person__username", flat=True)
    assert list(told) == ["editor"]
    assert DoubleCheck.objects.decidable_by(cast.editor).exists()
    assert not DoubleCheck.objects.decidable_by(cast.second_editor).exists()


def test_the_editor_who_chooses_one_approves_it(cast, claim):
    check = differing(cast, claim)
    one = check.ratings.get(rater=cast.checker)
    verdict = double_checks.decide(
        actor=cast.editor, double_check_id=check.pk, seen_version=check.version, choice=one.pk
    )

    claim.refresh_from_db()
    assert (verdict.state, verdict.author, verdict.reviewer) == (
        "approved", cast.checker, cast.editor,
    )  # fmt: skip
    assert (check_of(claim).state, claim.stage) == ("decided", "checked")
    assert verdict.rationale == "No figures."


def test_a_third_verdict_of_the_editor_needs_a_second_one(cast, claim):
    check = differing(cast, claim)
    verdict = double_checks.decide(
        actor=cast.editor,
        double_check_id=check.pk,
        seen_version=check.version,
        rating="misleading",
        rationale="Both left out the tax.",
    )

    claim.refresh_from_db()
    assert (verdict.state, verdict.author, claim.stage) == ("proposed", cast.editor, "review")
    assert check_of(claim).state == "decided"


def test_who_may_decide_and_what_is_refused(cast, claim):
    check = differing(cast, claim)
    given = {"double_check_id": check.pk, "seen_version": check.version}
    choice = check.ratings.first().pk

    for actor, error in (
        (cast.second_editor, FourEyes),
        (cast.checker, NotAllowed),
        (cast.viewer, NotAllowed),
        (cast.stranger, NotFound),
    ):
        with pytest.raises(error):
            double_checks.decide(actor=actor, choice=choice, **given)
    with pytest.raises(Invalid):
        double_checks.decide(actor=cast.editor, choice=0, **given)
    with pytest.raises(Invalid):
        double_checks.decide(actor=cast.editor, **given)
    with pytest.raises(Stale):
        double_checks.decide(
            actor=cast.editor, choice=choice, double_check_id=check.pk, seen_version=99
        )
    double_checks.decide(actor=cast.editor, choice=choice, **given)
    with pytest.raises(WrongState):
        double_checks.decide(
            actor=cast.editor, choice=choice, double_check_id=check.pk, seen_version=None
        )


def test_who_changed_the_claim_since_chooses_none_of_the_two(cast, claim):
    check = differing(cast, claim)
    factory.make_evidence(cast, claim, actor=cast.editor)

    with pytest.raises(FourEyes):
        double_checks.decide(
            actor=cast.editor,
            double_check_id=check.pk,
            seen_version=None,
            choice=check.ratings.first().pk,
        )


def test_nobody_proposes_while_two_people_rate(cast, claim):
    with pytest.raises(WrongState):
        factory.make_proposal(cast, claim)
    check = differing(cast, claim)
    with pytest.raises(WrongState):
        factory.make_proposal(cast, claim)
    with pytest.raises(IntegrityError, match="unseen"), transaction.atomic():
        Assessment.objects.create(
            claim=claim,
            question="true",
            rating=check.ratings.first().rating,
            rationale="Past the door.",
            author=cast.checker,
        )


def test_a_label_asks_for_it_as_well(cast):
    claim, other = factory.make_claim(cast), factory.make_claim(cast)
    label = ClaimLabel.objects.create(
        desk=cast.desk, name="Sensitive", key="sensitive", is_double_checked=True
    )
    Labelling.objects.create(claim=claim, label=label)

    with pytest.raises(WrongState):
        factory.make_proposal(cast, claim)
    factory.make_proposal(cast, other)
    with pytest.raises(WrongState):
        rate(cast.checker, other)


def test_what_was_proposed_before_goes_on_as_it_began(cast):
    claim = factory.make_claim(cast)
    factory.make_proposal(cast, claim)
    Desk.objects.update(is_double_checked=True)

    factory.make_proposal(cast, claim, actor=cast.editor)
    with pytest.raises(WrongState):
        rate(cast.second_editor, claim)


def test_two_people_and_no_third_one(cast, claim):
    double_checks.take(actor=cast.checker, claim_id=claim.pk, question="true")
    double_checks.take(actor=cast.checker, claim_id=claim.pk, question="true", rater=cast.editor)
    claim.refresh_from_db()

    assert (claim.stage, claim.assignee) == ("checking", cast.checker)
    assert Notification.objects.get(kind="assigned").person == cast.editor
    with pytest.raises(WrongState):
        rate(cast.second_editor, claim)
    with pytest.raises(Invalid):
        double_checks.take(
            actor=cast.checker, claim_id=claim.pk, question="true", rater=cast.viewer
        )
    for actor, error in ((cast.viewer, NotAllowed), (cast.stranger, NotFound)):
        with pytest.raises(error):
            rate(actor, claim)
        with pytest.raises(error):
            double_checks.take(actor=actor, claim_id=claim.pk, question="true")


def test_the_first_to_hand_in_may_think_again_and_nobody_after_both_did(cast, claim):
    rate(cast.checker, claim, "mixed", "At first.")
    rate(cast.checker, claim, "refuted", "On second thoughts.")
    rate(cast.editor, claim, "mixed", "Half.")

    assert BlindRating.objects.get(rater=cast.checker).rationale == "On second thoughts."
    with pytest.raises(WrongState):
        rate(cast.checker, claim, "mixed", "As you say.")
    with pytest.raises(IntegrityError, match="stays"), transaction.atomic():
        BlindRating.objects.update(rationale="Reworded.")


def test_a_first_rating_changes_nothing_that_anybody_sees_of_the_claim(cast, claim):
    for rater in (cast.checker, cast.editor):
        double_checks.take(actor=rater, claim_id=claim.pk, question="true")
    before = Claim.objects.values().get(), DoubleCheck.objects.values().get()
    rate(cast.checker, claim)

    assert (Claim.objects.values().get(), DoubleCheck.objects.values().get()) == before
    assert not Notification.objects.filter(kind="review").exists()


def test_the_database_opens_nothing_before_both_are_in(cast, claim):
    rate(cast.checker, claim)
    for state in ("agreed", "differing"):
        with pytest.raises(IntegrityError, match="both are in"), transaction.atomic():
            DoubleCheck.objects.update(state=state, revealed_at="2026-01-01T00:00Z")
    with pytest.raises(IntegrityError, match="blind_rating_once"), transaction.atomic():
        BlindRating.objects.create(double_check=check_of(claim), seat=2, rater=cast.checker)
    with pytest.raises(IntegrityError, match="blind_rating_seat"), transaction.atomic():
        BlindRating.objects.create(double_check=check_of(claim), seat=3, rater=cast.editor)


def test_who_leaves_makes_room_and_an_editor_makes_it_too(cast, claim):
    mine = rate(cast.checker, claim)
    with pytest.raises(NotAllowed):
        double_checks.leave(actor=cast.reporter, blind_rating_id=mine.pk)
    desks.set_role(actor=cast.admin, desk=cast.desk, user=cast.reporter, role="checker")
    with pytest.raises(NotAllowed):
        double_checks.leave(actor=cast.reporter, blind_rating_id=mine.pk)
    double_checks.leave(actor=cast.editor, blind_rating_id=mine.pk)
    again = rate(cast.checker, claim)
    double_checks.leave(actor=cast.checker, blind_rating_id=again.pk)
    assert not BlindRating.objects.exists()


def test_called_off_it_goes_on_as_others_do(cast, claim):
    rate(cast.checker, claim)
    check = check_of(claim)
    with pytest.raises(NotAllowed):
        double_checks.call_off(actor=cast.checker, double_check_id=check.pk, seen_version=None)
    double_checks.call_off(actor=cast.editor, double_check_id=check.pk, seen_version=check.version)

    factory.make_proposal(cast, claim)
    with pytest.raises(WrongState):
        rate(cast.editor, claim)


def test_a_claim_put_aside_is_rated_no_more(cast, claim):
    rate(cast.checker, claim)
    workflow.dismiss(actor=cast.editor, claim_id=claim.pk, note="Not worth it.")
    with pytest.raises(WrongState):
        rate(cast.editor, claim)


def test_who_made_a_claim_does_not_delete_it_under_its_raters(cast):
    Desk.objects.update(is_double_checked=True)
    claim = factory.make_claim(cast, actor=cast.reporter)
    rate(cast.checker, claim)

    with pytest.raises(NotAllowed):
        claims.delete(actor=cast.reporter, claim_id=claim.pk, seen_version=None)
    claim.refresh_from_db()
    claims.delete(actor=cast.editor, claim_id=claim.pk, seen_version=claim.version)
    assert not DoubleCheck.objects.exists()


def test_a_question_that_two_people_rate_stays_asked(cast, claim):
    claims.edit(
        actor=cast.checker, claim_id=claim.pk, seen_version=None, questions=["said", "true"]
    )
    double_checks.take(actor=cast.checker, claim_id=claim.pk, question="said")

    def drop():
        claims.edit(
            actor=cast.editor,
            claim_id=claim.pk,
            seen_version=None,
            questions=["true"],
            set_aside=True,
        )

    with pytest.raises(WrongState):
        drop()
    check = check_of(claim)
    double_checks.call_off(actor=cast.editor, double_check_id=check.pk, seen_version=None)
    drop()
    claim.refresh_from_db()
    assert claim.questions == ["true"]


def test_what_all_editors_rated_differently_is_told_to_the_desk_and_to_administrators(cast, claim):
    rate(cast.editor, claim, "mixed")
    rate(cast.second_editor, claim, "refuted")

    assert DoubleCheck.objects.without_editor().exists()
    assert claim in queues.needs_another_editor(cast.viewer)
    assert claim in queues.to_decide(cast.admin)
    desks.set_role(actor=cast.admin, desk=cast.desk, user=cast.checker, role="editor")
    assert claim not in queues.needs_another_editor(cast.viewer)
    assert claim in queues.to_decide(User.objects.get(pk=cast.checker.pk))


def test_a_claim_that_two_people_rate_is_merged_into_no_other(cast, claim):
    other = factory.make_claim(cast, claim.article, words="Ilka Varn")
    check = differing(cast, claim)
    with pytest.raises(WrongState, match="unseen"):
        joining.merge(actor=cast.checker, claim_id=other.pk, other_id=claim.pk)
    assert check_of(claim) == check
    joining.merge(actor=cast.checker, claim_id=claim.pk, other_id=other.pk)
