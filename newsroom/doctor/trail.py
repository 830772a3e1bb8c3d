"""The audit trail: whether somebody seals it."""

from datetime import timedelta

from django.utils import timezone

from annotations.models import Head
from annotations.models.sealing import oldest_waiting

from .findings import LOOK, OK, Finding, Findings

LATE = timedelta(minutes=10)


def sealing() -> Findings:
    head, waits = Head.objects.newest(), oldest_waiting()
    if waits and timezone.now() - waits.at > LATE:
        yield Finding(
            "trail", LOOK, f"a line of {waits.at:%Y-%m-%d %H:%M} is not sealed yet",
            "Start one `manage.py seal_audit --forever` (`manage.py up` does); it says why.",
        )  # fmt: skip
    else:
        said = f"head {head.number} was signed at {head.at:%Y-%m-%d %H:%M}" if head else "is new"
        yield Finding("trail", OK, said)
