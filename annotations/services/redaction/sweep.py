"""Words taken out of every column of every table, wherever they stand."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Now

from annotations.models import Alias, Answer, Entity, Event
from annotations.models.base import Versioned
from annotations.text.redacting import FILL, Words

from . import columns
from .columns import Model, Rows
from .plans import Search
from .scope import rows_in_reach

# A piece of a longer text: the words may begin or end outside of it.
PIECES = frozenset(["exact", "prefix", "suffix", "before"])
# Not worth a row once the words are gone: another name, an answer kept for a day.
DROPPED: tuple[Model, ...] = (Alias, Answer)
BATCH = 500

Change = Callable[[str, bool], str]  # Of a text; whether it is a piece of a longer one.


def sweep(search: Search) -> tuple[Counter[str], Rows]:
    """Fill the words in every table but the trail; how many rows of which changed, and which."""
    return sweep_tables(search.words, columns.tables(), lambda model: rows_in_reach(model, search))


def sweep_tables(
    words: Words,
    models: Iterable[Model],
    rows_of: Callable[[Model], QuerySet | None] = lambda model: model._base_manager.order_by(),
) -> tuple[Counter[str], Rows]:
    """The same in these tables, and of each in the rows that `rows_of` gives."""
    counts: Counter[str] = Counter()
    touched: Rows = {}
    for model in models:
        rows = None if model is Event else rows_of(model)
        if rows is None:
            continue
        likely = with_clues(model, rows, words)
        if model in DROPPED:
            found = {pk for pk, _values in _found(model, likely, _filling(words))}
            if model is Alias:
                named = Alias.objects.filter(pk__in=found).values_list("entity", flat=True)
                touched.setdefault(Entity, set()).update(named)
            model._base_manager.filter(pk__in=found).delete()
        else:
            found = rewrite(model, likely, _filling(words))
        counts[columns.name_of(model)] += len(found)
        touched.setdefault(model, set()).update(found)
    return counts, touched


def count(search: Search) -> Counter[str]:
    """How many rows of which table hold the words; nothing is written."""
    counts: Counter[str] = Counter()
    for model in columns.tables():
        rows = None if model is Event else rows_in_reach(model, search)
        if rows is not None:
            likely = with_clues(model, rows, search.words)
            found = sum(1 for _ in _found(model, likely, _filling(search.words)))
            counts[columns.name_of(model)] += found
    return counts


def rewrite(model: Model, rows: QuerySet, change: Change) -> set[int]:
    """Write every text of these rows anew; the ids of those that it changed. Versions rise."""
    found = list(_found(model, rows, change))
    for pk, values in found:
        _write(model, pk, values)
    return {pk for pk, _values in found}


def with_clues(model: Model, rows: QuerySet, words: Words) -> QuerySet:
    """Those that can hold the words, as the database sees at once. Spans whose words are gone from
    their text may hold a part of them; there are few."""
    table = connection.ops.quote_name(model._meta.db_table)
    clues = patterns(words)
    names = [
        f"{table}.{connection.ops.quote_name(columns.column_of(model, one))}::text LIKE ANY(%s)"
        for one in columns.tables()[model]
    ]
    params: list[Any] = [clues] * len(names)
    if columns.has(model, "prefix") and columns.has(model, "start"):
        names.append(f"{table}.start IS NULL")
    return rows.extra(where=[f"({' OR '.join(names)})"], params=params)  # noqa: S610 - our columns


def patterns(words: Words) -> list[str]:
    """For LIKE: whatever holds the words is like one of these."""
    return ["%" + re.sub(r"([%_\\])", r"\\\1", one) + "%" for one in words.clues()]


def _filling(words: Words) -> Change:
    return lambda text, is_piece: words.fill(text, cut=is_piece)


def _found(model: Model, rows: QuerySet, change: Change) -> Iterator[tuple[int, dict[str, Any]]]:
    """Ids, and what is other in them now, by column."""
    names = columns.tables()[model]
    for pk, *values in rows.values_list("pk", *names).iterator(BATCH):
        new = {
            name: _changed(value, name in PIECES, change)
            for name, value in zip(names, values, strict=True)
        }
        changed = {
            name: new[name] for name, value in zip(names, values, strict=True) if new[name] != value
        }
        if changed:
            yield pk, changed


def _changed(value: Any, is_piece: bool, change: Change) -> Any:
    if isinstance(value, str):
        return _changed_message(value, change) or change(value, is_piece)
    if isinstance(value, list | tuple):
        return [_changed(one, is_piece, change) for one in value]
    if isinstance(value, dict):
        return _changed_fields(value, is_piece, change)
    return value


def _changed_fields(value: dict[str, Any], is_piece: bool, change: Change) -> dict[str, Any]:
    """Names that strangers gave fields are words, too; two that are the same now both stay."""
    found: dict[str, Any] = {}
    for key, one in value.items():
        name = key if key in columns.names() else change(key, False)
        while name in found:
            name += FILL
        found[name] = _changed(one, is_piece, change)
    return found


def _changed_message(value: str, change: Change) -> str:
    """JSON that is kept as it was sent, in which letters may be written by their numbers; empty for
    any other text, and where nothing in it changes."""
    if not value.startswith("{"):
        return ""
    try:
        said = json.loads(value)
    except ValueError:
        return ""
    changed = _changed(said, False, change)
    return "" if changed == said else json.dumps(changed, separators=(",", ":"))


def _write(model: Model, pk: int, values: dict[str, Any]) -> None:
    stamps: dict[str, Any] = {"version": F("version") + 1} if issubclass(model, Versioned) else {}
    if columns.has(model, "updated_at"):
        stamps["updated_at"] = Now()
    row = model._base_manager.filter(pk=pk)
    try:
        with transaction.atomic():
            row.update(**values, **stamps)
    except IntegrityError:
        # As long and as empty as another one, where two may not be the same.
        alone = {
            name: f"{FILL}{pk}" if isinstance(value, str) else value
            for name, value in values.items()
        }
        row.update(**alone, **stamps)
