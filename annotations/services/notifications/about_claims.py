"""Whom the life of a claim concerns, and when they are told."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef
from django.db.models.functions import Now

from annotations import access
from annotations.models import Assessment, Claim, Notification, User, Watch
from annotations.models.audit import acting_person

from .notify import editors_of, notify_of_claims, notify_people

Kind = Notification.Kind


def assigned(claims: Iterable[Claim], actor: User) -> None:
    """Somebody gave these claims to the people who have them now."""
    whom = [(one.assignee_id, one) for one in claims if one.assignee_id]
    notify_of_claims(Kind.ASSIGNED, whom, actor=actor)


def review_asked(claim: Claim, actor: User) -> None:
    """To the editors who may decide on one of its proposals; one who was told and has not read
    that yet is not told again."""
    pending = list(Assessment.objects.pending().filter(claim=claim))
    if not pending:
        return
    asked = Notification.objects.unread().filter(kind=Kind.REVIEW, claim=claim)
    notified = set(asked.values_list("person", flat=True))
    editors = [pk for pk in editors_of(claim.desk_id) if pk not in notified]
    eligible = [
        pk
        for pk in editors
        if any(access.is_second_person(User(pk=pk), proposal) for proposal in pending)
    ]
    notify_people(Kind.REVIEW, eligible, actor=actor, assessment_id=pending[0].pk, **_place(claim))


def rater_named(claim: Claim, rater: User, actor: User) -> None:
    """To somebody whom a colleague asked to rate the claim unseen."""
    notify_people(Kind.ASSIGNED, [rater.pk], actor=actor, **_place(claim))


def ratings_differ(claim: Claim, raters: Iterable[int], actor: User) -> None:
    """To the editors who did not rate it: they decide."""
    editors = set(editors_of(claim.desk_id)) - set(raters)
    notify_people(Kind.REVIEW, sorted(editors), actor=actor, **_place(claim))


def decided(claim: Claim, assessment: Assessment, actor: User) -> None:
    """To the author: their verdict was approved or returned."""
    if not Assessment.objects.pending().filter(claim=claim).exists():
        put_aside([claim])
    is_approved = assessment.state == Assessment.State.APPROVED
    kind = Kind.APPROVED if is_approved else Kind.RETURNED
    people = [assessment.author_id] if assessment.author_id else []
    notify_people(kind, people, actor=actor, assessment_id=assessment.pk, **_place(claim))


def put_aside(claims: Iterable[Claim]) -> None:
    """Nobody is asked any more to review what waits for nobody."""
    asked = Notification.objects.unread().filter(kind=Kind.REVIEW)
    asked.filter(claim__in=[one.pk for one in claims]).update(read_at=Now())


def changed(claims: Iterable[Claim]) -> None:
    """To who watches them, that whoever acts in this transaction changed these claims.

    One who was told of a claim and has not read that yet is not told again.
    """
    rows = {one.pk: one for one in claims}
    notified = Notification.objects.unread().filter(
        kind=Kind.WATCHED, claim=OuterRef("claim"), person=OuterRef("person")
    )
    watching = Watch.objects.filter(~Exists(notified), claim__in=list(rows)).order_by("pk")
    whom = [(pk, rows[claim]) for pk, claim in watching.values_list("person", "claim")]
    if whom:
        person = acting_person()
        actor = User.objects.filter(pk=person).first() if person else None
        notify_of_claims(Kind.WATCHED, whom, actor=actor)


def _place(claim: Claim) -> dict[str, Any]:
    return {"desk_id": claim.desk_id, "article_id": claim.article_id, "claim_id": claim.pk}
