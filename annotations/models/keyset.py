"""Pages by position instead of by number: as fast on the last page as on the first."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

from django.db import models
from django.db.models import F
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan

if TYPE_CHECKING:
    from typing_extensions import Self


Row = TypeVar("Row", bound=models.Model, covariant=True)


class KeysetQuerySet(models.QuerySet[Row]):
    """A queryset with one total order, whose last key is unique.

    `keyset` names the columns; all ascend, or all descend when `newest_first` is set, so that
    PostgreSQL's native row comparison can use one index.
    """

    keyset: Sequence[str] = ("id",)
    newest_first = False

    def by(self, *keyset: str, down: bool = False) -> "Self":
        """The same rows in another order, by columns or annotations that are never empty."""
        found = self.all()
        found.keyset, found.newest_first = keyset, down
        return found

    def _clone(self) -> "Self":
        found = super()._clone()  # type: ignore[misc] # Of Django, where its stubs do not tell.
        found.keyset, found.newest_first = self.keyset, self.newest_first
        return found

    def in_order(self, *, backwards: bool = False) -> "Self":
        down = self.newest_first is not backwards
        return self.order_by(*(f"-{name}" if down else name for name in self.keyset))

    def beyond(self, position: Sequence[object], *, backwards: bool = False) -> "Self":
        """Rows after `position` (before it when `backwards`), nearest first."""
        down = self.newest_first is not backwards
        comparison = TupleLessThan if down else TupleGreaterThan
        row = Tuple(*(F(name) for name in self.keyset))
        found = self.filter(comparison(row, tuple(position)))
        if "__" in self.keyset[0] or self.keyset[0] in self.query.annotations:
            # What a comparison of rows says of its first key, PostgreSQL uses of one table only.
            bound = "lte" if down else "gte"
            found = found.filter(**{f"{self.keyset[0]}__{bound}": position[0]})
        return found.in_order(backwards=backwards)

    def position_of(self, row: models.Model) -> tuple[object, ...]:
        return tuple(getattr(row, name) for name in self.keyset)
