"""Whom it concerns that work changed hands, that a guest answered, that a webhook was paused."""

from collections.abc import Iterable

from annotations.models import GuestLink, Handover, Notification, User, Webhook

from .notify import notify_people

Kind = Notification.Kind


def handed_over(handover: Handover, *, watchers: Iterable[int], actor: User) -> None:
    """To both and to who watches (ids) what went: once each, however much it was."""
    people = {handover.receiver_id, handover.person_id, *watchers}
    _notify_of(handover, people, actor)


def taken_back(handover: Handover, *, actor: User) -> None:
    """To who was told of it and has read that; the others read how it ended."""
    notified = Notification.objects.filter(handover=handover)
    read = set(notified.read().values_list("person", flat=True))
    new = {handover.receiver_id, handover.person_id} - set(
        notified.values_list("person", flat=True)
    )
    _notify_of(handover, read | new, actor)


def _notify_of(handover: Handover, people: Iterable[int], actor: User) -> None:
    notify_people(
        Kind.HANDOVER,
        people,
        actor=actor,
        desk_id=handover.desk_id,
        article_id=None,
        handover=handover,
    )


def guest_answered(link: GuestLink) -> None:
    """To who looks after the link."""
    article = link.revision.article
    people = [link.assignee_id] if link.assignee_id else []
    notify_people(
        Kind.GUEST,
        people,
        actor=None,
        desk_id=article.desk_id,
        article_id=article.pk,
        guest_link=link,
    )


def webhook_paused(webhook: Webhook) -> None:
    """To who looks after it: its receiver is gone for good."""
    people = [webhook.assignee_id] if webhook.assignee_id else []
    notify_people(
        Kind.WEBHOOK,
        people,
        actor=None,
        desk_id=webhook.desk_id,
        article_id=None,
        webhook=webhook,
    )
