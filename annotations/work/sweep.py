"""The guarantee behind the bell: what is due is rung again, what kills workers is parked."""

from annotations.models import Answer, TaggingRun

from . import bell, taking

# Enough to keep the workers busy until the next sweep, few enough to keep the broker small.
MOST_BELLS = 50


def sweep() -> int:
    """Park exhausted runs and ring for due ones; says how many bells were rung."""
    taking.park_exhausted()
    Answer.objects.expired().delete()
    due = TaggingRun.objects.due().order_by()[:MOST_BELLS].count()
    bell.send(due)
    return due
