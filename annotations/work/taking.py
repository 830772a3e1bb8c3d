"""How a worker takes a run, ends it, and how lost ones come back.

The row is the truth: a lease says until when a worker is trusted, and `attempts` fences: only the
attempt that holds the lease may write results, so that a worker thought dead cannot double them.
"""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from annotations.models import TaggingRun
from annotations.models.notice import notify

State = TaggingRun.State
DIED = "The worker died three times while tagging this text."


def lease() -> timedelta:
    return timedelta(seconds=settings.TAGGING_LEASE)


def take_next() -> TaggingRun | None:
    """Take the next due run for one of any number of workers; None when nothing is due."""
    with transaction.atomic():
        run = (
            TaggingRun.objects.due()
            .filter(attempts__lt=TaggingRun.MAX_ATTEMPTS)
            .in_queue_order()
            .select_for_update(skip_locked=True)
            .first()
        )
        if run is None:
            return None
        run.attempts += 1
        run.version += 1
        changes = {"state": State.RUNNING, "attempts": run.attempts, "version": run.version}
        TaggingRun.objects.filter(pk=run.pk).update(
            **changes, started_at=Now(), lease_until=Now() + lease(), error="", updated_at=Now()
        )
        notify("run", desk=run.desk_id, article=run.article_id, pk=run.pk)
    run.refresh_from_db()
    return run


def finish(run: TaggingRun, *, state: str, error: str = "", **changes: object) -> bool:
    """End the run if this attempt still holds it; call it in the transaction of the results.

    False: another worker has it, or it was cancelled; the caller must roll back.
    """
    held = TaggingRun.objects.filter(pk=run.pk, state=State.RUNNING, attempts=run.attempts)
    ended = held.update(
        state=state,
        error=error,
        finished_at=Now(),
        lease_until=None,
        updated_at=Now(),
        version=run.version + 1,
        **changes,
    )
    if ended:
        notify("run", desk=run.desk_id, article=run.article_id, pk=run.pk)
    return bool(ended)


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
            updated_at=Now(),
            version=F("version") + 1,
        )
        for run in runs:
            notify("run", desk=run.desk_id, article=run.article_id, pk=run.pk)
    return len(runs)
