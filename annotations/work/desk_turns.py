"""Which desk is next: what is more urgent goes first, and among equals desks take turns."""

from collections.abc import Iterator

from django.db import connection
from django.db.models import Min

from annotations.models import DeskTurn, TaggingRun
from annotations.models.tagging.runs import TaggingRunQuerySet

from .leases import RUNS

Priority = TaggingRun.Priority


def in_order() -> Iterator[tuple[int, int]]:
    """Each desk that has takeable runs, with their priority: the next desk first.

    What is less urgent is asked for only when nobody else is there, so that uploads are found
    at once in front of any number of others.
    """
    for priority in Priority.values:
        for desk in _desks(priority):
            yield desk, priority


def takeable(priority: int) -> TaggingRunQuerySet:
    """Due runs of this priority that a worker may take now.

    While one worker tags a whole desk again, the others leave that alone: an upload always finds
    one that is free.
    """
    due = RUNS.takeable(TaggingRun.objects.due().filter(priority=priority))
    if priority != Priority.AGAIN:
        return due
    held = TaggingRun.objects.held().filter(priority=priority)
    return due.exclude(desk__in=held.values("desk"))


def taken(desk_id: int) -> None:
    """The desk had its turn, by the database's clock."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO annotations_deskturn (desk_id, taken_at) VALUES (%s, clock_timestamp()) "
            "ON CONFLICT (desk_id) DO UPDATE SET taken_at = clock_timestamp()",
            [desk_id],
        )


def _desks(priority: int) -> list[int]:
    """Those with takeable runs: first who never had a turn, then who waited longest for one."""
    heads = takeable(priority).order_by().values("desk").annotate(oldest=Min("queued_at"))
    oldest = dict(heads.values_list("desk", "oldest"))
    if len(oldest) < 2:
        return list(oldest)
    served = dict(DeskTurn.objects.filter(desk__in=oldest).values_list("desk", "taken_at"))
    return sorted(oldest, key=lambda desk: (desk in served, served.get(desk, oldest[desk]), desk))
