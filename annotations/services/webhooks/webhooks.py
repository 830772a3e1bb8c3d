"""Receivers of a desk's changes: add, edit, pause, remove; test one, send a message again."""

from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations import access
from annotations.errors import Invalid, WrongState
from annotations.models import Delivery, Desk, Event, Outbox, User, Webhook
from annotations.models.base import longest
from annotations.models.webhooks.webhooks import Kind, new_message_id, new_secret
from annotations.work import wakeup

from ..limits import is_full
from ..sources.urls import required_address
from ..transactions import (
    acting,
    chosen,
    locked,
    locked_of_desk,
    save_next,
)
from . import messages

MOST = 20  # Of a desk.
LONGEST = longest(Webhook, "address")
TAKEN = gettext_lazy("This desk already has a webhook with this address.")


def add(*, actor: User, desk_id: int, address: str, kinds: Iterable[str] = ()) -> Webhook:
    """Send a desk's changes to a web address from now on; no kinds: all of them.

    Raises NotFound, NotAllowed, and Invalid for what is no web address, is there already or is one
    too many.
    """
    access.require(actor, "keep webhooks", desk_id)
    address, wanted = required_address(address, "address", longest=LONGEST), _clean_kinds(kinds)
    with acting(actor):
        if is_full(Webhook.objects.filter(desk=desk_id), MOST, of=Desk, pk=desk_id):
            message = _("A desk can have at most %(most)s webhooks.")
            raise Invalid(message % {"most": MOST}, field="address")
        newest = Event.objects.order_by("-pk").values_list("pk", flat=True).first()
        given: dict[str, Any] = {"address": address, "kinds": wanted, "secret": new_secret()}
        given |= {"added_by": actor, "assignee": actor}
        try:
            with transaction.atomic():
                webhook = Webhook.objects.create(desk_id=desk_id, **given)
                Outbox.objects.create(webhook=webhook, made_until=newest or 0)
        except IntegrityError as error:
            raise Invalid(str(TAKEN), field="address") from error
    return webhook


def edit(*, actor: User, webhook_id: int, seen_version: int | None, **changes: Any) -> Webhook:
    """Change `address`, `kinds` and `is_paused`. What waits goes to the new address.

    Raises NotFound, NotAllowed, Stale, Invalid.
    """
    if "address" in changes:
        changes["address"] = required_address(changes["address"], "address", longest=LONGEST)
    if "kinds" in changes:
        changes["kinds"] = _clean_kinds(changes["kinds"])
    with acting(actor):
        webhook = _held(actor, webhook_id, seen_version)
        given = {name: new for name, new in changes.items() if getattr(webhook, name) != new}
        if "is_paused" in given:
            given["problem"] = ""
        if not given:
            return webhook
        try:
            with transaction.atomic():
                return _saved(webhook, **given)
        except IntegrityError as error:
            raise Invalid(str(TAKEN), field="address") from error


def rotate(*, actor: User, webhook_id: int, seen_version: int | None = None) -> Webhook:
    """Sign with a new secret from now on, what waits included.

    Raises NotFound, NotAllowed, Stale.
    """
    with acting(actor):
        webhook = _held(actor, webhook_id, seen_version)
        return _saved(webhook, secret=new_secret(), secret_since=timezone.now())


def pause(*, actor: User, webhook_id: int, seen_version: int | None = None) -> Webhook:
    """Send nothing until it is resumed; what happens meanwhile waits.

    Raises NotFound, NotAllowed, Stale, WrongState.
    """
    with acting(actor):
        webhook = _held(actor, webhook_id, seen_version)
        if webhook.is_paused:
            raise WrongState(_("This webhook is already paused."))
        return _saved(webhook, is_paused=True, problem="")


def resume(*, actor: User, webhook_id: int, seen_version: int | None = None) -> Webhook:
    """Send what waited and what happens from now on.

    Raises NotFound, NotAllowed, Stale, and WrongState when it is not paused.
    """
    with acting(actor):
        webhook = _held(actor, webhook_id, seen_version)
        if not webhook.is_paused:
            raise WrongState(_("This webhook is not paused."))
        return _saved(webhook, is_paused=False, problem="")


def remove(*, actor: User, webhook_id: int, seen_version: int | None = None) -> None:
    """Forget it with its log. Raises NotFound, NotAllowed, Stale."""
    with acting(actor):
        _held(actor, webhook_id, seen_version).delete()


def test(*, actor: User, webhook_id: int) -> Delivery:
    """Send it a message of the kind `test`. Raises NotFound, NotAllowed, WrongState when paused."""
    with acting(actor):
        webhook = _held(actor, webhook_id, None)
        if webhook.is_paused:
            raise WrongState(_("This webhook is paused. Resume it first."))
        body = messages.written(Kind.TEST, {"desk": webhook.desk_id})
        wakeup.ring_webhooks()
        return Delivery.objects.create(
            webhook=webhook, message_id=new_message_id(), kind=Kind.TEST, body=body
        )


def replay(*, actor: User, delivery_id: int) -> Delivery:
    """Send a message once more, with the id it had, so that its receiver can tell.

    Raises NotFound, NotAllowed, and WrongState while it waits to be sent anyway.
    """
    with acting(actor):
        row = locked(Delivery.objects.all(), delivery_id)
        access.require(actor, "keep webhooks", row.webhook.desk_id)
        if row.due_at is not None:
            raise WrongState(_("This message is still waiting to be sent."))
        row.tries, row.problem = 0, ""
        row.save(update_fields=["tries", "problem"])
        Delivery.objects.filter(pk=row.pk).update(due_at=Now())
        wakeup.ring_webhooks()
        row.refresh_from_db()
    return row


def _clean_kinds(kinds: Iterable[str]) -> list[str]:
    return sorted({chosen(Kind, kind, "kinds") for kind in kinds} - {Kind.TEST})


def _held(actor: User, webhook_id: int, seen_version: int | None) -> Webhook:
    rows = Webhook.objects.all()
    return locked_of_desk(actor, "keep webhooks", rows, webhook_id, seen_version)


def _saved(webhook: Webhook, **changes: Any) -> Webhook:
    save_next(webhook, **changes)
    wakeup.ring_webhooks()
    return webhook
