"""Whom the life of a claim concerns, and when they are told."""

from typing import Any

from django.db.models.functions import Now

from annotations import access
from annotations.models import Assessment, Claim, Notification, User, Watch
from annotations.models.audit import acting_person

from .notify import editors_of, tell

Kind = Notification.Kind


def assigned(claim: Claim, actor: User) -> None:
    """Somebody gave the claim to a person."""
    if claim.assignee_id:
        tell(Kind.ASSIGNED, [claim.assignee_id], actor=actor, **_place(claim))


def review_asked(claim: Claim, actor: User) -> None:
    """To the editors who may decide on one of its proposals; one who was told and has not read
    that yet is not told again."""
    pending = list(Assessment.objects.pending().filter(claim=claim))
    if not pending:
        return
    asked = Notification.objects.unread().filter(kind=Kind.REVIEW, claim=claim)
    told = set(asked.values_list("person", flat=True))
    editors = [pk for pk in editors_of(claim.desk_id) if pk not in told]
    eligible = [
        pk
        for pk in editors
        if any(access.is_second_person(User(pk=pk), proposal) for proposal in pending)
    ]
    tell(Kind.REVIEW, eligible, actor=actor, assessment_id=pending[0].pk, **_place(claim))


def decided(claim: Claim, assessment: Assessment, actor: User) -> None:
    """To the author: their verdict was approved or returned.

    Nobody is asked any more to review what waits for nobody.
    """
    if not Assessment.objects.pending().filter(claim=claim).exists():
        asked = Notification.objects.unread().filter(kind=Kind.REVIEW, claim=claim)
        asked.update(read_at=Now())
    is_approved = assessment.state == Assessment.State.APPROVED
    kind = Kind.APPROVED if is_approved else Kind.RETURNED
    people = [assessment.author_id] if assessment.author_id else []
    tell(kind, people, actor=actor, assessment_id=assessment.pk, **_place(claim))


def changed(claim: Claim) -> None:
    """To who watches the claim, that whoever acts in this transaction changed it.

    One who was told and has not read that yet is not told again.
    """
    told = Notification.objects.unread().filter(kind=Kind.WATCHED, claim=claim).values("person")
    watching = Watch.objects.filter(claim=claim).exclude(person__in=told)
    people = list(watching.values_list("person", flat=True))
    if people:
        person = acting_person()
        actor = User.objects.filter(pk=person).first() if person else None
        tell(Kind.WATCHED, people, actor=actor, **_place(claim))


def _place(claim: Claim) -> dict[str, Any]:
    return {"desk_id": claim.desk_id, "article_id": claim.article_id, "claim_id": claim.pk}
