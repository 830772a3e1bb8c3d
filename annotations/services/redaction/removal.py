"""Rows that go with all that belongs to them, whatever stands against it by any other door."""

from collections import Counter, defaultdict

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models

from annotations.models import Answer, Claim
from annotations.models.claims.suggestions import shortened
from annotations.text.redacting import Words

from . import columns
from .columns import Model, Rows
from .sweep import rewrite, sweep_tables

Pointing = dict[tuple[Model, str], set[int]]
# Columns of what people wrote, where a copy of it may be kept without a key that leads back: in a
# message that was sent, in a line of a log. Shorter ones stand there by chance.
COPIED = frozenset(
    "headline byline statement exact excerpt note rationale review_note reply body title"
    " wording answer explanation".split()
)
LEAST_COPIED, MOST_COPIED = 12, 2_000


def closure(roots: Rows) -> tuple[Rows, Pointing]:
    """All rows that go with these, and those that only point at them: by model and column, the ids
    of the rows pointed at."""
    gone: Rows = defaultdict(set)
    pointing: Pointing = defaultdict(set)
    new = {model: set(pks) for model, pks in roots.items()}
    while new:
        model, pks = new.popitem()
        pks -= gone[model]
        gone[model] |= pks
        for relation in model._meta.get_fields(include_hidden=True) if pks else ():
            if not isinstance(relation, models.ForeignObjectRel) or relation.many_to_many:
                continue
            other, name = relation.related_model, relation.field.attname
            if relation.on_delete is models.SET_NULL:
                pointing[other, name] |= pks
                continue
            found = other._base_manager.filter(**{f"{name}__in": pks})
            new.setdefault(other, set()).update(found.values_list("pk", flat=True))
    return {model: pks for model, pks in gone.items() if pks}, pointing


def remove(gone: Rows, pointing: Pointing) -> Counter[str]:
    """Delete the rows, and what is kept of them beside; what pointed at them stays. Where that is a
    record of the product's own, and no work of people, it stays without words."""
    copies = _copied(gone)
    audited = columns.audited()
    own_records = {model for model in columns.tables() if model._meta.db_table not in audited}
    counts: Counter[str] = Counter()
    for (model, name), pks in pointing.items():
        rows = model._base_manager.filter(**{f"{name}__in": pks})
        rows = rows.exclude(pk__in=gone.get(model, ()))
        if model in own_records:
            rewrite(model, rows, lambda _text, _is_piece: "")
        counts[columns.name_of(model)] += rows.update(**{name: None})
    for model, pks in gone.items():
        rows = model._base_manager.filter(pk__in=pks)
        counts[columns.name_of(model)] += rows._raw_delete(rows.db)
        of_model = ContentType.objects.get_for_model(model)
        noted = LogEntry.objects.filter(content_type=of_model, object_id__in=map(str, pks))
        counts["logentry"] += noted.delete()[0]
    counts["answer"] += Answer.objects.all().delete()[0]
    if copies:
        found, _rows = sweep_tables(Words(copies), own_records)
        counts += found
    return counts


def _copied(gone: Rows) -> set[str]:
    """Texts of these rows that may stand in records of the product's own."""
    found: set[str] = set()
    for model, pks in gone.items():
        names = [one for one in columns.tables().get(model, ()) if one in COPIED]
        rows = model._base_manager.filter(pk__in=pks).values_list(*names) if names else ()
        found |= {one.strip() for row in rows for one in row if isinstance(one, str)}
    # In the margin of an article that repeats a claim stands how that begins.
    statements = Claim.objects.filter(pk__in=gone.get(Claim, ())).values_list(
        "statement", flat=True
    )
    found |= {shortened(one) for one in statements}
    return {one for one in found if LEAST_COPIED <= len(one) <= MOST_COPIED}
