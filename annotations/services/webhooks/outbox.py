"""Makes the messages of what happened, from the audit trail: no door can forget one.

An event is read once no older one can appear any more (models/horizon.py). Of an article under
embargo none is told; that one was lifted is, and a receiver asks for the rest.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from django.db import connection, transaction

from annotations.models import Delivery, Outbox, Stage, Webhook
from annotations.models.base import BATCH
from annotations.models.horizon import horizon
from annotations.models.webhooks.webhooks import Kind, new_message_id

from . import messages

MOST = 5_000  # Events that are read at once.
# A link is on two claims: its line tells of both.
HAPPENED = """
WITH line AS MATERIALIZED (
    SELECT e.*, one.claim
    FROM annotations_event e
    CROSS JOIN LATERAL (
        SELECT e.claim_id AS claim
        UNION ALL
        SELECT (coalesce(e.new, e.old)->>'other_id')::bigint WHERE e."table" = 'claimlink'
    ) one
    WHERE e.id > %(after)s AND e.id <= %(until)s
        AND (e.claim_id IS NOT NULL OR e.article_id IS NOT NULL)
)
SELECT e.id, e.at, e."table", e.action, e.object_id, e.actor_id,
       coalesce(e.article_id, c.article_id), e.claim, e.new->>'stage', e.new->>'number',
       (e.old->>'desk_id')::bigint, e.new->>'state'
FROM line e
LEFT JOIN annotations_claim c ON c.id = e.claim
LEFT JOIN annotations_article a ON a.id = e.article_id
WHERE (coalesce(e.desk_id, c.desk_id, a.desk_id) = %(desk)s
        OR (e.old->>'desk_id')::bigint = %(desk)s)  -- What went to another desk.
    AND NOT EXISTS (
        SELECT FROM annotations_embargo b WHERE b.article_id = coalesce(e.article_id, c.article_id)
            AND (b.until IS NULL OR b.until > statement_timestamp()))
ORDER BY e.id
"""
# They are on a claim and change nothing that its representation shows.
BESIDE = ("thread", "watch", "correctionrequest")
OF_PAGE = {
    "published": Kind.PUBLICATION_PUBLISHED,
    "unpublished": Kind.PUBLICATION_UNPUBLISHED,
}
OF_ROW = {"I": "created", "U": "changed", "D": "deleted"}


class Happened(NamedTuple):
    """A line of the trail, as far as messages need it."""

    id: int
    at: datetime
    table: str
    action: str
    object_id: int
    actor: int | None
    article: int | None
    claim: int | None
    stage: str | None
    number: str | None
    left: int | None  # The desk that it was on, where it went to another or is gone.
    state: str | None  # Of what has one, where it changed.


def fill() -> int:
    """Make the messages of every active receiver; says how many."""
    boxes = Outbox.objects.filter(webhook__is_paused=False)
    return sum(_fill_alone(pk) for pk in boxes.order_by("pk").values_list("pk", flat=True))


def _fill_alone(pk: int) -> int:
    """How many; 0 also when another worker is at it."""
    with transaction.atomic():
        boxes = Outbox.objects.select_related("webhook")
        box = boxes.select_for_update(skip_locked=True, of=("self",)).filter(pk=pk).first()
        return _fill(box) if box else 0


def _fill(box: Outbox) -> int:
    made: list[Delivery] = []
    now = horizon()
    if box.next_event is not None and now.oldest_open >= (box.next_after or 0):
        until = min(box.next_event, box.made_until + MOST)
        with connection.cursor() as cursor:
            cursor.execute(
                HAPPENED, {"after": box.made_until, "until": until, "desk": box.webhook.desk_id}
            )
            made = list(_messages(box.webhook, map(Happened._make, cursor.fetchall())))
        Delivery.objects.bulk_create(made, BATCH)
        box.made_until = until
        box.next_event = None if until == box.next_event else box.next_event
    if box.next_event is None:
        box.next_event, box.next_after = now.newest, now.first_unused
    box.save(update_fields=["made_until", "next_event", "next_after"])
    return len(made)


def _messages(webhook: Webhook, events: Iterator[Happened]) -> Iterator[Delivery]:
    """One for each thing and kind; what one request changes in ten rows is told once."""
    values: dict[tuple[str, int], Happened] = {}
    for event in events:
        for kind, pk in kinds_of(event, webhook.desk_id):
            if webhook.wants(kind):
                values.setdefault((kind, pk), event)
    for (kind, pk), event in values.items():
        data = {"desk": webhook.desk_id, "article": event.article, "id": pk, "actor": event.actor}
        body = messages.written(kind, data, event.at)
        yield Delivery(webhook=webhook, message_id=new_message_id(), kind=kind, body=body)


def kinds_of(event: Happened, desk_id: int) -> Iterator[tuple[str, int]]:
    """What a line of the trail means to a receiver of a desk, with what its id is of.

    What goes to another desk is deleted on the one and created on the other.
    """
    if event.table == "publication":
        if event.action != "D":
            yield OF_PAGE.get(event.state or "", Kind.PUBLICATION_CHANGED), event.object_id
    elif event.action == "U" and event.left is not None:
        if event.table in ("claim", "article"):
            is_gone = event.left == desk_id
            yield f"{event.table}.{'deleted' if is_gone else 'created'}", event.object_id
    elif event.table == "claim":
        yield f"claim.{OF_ROW[event.action]}", event.object_id
        if event.action == "U" and event.stage == Stage.CHECKED:
            yield Kind.CLAIM_CHECKED, event.object_id
    elif event.claim is not None and event.table not in BESIDE:
        yield Kind.CLAIM_CHANGED, event.claim
    elif event.table == "embargo":  # Its other events are not read while it is in force.
        yield Kind.ARTICLE_CHANGED, event.article or 0
    elif event.table == "article":
        yield f"article.{OF_ROW[event.action]}", event.object_id
    elif event.table == "revision" and event.action == "I" and event.number != "1":
        yield Kind.ARTICLE_REVISED, event.article or 0
