"""Writes rows back as the audit trail has them; what the trail leaves out is made anew."""

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence

from django.db import connection
from django.db.models import F, ForeignObjectRel, Model, QuerySet

from annotations.models import (
    Alias,
    Anchor,
    AnswerEvidence,
    Assessment,
    AttributionStep,
    CheckAnswer,
    CheckQuestion,
    Claim,
    ClaimLink,
    Entity,
    Evidence,
    ExternalCheck,
    Labelling,
    Mention,
    NamesReview,
    Notification,
    ReplyRequest,
    Source,
    TaggingRule,
    Thread,
    Watch,
)
from annotations.models.checks.external import index
from annotations.models.searching import store
from annotations.tagging.similarity.suggest import blocks

from .. import claim_words
from ..sources.sources import search_words
from .trail import Change, Row

# Every row after those that it points at.
MODELS: dict[str, type[Model]] = {
    model._meta.label_lower.split(".")[1]: model
    for model in (
        Entity,
        Alias,
        Source,
        Claim,
        ClaimLink,
        Anchor,
        AttributionStep,
        Labelling,
        ReplyRequest,
        Evidence,
        ExternalCheck,
        CheckQuestion,
        CheckAnswer,
        AnswerEvidence,
        Assessment,
        Mention,
        TaggingRule,
        NamesReview,
        Watch,
        Thread,
    )
}
NOT_COMPARED = ("version", "updated_at")


def now(table: str, pks: Sequence[int]) -> dict[int, Row]:
    """The rows as the trail would tell them, locked until the end of the transaction."""
    name = _quoted(MODELS[table]._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id, to_jsonb(t) FROM {name} t WHERE id = ANY(%s) ORDER BY id FOR UPDATE",
            [list(pks)],
        )
        return {pk: json.loads(row) if isinstance(row, str) else row for pk, row in cursor}


def referrers(table: str, pks: set[int]) -> Iterable[tuple[str, int, int]]:
    """Who points at these rows: (table, its id, the row's id), notifications and watching aside."""
    for relation in MODELS[table]._meta.get_fields(include_hidden=True):
        if isinstance(relation, ForeignObjectRel) and not relation.many_to_many:
            other, column = relation.related_model, relation.field.attname
            if other in (Notification, Watch):
                continue
            rows = other._base_manager.filter(**{f"{column}__in": pks})
            for pk, target in rows.values_list("pk", column):
                yield other._meta.model_name or "", pk, target


def take_back(found: Iterable[Change]) -> None:
    """Put every row where it was before: what was made goes, then the others stand as before.

    Versions rise. Raises IntegrityError when something else has taken a row's place, or what it
    points at is gone.
    """
    by_table: dict[str, list[Change]] = defaultdict(list)
    for change in found:
        by_table[change.table].append(change)
    order = [table for table in MODELS if table in by_table]
    _take_away(by_table)
    for table in reversed(order):
        made = [change.pk for change in by_table[table] if change.is_made]
        if made:
            MODELS[table]._default_manager.filter(pk__in=made).delete()
    for table in order:
        _update(MODELS[table], [one for one in by_table[table] if one.is_edit])
        _insert(MODELS[table], [one for one in by_table[table] if one.is_gone])
    connection.check_constraints()  # Not first at the commit, where nobody could be told.


def _take_away(by_table: dict[str, list[Change]]) -> None:
    """What was moved to a claim that goes now leaves it first: it would go along."""
    made = {one.pk for one in by_table.get("claim", ()) if one.is_made}
    for table, found in by_table.items():
        leaving = [one for one in found if one.is_edit and one.after.get("claim_id", None) in made]
        if leaving:
            _update(MODELS[table], leaving)


def _update(model: type[Model], found: list[Change]) -> None:
    groups: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for change in found:
        columns = tuple(_known(model, change.before))
        groups[columns].append({"id": change.pk, **change.before})
    for columns, rows in groups.items():
        values = [f"{_quoted(name)} = r.{_quoted(name)}" for name in columns]
        values += [f"{name} = {value}" for name, value in _stamps(model, "t").items()]
        _run(
            f"UPDATE {_quoted(model._meta.db_table)} t SET {', '.join(values)} "
            f"FROM {_records(model)} r WHERE t.id = r.id",
            rows,
        )


def _insert(model: type[Model], found: list[Change]) -> None:
    """With their old ids; the same columns in every row of the trail."""
    groups: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for change in found:
        stamps = _stamps(model, "r")
        groups[tuple(_known(model, change.before, but=stamps))].append(change.before)
    for columns, rows in groups.items():
        stamps = _stamps(model, "r")
        into = ", ".join([*map(_quoted, columns), *stamps])
        values = ", ".join([*(f"r.{_quoted(name)}" for name in columns), *stamps.values()])
        _run(
            f"INSERT INTO {_quoted(model._meta.db_table)} ({into}) "
            f"SELECT {values} FROM {_records(model)} r",
            rows,
        )


def _stamps(model: type[Model], row: str) -> dict[str, str]:
    """What each write raises, where the table has it; a row of the trail may be older than it."""
    stamps = {"version": f"coalesce({row}.version, 0) + 1", "updated_at": "clock_timestamp()"}
    names = {field.column for field in model._meta.concrete_fields}
    return {name: value for name, value in stamps.items() if name in names}


def _known(model: type[Model], row: Row, but: Iterable[str] = ()) -> list[str]:
    """The row's columns that the table has today."""
    names = {field.column for field in model._meta.concrete_fields} - set(but)
    return sorted(name for name in row if name in names)


def _records(model: type[Model]) -> str:
    return f"jsonb_populate_recordset(NULL::{_quoted(model._meta.db_table)}, %s::jsonb)"


def _run(statement: str, rows: list[Row]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, [json.dumps(rows)])


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def make_searchable(table: str, pks: Collection[int]) -> None:
    """Fill what the trail leaves out of these rows: the words and keys by which they are found.

    In as many statements for many rows as for one.
    """
    model = MODELS[table]
    if model is ExternalCheck:
        index(ExternalCheck.objects.filter(pk__in=pks))
        return
    store(model, TEXTS[model](model._default_manager.filter(pk__in=pks).defer("search")))


def _of_entities(entities: QuerySet) -> dict[int, list[str]]:
    aliases = list(Alias.objects.filter(entity__in=entities).order_by("id"))
    for alias in aliases:
        alias.blocks = blocks(alias.name, alias.label)
    Alias.objects.bulk_update(aliases, ["blocks"])
    texts = {entity.pk: [entity.name] for entity in entities}
    for alias in aliases:
        texts[alias.entity_id].append(alias.name)
    return texts


def _of_sources(sources: QuerySet) -> dict[int, list[str]]:
    return {source.pk: list(search_words(source)) for source in sources}


TEXTS: dict[type[Model], Callable[[QuerySet], dict[int, list[str]]]] = {
    Claim: claim_words.texts_of,
    Entity: _of_entities,
    Source: _of_sources,
}


def raise_versions(table: str, pks: Iterable[int]) -> None:
    """Of rows whose representation shows another row that was written."""
    MODELS[table]._default_manager.filter(pk__in=pks).update(version=F("version") + 1)
