"""What a deletion would take along and what stands against it, without reading the rows."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.contrib.admin.utils import quote
from django.db import models
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.text import capfirst

from .counting import Count


def foreseen(
    rows: Sequence[models.Model] | models.QuerySet[Any], request: HttpRequest
) -> tuple[list[str], dict[str, Any], set[str], list[str]]:
    """What ModelAdmin.get_deleted_objects says: objects, counts by table, rights that are
    missing, and what is in use elsewhere.

    One step far, each table counted up to a cap: a desk may have a million articles.
    """
    model = type(rows[0]) if rows else None
    if model is None:
        return [], {}, set(), []
    name = f"annotations.delete_{model._meta.model_name}"
    missing = set() if request.user.has_perm(name) else {str(model._meta.verbose_name)}
    counts: dict[str, Any] = {str(model._meta.verbose_name_plural): len(rows)}
    protected = []
    for relation, count in _hanging(model, rows):
        plural = str(relation.related_model._meta.verbose_name_plural)
        if relation.on_delete is models.PROTECT:
            protected.append(f"{capfirst(plural)}: {count}")
        elif relation.on_delete is models.CASCADE:
            counts[plural] = count
    return [_linked(row) for row in rows], counts, missing, protected


def _hanging(model: type[models.Model], rows: Any) -> Iterator[tuple[Any, Count]]:
    """The relations that lead to these rows, and how many rows come by each."""
    for relation in model._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ForeignObjectRel) or not relation.on_delete:
            continue
        found = relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": rows})
        count = Count.of(found)
        if count.number:
            yield relation, count


def _linked(row: models.Model) -> str:
    meta = row._meta
    try:
        address = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[quote(row.pk)])
    except NoReverseMatch:
        return str(row)
    return format_html('{}: <a href="{}">{}</a>', capfirst(meta.verbose_name), address, row)
