"""Embargoes whose time is over: that is told once, whoever is running then."""

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from annotations.models import Article, Embargo, act_as
from annotations.models.notice import notify_all

MOST_AT_ONCE = 500  # The next sweep goes on.


def notify_ended() -> int:
    """The trail, receivers of webhooks and open pages hear of each that ended by itself; says of
    how many. Its article has another version from then on, as when somebody lifts one.

    An article that somebody holds at this moment is left to the next sweep.
    """
    ended = Embargo.objects.ended_untold()
    if not ended.exists():
        return 0
    with transaction.atomic():
        act_as(None)
        waiting = Article.objects.filter(pk__in=ended.values("article")).order_by("pk")
        held = waiting.select_for_update(skip_locked=True, no_key=True, of=("self",))
        taken = list(held.values_list("pk", "desk")[:MOST_AT_ONCE])
        due = ended.filter(article__in=[pk for pk, _desk in taken])
        articles = set(due.values_list("article", flat=True))
        due.filter(article__in=articles).update(end_told_at=Now())
        Article.objects.filter(pk__in=articles).update(version=F("version") + 1)
        notify_all("article", [(desk, pk, pk) for pk, desk in taken if pk in articles])
    return len(articles)
