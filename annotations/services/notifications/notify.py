"""Tells people of what concerns them, in the transaction that causes it.

Never who did it, and nobody who may not see the desk. Reading asks again: somebody may leave.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db.models import Q, QuerySet
from django.utils import timezone

from annotations.models import (
    Claim,
    Comment,
    GuestLink,
    Handover,
    MailSettings,
    Membership,
    Notification,
    Role,
    Thread,
    Transfer,
    User,
    Webhook,
)
from annotations.models.base import BATCH
from annotations.models.notice import notify_all
from annotations.work import wakeup


def notify_people(
    kind: str,
    people: Iterable[int],
    *,
    actor: User | None,
    desk_id: int,
    article_id: int | None,
    claim_id: int | None = None,
    thread: Thread | None = None,
    comment: Comment | None = None,
    assessment_id: int | None = None,
    handover: Handover | None = None,
    transfer: Transfer | None = None,
    guest_link: GuestLink | None = None,
    webhook: Webhook | None = None,
) -> None:
    """One notification for each of these people (ids) who can see the desk; open pages hear of it.

    Who was told of the same comment is not told again. Without an article it stands on the desk.
    """
    receivers = _who_can_see({pk for pk in people if actor is None or pk != actor.pk}, desk_id)
    rows = [
        Notification(
            person_id=pk,
            kind=kind,
            actor=actor,
            article_id=article_id,
            desk_id=None if article_id else desk_id,
            handover=handover,
            transfer=transfer,
            guest_link=guest_link,
            webhook=webhook,
            claim_id=claim_id,
            thread=thread,
            comment=comment,
            assessment_id=assessment_id,
        )
        for pk in receivers
    ]
    _keep(rows, receivers, ignore_conflicts=comment is not None)
    notify_all("notification", [(desk_id, None, pk) for pk in receivers])


def notify_of_claims(kind: str, whom: Iterable[tuple[int, Claim]], *, actor: User | None) -> None:
    """The same of many claims, by as many statements as they have desks: (person's id, claim).

    Who was told already of what an article repeats is not told again.
    """
    by_desk: dict[int, list[tuple[int, Claim]]] = defaultdict(list)
    for pk, claim in whom:
        if actor is None or pk != actor.pk:
            by_desk[claim.desk_id].append((pk, claim))
    for desk_id, pairs in by_desk.items():
        receivers = _who_can_see({pk for pk, _ in pairs}, desk_id)
        rows = [
            Notification(
                person_id=pk,
                kind=kind,
                actor=actor,
                article_id=claim.article_id,
                claim_id=claim.pk,
            )
            for pk, claim in pairs
            if pk in receivers
        ]
        _keep(rows, receivers, ignore_conflicts=kind == Notification.Kind.REPEATED)
        notify_all("notification", [(desk_id, None, pk) for pk in receivers])


def _keep(
    rows: list[Notification], receivers: Mapping[int, str], *, ignore_conflicts: bool = False
) -> None:
    """Save them, each to be mailed when its person wishes; `told` are the addresses."""
    if not rows:
        return
    wishes = _settings_of(receivers)
    moment = timezone.now()
    for row in rows:
        if receivers[row.person_id]:
            row.mail_at = wishes[row.person_id].mail_at(row.kind, moment)
    Notification.objects.bulk_create(rows, BATCH, ignore_conflicts=ignore_conflicts)
    if any(row.mail_at == moment for row in rows):
        wakeup.ring_mail()


def editors_of(desk_id: int) -> list[int]:
    """Ids of the desk's editors who can sign in."""
    return list(_editors().filter(desk=desk_id).values_list("user", flat=True))


def desks_with_editors() -> QuerySet[Membership, int]:
    """Ids of the desks that have any."""
    return _editors().values_list("desk", flat=True)


def _editors() -> QuerySet[Membership]:
    return Membership.objects.working().filter(role=Role.EDITOR)


def _who_can_see(wanted: set[int], desk_id: int) -> dict[int, str]:
    """Their ids, each with the address that mail goes to."""
    if not wanted:
        return {}
    active = User.objects.filter(pk__in=wanted, is_active=True)
    members = Membership.objects.filter(desk=desk_id, user__in=wanted).values("user")
    seeing = active.filter(Q(is_superuser=True) | Q(pk__in=members))
    return dict(seeing.order_by("pk").values_list("pk", "email"))


def _settings_of(people: Iterable[int]) -> dict[int, MailSettings]:
    """Of each of them; who never chose gets the settings everybody begins with."""
    missing = [MailSettings(person_id=pk) for pk in people]
    MailSettings.objects.bulk_create(missing, ignore_conflicts=True)
    return MailSettings.objects.in_bulk(people)
