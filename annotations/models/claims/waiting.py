"""What needs somebody, longest waiting first: a table that the database keeps (migration 0082)."""

from collections.abc import Sequence
from typing import Any

from django.apps.registry import Apps
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models

from ..accounts.people import Desk, User
from ..keyset import MOST_PARTS, KeysetQuerySet


class WaitingQuerySet(KeysetQuerySet["Waiting"]):
    keyset = ("since", "claim_id")

    def not_hidden_from(self, user: User) -> "WaitingQuerySet":
        """Without what an embargo hides from this person."""
        hidden = user.hidden_articles()
        return self.exclude(article_id__in=hidden) if hidden else self

    def first_of(self, desks: Sequence[int] | None, most: int) -> list[models.QuerySet]:
        """The claims (ids) that wait longest, at most so many of each desk, as `first_of_each`; of
        more desks than MOST_PARTS so many of all, for which there is an index."""
        rows = self.in_order().values_list("claim_id")
        if desks and len(desks) > MOST_PARTS:
            return [rows.filter(desk_id__in=desks)[:most]]
        return first_of_each(rows, desks, most)


class Unnest(models.Func):
    function = "unnest"
    set_returning = True
    output_field = models.BigIntegerField()


def first_of_each(
    rows: "models.QuerySet[Any, Any]", desks: Sequence[int] | None, most: int
) -> list["models.QuerySet[Any, Any]"]:
    """Of these rows (ids, in order) the first so many on each of these desks (ids; None: of all),
    in parts that may be put together.

    PostgreSQL has the order of each desk in its index, and not that of several. One part asks that
    of desk after desk: to plan one for each took longer than to answer them.
    """
    if desks is None:
        return [rows[:most]]
    if len(desks) < 2:
        return [rows.filter(desk_id=desk)[:most] for desk in desks]
    here = ArraySubquery(rows.filter(desk_id=models.OuterRef("pk"))[:most])
    return [Desk.objects.filter(pk__in=desks).order_by().values_list(Unnest(here))]


class Waiting(models.Model):
    """A claim for each kind of thing that it needs. Not written by us: read by the queues."""

    class Kind(models.TextChoices):
        GONE = "gone"
        CHANGED = "changed"
        DOUBTED = "doubted"
        PROPOSED = "proposed"
        TIED = "tied"  # Proposed, and some who could decide have a part in it.
        ASKED = "asked"  # `since` is the deadline.
        OUTCOME = "outcome"
        DIFFERING = "differing"
        RATING = "rating"

    pk = models.CompositePrimaryKey("claim_id", "kind")
    claim_id = models.BigIntegerField()
    kind = models.TextField(choices=Kind)
    since = models.DateTimeField()
    desk_id = models.BigIntegerField()
    article_id = models.BigIntegerField()
    created_by_id = models.BigIntegerField(null=True)

    objects = WaitingQuerySet.as_manager()

    class Meta:
        # None of the tables that people's work is: with those it would be exported and guarded.
        apps, app_label = Apps(), "annotations"
        managed = False
        db_table = "newsroom_waiting"

    def __str__(self) -> str:
        return f"{self.claim_id} {self.kind}"
