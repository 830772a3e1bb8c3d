"""The guarantee behind the bell: what is due is rung again, what kills workers is parked."""

from annotations.models import Answer, TaggingRun

from . import bell, heartbeat, taking


def sweep() -> int:
    """Park exhausted runs and ring for due ones; says how many are due, up to what is rung for."""
    taking.park_exhausted()
    Answer.objects.expired().delete()
    heartbeat.forget_silent()
    due = TaggingRun.objects.due().order_by()[: bell.MOST_AT_ONCE].count()
    bell.send(due)
    return due
