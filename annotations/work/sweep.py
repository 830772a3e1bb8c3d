"""The guarantee behind the bell: what is due is rung again, what kills workers is parked."""

from annotations.models import Answer, TaggingRun

from . import heartbeat, queue, terms, wakeup


def sweep() -> int:
    """Park exhausted runs and ring for due ones; says how many are due, up to what is rung for."""
    queue.park_exhausted()
    Answer.objects.expired().delete()
    heartbeat.forget_silent()
    terms.count()
    due = TaggingRun.objects.due().order_by()[: wakeup.MOST_AT_ONCE].count()
    wakeup.send(due)
    return due
