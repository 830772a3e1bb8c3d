"""The guarantee behind the bell: what is due is rung again, what kills workers is parked, what
ended by its time is told."""

from annotations.models import Answer, TaggingRun

from . import heartbeat, queue, wakeup
from .articles import embargoes
from .claims import terms, vectors
from .publications import readers


def sweep() -> int:
    """Park exhausted runs and ring for due ones; says how many are due, up to what is rung for."""
    queue.park_exhausted()
    Answer.objects.expired().delete()
    heartbeat.forget_silent()
    terms.count()
    vectors.sweep()
    embargoes.notify_ended()
    readers.forget()
    due = TaggingRun.objects.due().order_by()[: wakeup.MOST_AT_ONCE].count()
    wakeup.send(due)
    return due
