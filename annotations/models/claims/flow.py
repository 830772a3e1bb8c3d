"""What came to a desk and left it: the numbers of its charts, each of a bounded time.

A claim comes when it becomes work (`Claim.opened_at`), and leaves when it is checked or dismissed;
one that was opened again has come once more and has not left. Days are those of the time zone in
force. All are of what this person may see.
"""

from datetime import date, datetime, timedelta

from django.db import models
from django.db.models import Count, F, Q
from django.db.models.functions import TruncDate, TruncWeek
from django.utils import timezone

from ..accounts.people import User
from .claims import Claim
from .stages import Stage
from .verdicts import Assessment

DAYS, WEEKS = 28, 12


class Seconds(models.Aggregate):
    """The seconds that this share of the claims stayed under, from open to checked."""

    template = (
        "percentile_cont(%(share)s) WITHIN GROUP (ORDER BY extract(epoch FROM %(expressions)s))"
    )
    output_field = models.FloatField()

    def __init__(self, share: float, **extra):
        super().__init__(F("stage_since") - F("opened_at"), share=share, **extra)


def since(days: int) -> datetime:
    """The beginning of the first of so many days, the last of which is today."""
    now = timezone.localtime()
    first = now - timedelta(days=days - 1)
    return first.replace(hour=0, minute=0, second=0, microsecond=0)


def came(user: User, desk_id: int) -> dict[date, int]:
    """By day, how many claims became work."""
    rows = Claim.objects.not_hidden_from(user).filter(desk=desk_id, opened_at__gte=since(DAYS))
    by_day = rows.values(day=TruncDate("opened_at")).annotate(claims=Count("pk")).order_by()
    return {row["day"]: row["claims"] for row in by_day}


def left(user: User, desk_id: int) -> dict[date, tuple[int, int]]:
    """By day, how many claims were checked, and how many dismissed that had been work."""
    rows = Claim.objects.not_hidden_from(user).filter(
        desk=desk_id,
        stage__in=[Stage.CHECKED, Stage.DISMISSED],
        stage_since__gte=since(DAYS),
        opened_at__isnull=False,
    )
    by_day = rows.values(day=TruncDate("stage_since")).annotate(
        checked=Count("pk", filter=Q(stage=Stage.CHECKED)),
        dismissed=Count("pk", filter=Q(stage=Stage.DISMISSED)),
    )
    return {row["day"]: (row["checked"], row["dismissed"]) for row in by_day.order_by()}


def verdicts(user: User, desk_id: int) -> dict[str, int]:
    """By tone, the verdicts of the claims that were checked in these days."""
    rows = (
        Assessment.objects.not_hidden_from(user)
        .approved()
        .shown()
        .filter(
            claim__desk=desk_id, claim__stage=Stage.CHECKED, claim__stage_since__gte=since(DAYS)
        )
    )
    by_tone = rows.values("rating__tone").annotate(claims=Count("pk")).order_by()
    return {row["rating__tone"]: row["claims"] for row in by_tone}


def times(user: User, desk_id: int) -> dict[date, tuple[float, float, int]]:
    """By week (its Monday), of the claims checked in it the seconds from open to checked: half of
    them took less than the first, nine of ten less than the second; and how many they were."""
    monday = since(1) - timedelta(days=timezone.localdate().weekday(), weeks=WEEKS - 1)
    rows = Claim.objects.not_hidden_from(user).filter(
        desk=desk_id, stage=Stage.CHECKED, stage_since__gte=monday, opened_at__isnull=False
    )
    by_week = rows.values(week=TruncWeek("stage_since")).annotate(
        median=Seconds(0.5), slow=Seconds(0.9), claims=Count("pk")
    )
    return {
        timezone.localtime(row["week"]).date(): (row["median"], row["slow"], row["claims"])
        for row in by_week.order_by()
    }
