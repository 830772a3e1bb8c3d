"""Pages by position instead of by number: as fast on the last page as on the first."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from django.db import models
from django.db.models import F
from django.db.models.fields.tuple_lookups import (
    Tuple,
    TupleExact,
    TupleGreaterThanOrEqual,
    TupleLessThanOrEqual,
)

if TYPE_CHECKING:
    from typing_extensions import Self


Row = TypeVar("Row", bound=models.Model, covariant=True)


MOST_PARTS = 60
TIMES = 3  # A page is found and read so often, while others change its rows.


class Cut(NamedTuple, Generic[Row]):
    """The rows of a page, and whether there is one before and one after it."""

    rows: list[Row]
    is_before: bool
    is_after: bool


class KeysetQuerySet(models.QuerySet[Row]):
    """A queryset with one total order, whose last key is unique.

    `keyset` names the columns; all ascend, or all descend when `newest_first` is set, so that
    PostgreSQL's native row comparison can use one index.
    """

    keyset: Sequence[str] = ("id",)
    newest_first = False
    parts: tuple[models.Q, ...] = ()
    in_two_steps = False  # Whether a page is found first, and its rows read then.

    def by(self, *keyset: str, down: bool = False) -> "Self":
        """The same rows in another order, by columns or annotations that are never empty."""
        found = self.all()
        found.keyset, found.newest_first = keyset, down
        return found

    def _clone(self) -> "Self":
        found = super()._clone()  # type: ignore[misc] # Of Django, where its stubs do not tell.
        found.keyset, found.newest_first = self.keyset, self.newest_first
        found.parts, found.in_two_steps = self.parts, self.in_two_steps
        return found

    def in_parts(self, parts: Iterable[models.Q]) -> "Self":
        """The same rows, each in one of these parts of them: pages look in each part by itself.

        PostgreSQL has an index that begins with a desk for each desk, and for several together only
        one in which everybody's rows stand between.
        """
        found = self.all()
        found.parts = tuple(parts)
        return found

    def cut(
        self, size: int, position: Sequence[object] | None, *, backwards: bool = False
    ) -> "Cut[Row]":
        """The `size` rows after `position` (before it when `backwards`), in order."""
        rows = self.nearest(size + 1, position, backwards=backwards)
        is_more = len(rows) > size
        rows = rows[:size]
        if backwards:
            rows.reverse()
        is_before = bool(rows) and bool(position) and (is_more or not backwards)
        return Cut(rows, is_before, bool(rows) and (is_more or backwards))

    def nearest(
        self, most: int, position: Sequence[object] | None = None, *, backwards: bool = False
    ) -> list[Row]:
        """The first so many rows after `position` (before it when `backwards`), nearest first."""
        found = self.beyond(position, backwards=backwards) if position else self.in_order()
        if len(self.parts) == 1:
            found = found.filter(self.parts[0])
        if 1 < len(self.parts) <= MOST_PARTS or self.in_two_steps:
            # By number: PostgreSQL would rather look for them along an index of all rows.
            return self._found_and_read(
                lambda: self._ids_by_part(found, most, backwards),
                lambda ids: self.filter(pk__in=ids).in_order(backwards=backwards)[:most],
                lambda: found[:most],
            )
        return list(found[:most])

    def _found_and_read(
        self,
        find: Callable[[], list[int]],
        read: Callable[[list[int]], Iterable[Row]],
        otherwise: Callable[[], Iterable[Row]],
    ) -> list[Row]:
        """What `read` gives of what `find` found a moment before, in the same order.

        If a row was deleted, moved or hidden in between, the page would seem to be the last one,
        and all behind a row that moved would be left out: then both are asked again, and at last
        `otherwise`, which finds and reads at once.
        """
        for _ in range(TIMES):
            ids = find()
            rows = list(read(ids))
            if [row.pk for row in rows] == ids:
                return rows
        return list(otherwise())

    def _ids_by_part(self, found: "Self", most: int, backwards: bool) -> list[int]:
        """The numbers of the first of these rows, of which each part gives its own first ones."""
        keys = (*self.keyset[:-1], "pk")
        if not 1 < len(self.parts) <= MOST_PARTS:
            return list(found.values_list("pk", flat=True)[:most])
        first, *rest = (found.filter(part).values_list(*keys)[:most] for part in self.parts)
        down = self.newest_first is not backwards
        together = first.union(*rest, all=True)
        together = together.order_by(*(f"-{name}" if down else name for name in keys))
        return [row[-1] for row in together[:most]]

    def in_order(self, *, backwards: bool = False) -> "Self":
        down = self.newest_first is not backwards
        return self.order_by(*(f"-{name}" if down else name for name in self.keyset))

    def beyond(self, position: Sequence[object], *, backwards: bool = False) -> "Self":
        """Rows after `position` (before it when `backwards`), nearest first.

        "From it on, and not itself": of a comparison of rows PostgreSQL weighs the first key alone.
        Beyond a value that nearly all rows have it would expect next to none, and sort them all.
        """
        down = self.newest_first is not backwards
        comparison = TupleLessThanOrEqual if down else TupleGreaterThanOrEqual
        row = Tuple(*(F(name) for name in self.keyset))
        found = self.filter(comparison(row, tuple(position)))
        found = found.exclude(TupleExact(row, tuple(position)))
        if "__" in self.keyset[0] or self.keyset[0] in self.query.annotations:
            # What a comparison of rows says of its first key, PostgreSQL uses of one table only.
            bound = "lte" if down else "gte"
            found = found.filter(**{f"{self.keyset[0]}__{bound}": position[0]})
        return found.in_order(backwards=backwards)

    def position_of(self, row: models.Model) -> tuple[object, ...]:
        return tuple(getattr(row, name) for name in self.keyset)
