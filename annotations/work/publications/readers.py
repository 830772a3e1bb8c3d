"""Who asked for a correction is forgotten some time after that was decided, or never was."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Now

from annotations.models import CorrectionRequest, act_as

MOST_AT_ONCE = 500  # The next sweep goes on.
UNDECIDED_DAYS = 365  # After which nobody is going to answer any more.


def longest_days() -> int:
    """Days after which a request that nobody decided says no more who wrote; 0: never."""
    return max(UNDECIDED_DAYS, settings.READER_DAYS) if settings.READER_DAYS else 0


def forget() -> int:
    """Take names and addresses out of requests that were decided long enough ago, or that nobody
    decided in a much longer time; what was asked for stays. Says of how many."""
    if not settings.READER_DAYS:
        return 0
    named = CorrectionRequest.objects.named()
    decided = named.decided().filter(decided_at__lt=_ago(settings.READER_DAYS))
    waiting = named.open().filter(created_at__lt=_ago(longest_days()))
    ids = [
        *decided.order_by("decided_at").values_list("pk", flat=True)[:MOST_AT_ONCE],
        *waiting.order_by("created_at").values_list("pk", flat=True)[:MOST_AT_ONCE],
    ]
    if not ids:
        return 0
    with transaction.atomic():
        act_as(None)
        rows = CorrectionRequest.objects.filter(pk__in=ids)
        return rows.update(name="", email="", version=F("version") + 1)


def _ago(days: int) -> CombinedExpression:
    return Now() - timedelta(days=days)
