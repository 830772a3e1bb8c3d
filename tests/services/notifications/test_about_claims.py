"""Whom the life of a claim concerns hears of it, and nobody else."""

from annotations.models import Notification
from annotations.services.claims import assessments, bulk, watching, workflow
from annotations.services.notifications import reading
from tests.factory import make_claim, make_proposal


def told(kind: str) -> list[str]:
    rows = Notification.objects.filter(kind=kind).order_by("person__username")
    return list(rows.values_list("person__username", flat=True))


def test_who_is_given_a_claim_hears_of_it(cast):
    claim = make_claim(cast)
    workflow.assign(actor=cast.editor, claim_id=claim.pk, user=cast.checker)
    assert told("assigned") == ["checker"]
    workflow.assign(actor=cast.editor, claim_id=claim.pk, user=cast.editor)
    assert told("assigned") == ["checker"]


def test_a_review_is_asked_of_editors_who_may_answer_and_once(cast):
    claim = make_claim(cast)
    make_proposal(cast, claim, actor=cast.editor)
    assert told("review") == ["second_editor"]
    make_proposal(cast, claim, actor=cast.editor, rating="refuted")
    assert told("review") == ["second_editor"]


def test_nobody_is_asked_any_more_to_review_what_was_dismissed(cast):
    one, other = make_claim(cast), make_claim(cast)
    for claim in (one, other):
        make_proposal(cast, claim)
    workflow.dismiss(actor=cast.editor, claim_id=one.pk)
    asked = Notification.objects.unread().filter(kind="review")
    assert set(asked.values_list("claim", flat=True)) == {other.pk}
    bulk.dismiss(actor=cast.editor, seen={other.pk: None}, note="An opinion.")
    assert not asked.exists()


def test_the_author_hears_what_became_of_a_verdict(cast):
    proposal = make_proposal(cast, make_claim(cast))
    assessments.return_(
        actor=cast.editor, assessment_id=proposal.pk, seen_version=proposal.version, note="Source?"
    )
    again = make_proposal(cast, proposal.claim)
    assessments.approve(actor=cast.editor, assessment_id=again.pk, seen_version=again.version)
    assert told("returned") == told("approved") == ["checker"]
    assert not Notification.objects.unread().filter(kind="review").exists()


def test_who_watches_a_claim_hears_once_until_they_have_read_it(cast):
    claim = make_claim(cast)
    watching.watch(actor=cast.viewer, claim_id=claim.pk)
    watching.watch(actor=cast.checker, claim_id=claim.pk)
    workflow.take(actor=cast.checker, claim_id=claim.pk)
    workflow.hand_back(actor=cast.checker, claim_id=claim.pk)
    assert told("watched") == ["viewer"]
    reading.read(actor=cast.viewer, notification_id=Notification.objects.get().pk)
    workflow.take(actor=cast.editor, claim_id=claim.pk)
    assert told("watched") == ["checker", "viewer", "viewer"]


def test_only_ones_own_are_read(cast):
    claim = make_claim(cast)
    workflow.assign(actor=cast.editor, claim_id=claim.pk, user=cast.checker)
    row = Notification.objects.get()
    assert reading.read_all(actor=cast.editor, up_to=row.pk) == 0
    assert reading.read(actor=cast.checker, notification_id=row.pk).read_at


def test_who_left_the_desk_sees_nothing_of_what_they_were_told(cast):
    workflow.assign(actor=cast.editor, claim_id=make_claim(cast).pk, user=cast.checker)
    cast.checker.memberships.all().delete()
    cast.checker.__dict__.pop("_roles", None)
    assert not Notification.objects.visible_to(cast.checker).exists()
