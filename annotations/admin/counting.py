"""Counts that cost the same however long the table is."""

from typing import Any, NamedTuple

from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode

MOST_COUNTED = 10_000


class Count(NamedTuple):
    """How many rows there are, up to a cap."""

    number: int
    is_capped: bool = False

    @classmethod
    def of(cls, rows: "QuerySet[Any]") -> "Count":
        number = rows.order_by()[: MOST_COUNTED + 1].count()
        return cls(min(number, MOST_COUNTED), number > MOST_COUNTED)

    def __str__(self) -> str:
        return f"{self.number:,}{'+' * self.is_capped}"


def linked(model: type[Model], **given: Any) -> str:
    """How many rows fit these lookups, as a link to the table of the panel that shows them."""
    found = {
        name: value.split(",") if name.endswith("__in") else value for name, value in given.items()
    }
    count = Count.of(model._default_manager.filter(**found))
    table = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    return format_html('<a href="{}?{}">{}</a>', table, urlencode(given), count)
