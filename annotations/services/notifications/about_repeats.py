"""Whom it concerns that a new article repeats what was checked already."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from annotations.models import Notification, Suggestion

from .notify import editors_of, tell

SINCE = timedelta(days=1)  # Later it is no news.
AT_ONCE = 100  # Articles.


def found() -> int:
    """To the editors of the desk, once an article; says of how many articles they were told."""
    told = Notification.objects.filter(kind=Notification.Kind.REPEATED).values("article")
    rows = Suggestion.objects.repeats(timezone.now() - SINCE).exclude(claim__article__in=told)
    first = rows.order_by("claim__article", "claim__sort_start", "pk").distinct("claim__article")
    waiting = list(first.select_related("claim").defer("claim__search")[:AT_ONCE])
    for one in waiting:
        with transaction.atomic():
            tell(
                Notification.Kind.REPEATED,
                editors_of(one.desk_id),
                actor=None,
                desk_id=one.desk_id,
                article_id=one.claim.article_id,
                claim_id=one.claim_id,
            )
    return len(waiting)
