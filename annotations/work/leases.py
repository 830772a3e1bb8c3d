"""Rows that workers take: each is one worker's for a while, and nobody's for ever.

A lease says until when a worker is trusted with a row. The try is counted before it is made, so
that what kills its worker counts too. Lease and tries together fence: only the try that holds the
row may write its end, so that a worker thought dead cannot double it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import reduce
from operator import or_
from typing import Any, TypeVar

from django.conf import settings
from django.db import transaction
from django.db.models import Model, Q, QuerySet
from django.db.models.functions import Now

from annotations.models import Import, TaggingRun

Row = TypeVar("Row", bound=Model)
Rows = TypeVar("Rows", bound=QuerySet[Any, Any])


@dataclass(frozen=True)
class Leases:
    """How the rows of one table are held; `until` and `tries` are its columns.

    Each try after the first may take twice as long as the one before, up to `doublings` times.
    """

    seconds: Callable[[], float]
    most_tries: int | None = None
    doublings: int = 0
    until: str = "lease_until"
    tries: str = "tries"

    def takeable(self, due: Rows) -> Rows:
        """Of rows that are due those that may be tried once more."""
        if self.most_tries is None:
            return due
        return due.filter(**{f"{self.tries}__lt": self.most_tries})

    def take(
        self,
        due: QuerySet[Row],
        *,
        most: int = 1,
        choose: Callable[[list[Row]], list[Row]] = list,
        **changes: object,
    ) -> list[int]:
        """Take the first rows that no other worker is just taking, and say their keys, in order.

        `choose` says which of them are taken; `changes` are written along. What is read of the rows
        before this call is old: their lease is by the database's clock.
        """
        with transaction.atomic(savepoint=False):
            free = self.takeable(due).select_for_update(skip_locked=True, of=("self",))
            rows = choose(list(free[:most]))
            for tries in {self._tried(row) for row in rows}:
                keys = [row.pk for row in rows if self._tried(row) == tries]
                self._table(due).filter(pk__in=keys).update(
                    **{self.tries: tries + 1, self.until: Now() + self.length(tries)}, **changes
                )
        return [row.pk for row in rows]

    def held(self, row: Row) -> QuerySet[Row]:
        """The row if the try that read it holds it still: its end is written through this."""
        return type(row)._default_manager.filter(pk=row.pk, **self._mine(row))

    def hold(self, rows: Iterable[Row], **also: object) -> list[Row]:
        """Those of the rows that the try which read them holds still, locked, in their order.

        `also` is what else has to be true. One row is waited for. Of many, those that somebody else
        is just changing are left out: who waits while holding others may wait for ever.
        """
        rows = list(rows)
        if not rows:
            return []
        mine = reduce(or_, (Q(pk=row.pk, **self._mine(row)) for row in rows))
        held = type(rows[0])._default_manager.filter(mine, **also)
        locked = held.select_for_update(skip_locked=len(rows) > 1, of=("self",))
        kept = set(locked.values_list("pk", flat=True))
        return [row for row in rows if row.pk in kept]

    def park(self, due: QuerySet[Row], **changes: object) -> list[Row]:
        """Give up the rows that were tried too often, with these changes; says which."""
        spent = due.filter(**{f"{self.tries}__gte": self.most_tries})
        with transaction.atomic(savepoint=False):
            rows = list(spent.select_for_update(skip_locked=True, of=("self",)))
            keys = [row.pk for row in rows]
            self._table(due).filter(pk__in=keys).update(**{self.until: None}, **changes)
        return rows

    def _mine(self, row: Model) -> dict[str, Any]:
        return {name: getattr(row, name) for name in (self.until, self.tries)}

    def _tried(self, row: Model) -> int:
        return int(getattr(row, self.tries))

    def length(self, tried: int) -> timedelta:
        """For how long the try after so many may take."""
        return timedelta(seconds=self.seconds() * 2 ** min(tried, self.doublings))

    @staticmethod
    def _table(rows: QuerySet[Row]) -> QuerySet[Row]:
        return rows.model._default_manager.all()


RUNS = Leases(lambda: settings.TAGGING_LEASE, most_tries=TaggingRun.MAX_ATTEMPTS, tries="attempts")
# One fetching task ends before (tasks.py). A copy waits for its time in the column of its lease.
COPIES = Leases(lambda: 4 * 60, most_tries=3, until="due_at")
# Tried until the invitation ends: after a minute, two, four, … at last every hour.
INVITATIONS = Leases(lambda: 60, doublings=6, until="due_at")
# After a minute, two, four, … hours: about a day in all; later it is no news.
SIGN_IN_CHANGES = Leases(lambda: 60, most_tries=11, doublings=9, until="due_at")
# Never given up: asked for less and less.
FEEDS = Leases(lambda: 5 * 60, doublings=6)
# Never given up: each try that a mail server refuses is waited for longer, up to five hours.
MAILS = Leases(lambda: 5 * 60, doublings=6)
# After a minute, two, four, … hours: about seventeen hours in all.
WEBHOOKS = Leases(lambda: 60, most_tries=10, doublings=9, until="due_at")
# For one batch of records: who writes one takes the lease anew, and its tries begin again.
IMPORTS = Leases(lambda: 3 * 60, most_tries=Import.MAX_TRIES)
# Never given up: what waits for the seal of the trail is asked for again in seconds.
BUNDLES = Leases(lambda: 60, doublings=6, until="due_at")
