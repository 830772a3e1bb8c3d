"""How a worker takes runs, ends them, and how lost ones come back.

The row is the truth: a lease says until when a worker is trusted, and `attempts` fences: only the
attempt that holds the lease may write results, so that a worker thought dead cannot double them.
Attempts are counted before the work, so that a text that kills its worker counts too.
"""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from annotations.models import TaggingRun
from annotations.models.notice import notify

from . import desk_turns, heartbeat

State = TaggingRun.State
DIED = "The worker died, or took too long, three times while tagging this text."
# Code points that are taken at once: well within a lease on a slow machine.
MOST_TEXT = 60_000


def lease() -> timedelta:
    return timedelta(seconds=settings.TAGGING_LEASE)


def take_next(most: int = 1) -> list[TaggingRun]:
    """Take up to `most` due runs of the desk whose turn it is, for one of any number of workers.

    Several only of texts that are short together and that nobody tried before: what may have
    killed a worker is taken alone, so that it takes nobody along again.
    """
    for desk_id, priority in desk_turns.in_order():
        runs = _take(desk_id, priority, most)
        if runs:
            return runs
    return []


def _take(desk_id: int, priority: int, most: int) -> list[TaggingRun]:
    with transaction.atomic():
        # First, because it lets one worker after the other look at the desk.
        desk_turns.taken(desk_id)
        free = (
            desk_turns.takeable(priority)
            .filter(desk=desk_id)
            .in_queue_order()
            .annotate(length=F("revision__length"))
            .select_for_update(skip_locked=True, of=("self",))
        )
        chosen = _together(list(free[:most]))
        if not chosen:  # It was no turn.
            transaction.set_rollback(True)
            return []
        TaggingRun.objects.filter(pk__in=chosen).update(
            state=State.RUNNING,
            attempts=F("attempts") + 1,
            version=F("version") + 1,
            worker=heartbeat.name(),
            started_at=Now(),
            lease_until=Now() + lease(),
            error="",
        )
        runs = list(TaggingRun.objects.filter(pk__in=chosen).in_queue_order())
        for run in runs:
            _tell(run)
    return runs


def _together(free: list[TaggingRun]) -> list[int]:
    """Of these, in their order, those that are taken at once."""
    chosen, text = [], 0
    for run in free:
        text += run.length
        if chosen and (run.attempts or text > MOST_TEXT):
            break
        chosen.append(run.pk)
        if run.attempts:
            break
    return chosen


def finish(run: TaggingRun, *, state: str, error: str = "", **changes: object) -> bool:
    """End the run if this attempt still holds it; call it in the transaction of the results.

    False: another worker has it, or it was cancelled; the caller must roll back.
    """
    held = TaggingRun.objects.filter(pk=run.pk, state=State.RUNNING, attempts=run.attempts)
    ended = held.update(
        **{"finished_at": Now()} | changes,
        state=state,
        error=error,
        lease_until=None,
        version=run.version + 1,
    )
    if ended:
        _tell(run)
    return bool(ended)


def give_back(run: TaggingRun, error: str) -> None:
    """The attempt failed: the run waits behind all others, or is parked after its last try."""
    if run.attempts < TaggingRun.MAX_ATTEMPTS:
        finish(run, state=State.QUEUED, error=error, queued_at=Now(), finished_at=None)
    else:
        finish(run, state=State.FAILED, error=error)


def park_exhausted() -> int:
    """Fail the runs that killed their worker too often; says how many."""
    exhausted = TaggingRun.objects.due().filter(attempts__gte=TaggingRun.MAX_ATTEMPTS)
    with transaction.atomic():
        runs = list(exhausted.select_for_update(skip_locked=True))
        TaggingRun.objects.filter(pk__in=[run.pk for run in runs]).update(
            state=State.FAILED,
            error=DIED,
            finished_at=Now(),
            lease_until=None,
            version=F("version") + 1,
        )
        for run in runs:
            _tell(run)
    return len(runs)


def _tell(run: TaggingRun) -> None:
    notify("run", desk=run.desk_id, article=run.article_id, pk=run.pk)
