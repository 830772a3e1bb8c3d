"""What every versioned table has."""

from functools import cache
from typing import Any

from django.db import models
from django.db.models.functions import Coalesce

# Rows of one INSERT: a statement takes 65,535 parameters.
BATCH = 1_000


def rows_of(model: type[models.Model], relation: str) -> Any:
    """Manager of the rows that point at a model: their module imports that of the model."""
    field = model._meta.get_field(relation)
    # The stubs know fields that lead nowhere, too.
    return field.related_model._default_manager  # type: ignore[union-attr]


def one_by_one(rows: "models.QuerySet[Any]") -> models.expressions.Combinable:
    """Whether one of these rows is there, asked of each outer row by itself.

    With `Exists` PostgreSQL would rather read all of both tables than look for the first few.
    """
    is_there = rows.order_by().values(is_there=models.Value(True))[:1]
    return Coalesce(models.Subquery(is_there), False, output_field=models.BooleanField())


def longest(model: type[models.Model], field: str) -> int:
    """The most characters that a column of text takes."""
    length = model._meta.get_field(field).max_length  # type: ignore[union-attr]
    if length is None:
        raise ValueError(f"{model.__name__}.{field} has no limit")
    return length


class Stamped(models.Model):
    created_at = models.DateTimeField(auto_now_add=True)
    # The database sets it with every write, whatever wrote, by its own clock (`stamps.sql`).
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True

    def _get_FIELD_display(self, field: Any) -> Any:
        """A choice in words: Django makes the table of them anew for each row that tells one."""
        value = getattr(self, field.attname)
        words = _choices_of(field).get(value, value)
        return None if words is None else str(words)


@cache
def _choices_of(field: Any) -> dict[Any, Any]:
    return dict(field.flatchoices)


class Versioned(Stamped):
    # Raised by every write, so that two people never overwrite each other silently.
    version = models.PositiveIntegerField(default=1, editable=False)
    # Lists are asked for what changed since.
    updated_at = models.DateTimeField(auto_now=True, db_index=True)

    class Meta:
        abstract = True
