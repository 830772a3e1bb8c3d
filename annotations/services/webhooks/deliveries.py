"""Which messages are to be sent, and what became of them; they are sent by jobs/send_webhooks.py.

Each is a row that a worker leases (work/leases.py): a killed worker loses none. It is tried after a
minute, two, four, … for about seventeen hours, then given up; the log keeps it, and a person may
send it again.
"""

import random
from collections.abc import Collection
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Greatest, Now
from django.utils.translation import gettext_noop as _

from annotations.models import Delivery, Webhook
from annotations.models.base import longest
from annotations.work.leases import WEBHOOKS

from ..notifications import about_desks

KEPT = timedelta(days=30)
LONGEST_WAIT = 6 * 3600  # Seconds; a receiver that asks for more is asked after so many.
# Of the time until the next try, so that those that failed together do not come back together.
SPREAD = 0.1
DIED = _("The worker stopped while it was sending this.")
GONE = _("The receiver says that it is gone for good (410).")


def take(*, but_not_to: Collection[int] = ()) -> Delivery | None:
    """The next one that is due, nobody else's for a while; none for these receivers (ids)."""
    taken = WEBHOOKS.take(Delivery.objects.due().exclude(webhook__in=but_not_to))
    return Delivery.objects.select_related("webhook").filter(pk__in=taken).first()


def park_exhausted() -> None:
    """Give up those that were tried too often, and forget what is old."""
    WEBHOOKS.park(Delivery.objects.due(), problem=DIED)
    old = Delivery.objects.filter(created_at__lt=Now() - KEPT, due_at=None)
    old.delete()


def end(row: Delivery, *, status: int | None, problem: str, wait: float = 0) -> None:
    """It arrived, or has a problem: then it is tried later, or given up if this was the last try.

    A receiver that asks to be left alone for so many seconds (`wait`) is; one that is gone for good
    is paused.
    """
    changes: dict[str, Any] = {
        "tried_at": Now(),
        "status": status,
        "problem": problem[: longest(Delivery, "problem")],
    }
    if not problem:
        changes |= {"delivered_at": Now(), "due_at": None}
    elif row.tries >= (WEBHOOKS.most_tries or 0):
        changes |= {"due_at": None}
    else:
        changes |= {"due_at": _next_try(row, wait)}
    with transaction.atomic():
        WEBHOOKS.held(row).update(**changes)
        if status == 410:
            _pause(row.webhook_id)


def _next_try(row: Delivery, wait: float) -> CombinedExpression:
    """Not before its lease ends, which is how long it waits."""
    asked = Now() + timedelta(seconds=min(max(wait, 0), LONGEST_WAIT))
    spread = random.random()  # noqa: S311 - Nobody gains by knowing it.
    later = WEBHOOKS.length(row.tries - 1) * SPREAD * spread
    return Greatest(F("due_at"), asked) + later


def _pause(webhook_id: int) -> None:
    """Once, however many messages its receiver answers so."""
    running = Webhook.objects.active().filter(pk=webhook_id)
    if running.update(is_paused=True, problem=GONE, version=F("version") + 1):
        about_desks.webhook_paused(Webhook.objects.get(pk=webhook_id))
