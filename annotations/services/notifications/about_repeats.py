"""Whom it concerns that a new article repeats what was checked already."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from annotations.models import Notification, Suggestion

from .notify import desks_with_editors, editors_of, notify_of_claims

SINCE = timedelta(days=1)  # Later it is no news.
AT_ONCE = 100  # Articles.


def found() -> int:
    """To the editors of the desk, once an article; says of how many articles they were told.

    In as many statements for all articles of a desk as for one.
    """
    notified = Notification.objects.filter(kind=Notification.Kind.REPEATED).values("article")
    rows = Suggestion.objects.repeats().filter(claim__created_at__gte=timezone.now() - SINCE)
    rows = rows.exclude(claim__article__in=notified)
    # Of the others nobody is ever told, and they would stand before all who can be.
    rows = rows.filter(desk__in=desks_with_editors())
    first = rows.order_by("claim__article", "claim__sort_start", "pk").distinct("claim__article")
    claims = [one.claim for one in first.select_related("claim").defer("claim__search")[:AT_ONCE]]
    editors = {desk: sorted(editors_of(desk)) for desk in {claim.desk_id for claim in claims}}
    # In one order, for another worker may say the same at this moment.
    whom = [(person, claim) for claim in claims for person in editors[claim.desk_id]]
    with transaction.atomic():
        notify_of_claims(Notification.Kind.REPEATED, whom, actor=None)
    return len(claims)
