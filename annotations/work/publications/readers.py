"""Who asked for a correction is forgotten some time after that was decided."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from annotations.models import CorrectionRequest, act_as

MOST_AT_ONCE = 500  # The next sweep goes on.


def forget() -> int:
    """Take names and addresses out of requests that were decided long enough ago; what was asked
    for stays. Says of how many."""
    if not settings.READER_DAYS:
        return 0
    long_ago = Now() - timedelta(days=settings.READER_DAYS)
    due = CorrectionRequest.objects.named().filter(decided_at__lt=long_ago)
    ids = list(due.order_by("decided_at").values_list("pk", flat=True)[:MOST_AT_ONCE])
    if not ids:
        return 0
    with transaction.atomic():
        act_as(None)
        rows = CorrectionRequest.objects.filter(pk__in=ids)
        return rows.update(name="", email="", version=F("version") + 1)
