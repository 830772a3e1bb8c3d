"""Sends what is due to the receivers of desks' changes, never inside a transaction."""

import logging
import time

from annotations.models import Delivery
from annotations.services.webhooks import deliveries, messages, outbox
from annotations.work.fetch_url import Unfetched
from annotations.work.send_url import send

logger = logging.getLogger(__name__)
BROKEN = "It could not be sent. The worker’s log says why."


def send_due(seconds: float) -> int:
    """Make messages of what happened and send them, until none is due or `seconds` have passed.

    Says how many were sent, with success or without.
    """
    until = time.monotonic() + seconds
    outbox.fill()
    deliveries.park_exhausted()
    sent = 0
    failed: set[int] = set()  # One that is away keeps the others waiting no more than once.
    while time.monotonic() < until:
        row = deliveries.take(but_not_to=failed)
        if row is None:
            break
        status, problem, wait = _send(row)
        deliveries.end(row, status=status, problem=problem, wait=wait)
        if problem:
            failed.add(row.webhook_id)
        sent += 1
    return sent


def _send(row: Delivery) -> tuple[int | None, str, float]:
    """The status of the answer, if there was one, the problem, if there is one, and for how many
    seconds the receiver asks to be left alone."""
    body = row.body.encode()
    headers = messages.headers(row.webhook.secret, row.message_id, body, int(time.time()))
    try:
        status, wait = send(row.webhook.address, body, headers)
    except Unfetched as error:
        return None, str(error), 0
    except Exception:
        logger.exception("delivery %s could not be sent", row.pk)
        return None, BROKEN, 0
    if status == 410:
        return status, deliveries.GONE, wait
    return status, "" if 200 <= status < 300 else f"The receiver answered {status}.", wait
