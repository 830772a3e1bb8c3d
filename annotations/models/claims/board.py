"""A desk at a glance: its claims by stage, each stage looked at no further than it is shown."""

from datetime import timedelta
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from ..accounts.people import User
from .claims import Claim
from .double_checks import DoubleCheck
from .stages import UNCHECKED, Stage
from .verdicts import Assessment

STAGES = (*UNCHECKED, Stage.CHECKED)
LATELY = timedelta(days=28)  # Of checked claims only those since then stand on the board.
MOST_COUNTED = 1_000


class Tally(NamedTuple):
    """How many claims a stage has, up to MOST_COUNTED + 1, and how many of them are overdue."""

    claims: int
    overdue: int


def in_stage(user: User, desk_id: int, stage: str) -> "QuerySet[Claim]":
    """What a person sees in a column: the longest waiting first, of checked claims the newest."""
    claims = Claim.objects.not_hidden_from(user).filter(desk=desk_id, stage=stage)
    if stage == Stage.CHECKED:
        return claims.filter(stage_since__gte=Now() - LATELY).order_by("-stage_since", "-id")
    return claims.order_by("stage_since", "id")


def column(user: User, desk_id: int, stage: str, most: int) -> list[Claim]:
    """Its first claims, at most so many; in review those whose review is overdue come first."""
    rows = in_stage(user, desk_id, stage).select_related("article", "assignee")
    rows = rows.defer("search", "article__search")
    if stage != Stage.REVIEW:
        return list(rows[:most])
    overdue = (
        Assessment.objects.not_hidden_from(user)
        .overdue()
        .filter(claim__desk=desk_id, claim__stage=stage)
    )
    late = list(overdue.order_by("created_at", "pk").values_list("claim", flat=True)[:most])
    place = {pk: index for index, pk in reversed(list(enumerate(late)))}
    first = sorted(rows.filter(pk__in=place), key=lambda claim: place[claim.pk])
    return [*first, *rows.exclude(pk__in=place)[: most - len(first)]]


def tally(user: User, desk_id: int, stage: str) -> Tally:
    """One query, which reads at most MOST_COUNTED + 1 claims."""
    is_overdue = Q(due__lt=timezone.localdate(), stage__in=UNCHECKED)
    rows = in_stage(user, desk_id, stage)[: MOST_COUNTED + 1]
    found = rows.aggregate(claims=Count("pk"), overdue=Count("pk", filter=is_overdue))
    return Tally(found["claims"], found["overdue"])


def waiting(claims: "list[Claim]") -> tuple[set[int], set[int], set[int]]:
    """Of these claims (ids) those with a pending proposal, those whose review is overdue, and those
    that two people rated differently."""
    pending = Assessment.objects.filter(claim__in=claims)
    differing = DoubleCheck.objects.differing().filter(claim__in=claims)
    return (
        set(pending.pending().values_list("claim", flat=True)),
        set(pending.overdue().values_list("claim", flat=True)),
        set(differing.values_list("claim", flat=True)),
    )
