"""How a worker takes runs, ends them, and how lost ones come back (leases.py).

The row is the truth. Results and the run's end are one transaction: only the attempt that holds the
lease writes any.
"""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.db.models import Case, F, JSONField, Value, When
from django.db.models.functions import Now
from django.utils.translation import gettext_noop as _

from annotations.models import TaggingRun
from annotations.models.notice import notify_all
from annotations.models.tagging.runs import ENDED

from . import desk_turns, heartbeat
from .leases import RUNS

State = TaggingRun.State
# Kept in rows, in English; pages translate it.
DIED = _("The worker stopped, or took too long, three times while tagging this text.")
# Code points that are taken at once: well within a lease on a slow machine.
MOST_TEXT = 60_000


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
        )
        chosen = RUNS.take(
            free,
            most=most,
            choose=_together,
            state=State.RUNNING,
            version=F("version") + 1,
            worker=heartbeat.name(),
            started_at=Now(),
            error="",
        )
        if not chosen:  # It was no turn.
            transaction.set_rollback(True)
            return []
        runs = list(TaggingRun.objects.filter(pk__in=chosen).in_queue_order())
        _notify(runs)
    return runs


def _together(free: list[TaggingRun]) -> list[TaggingRun]:
    """Of these, in their order, those that are taken at once."""
    chosen: list[TaggingRun] = []
    text = 0
    for run in free:
        text += run.length  # type: ignore[attr-defined] # The query asks for it.
        if chosen and (run.attempts or text > MOST_TEXT):
            break
        chosen.append(run)
        if run.attempts:
            break
    return chosen


def finish(run: TaggingRun, *, state: str, error: str = "", **changes: object) -> bool:
    """End the run if this attempt still holds it; call it in the transaction of the results.

    False: another worker has it, or it was cancelled; the caller must roll back.
    """
    ended = (
        RUNS.held(run)
        .filter(state=State.RUNNING)
        .update(
            **{"finished_at": ENDED} | changes,
            state=state,
            error=error,
            lease_until=None,
            version=run.version + 1,
        )
    )
    if ended:
        _notify([run])
    return bool(ended)


def done(
    runs: Sequence[TaggingRun], counts: Mapping[int, dict[str, int]], pipeline: str
) -> list[TaggingRun]:
    """End those of the runs that their attempts still hold; call it in the transaction of the
    results, before them: it locks the rows.

    `counts` are what each run (by id) found. The others may be another worker's, cancelled, or, of
    several, just being changed by somebody: nothing of theirs may be written.
    """
    held = RUNS.hold(runs, state=State.RUNNING)
    if not held:
        return []
    found = (When(pk=run.pk, then=Value(counts[run.pk], JSONField())) for run in held)
    TaggingRun.objects.filter(pk__in=[run.pk for run in held]).update(
        state=State.DONE,
        finished_at=ENDED,
        error="",
        lease_until=None,
        pipeline=pipeline,
        counts=Case(*found, output_field=JSONField()),
        version=F("version") + 1,
    )
    _notify(held)
    return held


def give_back(run: TaggingRun, error: str) -> None:
    """The attempt failed: the run waits behind all others, or is parked after its last try."""
    if run.attempts < TaggingRun.MAX_ATTEMPTS:
        finish(run, state=State.QUEUED, error=error, queued_at=Now(), finished_at=None)
    else:
        finish(run, state=State.FAILED, error=error)


def park_exhausted() -> int:
    """Fail the runs that killed their worker too often; says how many."""
    with transaction.atomic():
        runs = RUNS.park(
            TaggingRun.objects.due(),
            state=State.FAILED,
            error=DIED,
            finished_at=ENDED,
            version=F("version") + 1,
        )
        _notify(runs)
    return len(runs)


def _notify(runs: Sequence[TaggingRun]) -> None:
    notify_all("run", [(run.desk_id, run.article_id, run.pk) for run in runs])
