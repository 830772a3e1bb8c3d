"""Which desk is next: what is more urgent goes first, and among equals desks take turns."""

from django.db import connection
from django.db.models import Min
from django.db.models.functions import Now

from annotations.models import DeskTurn, TaggingRun
from annotations.models.jobs import TaggingRunQuerySet

Priority = TaggingRun.Priority


def takeable() -> TaggingRunQuerySet:
    """Due runs that a worker may take now.

    While one worker tags a whole desk again, the others leave that alone: an upload always finds
    one that is free.
    """
    again = TaggingRun.objects.filter(
        state=TaggingRun.State.RUNNING, priority=Priority.AGAIN, lease_until__gte=Now()
    )
    due = TaggingRun.objects.due().filter(attempts__lt=TaggingRun.MAX_ATTEMPTS)
    return due.exclude(priority=Priority.AGAIN, desk__in=again.values("desk"))


def in_order() -> list[tuple[int, int]]:
    """Each desk that has takeable runs, with the priority of its first: the next desk first."""
    heads = takeable().order_by().values("desk", "priority").annotate(oldest=Min("queued_at"))
    first: dict[int, tuple] = {}
    for head in heads.order_by("priority"):
        first.setdefault(head["desk"], (head["priority"], head["oldest"]))
    served = dict(DeskTurn.objects.filter(desk__in=first).values_list("desk", "taken_at"))

    def urgency(desk: int) -> tuple:
        priority, oldest = first[desk]
        return priority, desk in served, served.get(desk, oldest), desk

    return [(desk, first[desk][0]) for desk in sorted(first, key=urgency)]


def taken(desk_id: int) -> None:
    """The desk had its turn, by the database's clock."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO annotations_deskturn (desk_id, taken_at) VALUES (%s, clock_timestamp()) "
            "ON CONFLICT (desk_id) DO UPDATE SET taken_at = clock_timestamp()",
            [desk_id],
        )
