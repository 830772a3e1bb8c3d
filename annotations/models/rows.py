"""Many rows in one statement, whose text is the same however many they are."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import orjson
from django.contrib.postgres.search import SearchVectorField
from django.db import connection, models
from django.utils import timezone

from .searching import CONFIG

Model = type[models.Model]
Columns = tuple[str, ...]


def reserve(model: Model, number: int) -> list[int]:
    """Ids that no other row will have, in order: for rows that point at each other."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, number],
        )
        return [pk for (pk,) in cursor.fetchall()]


def insert(
    model: Model, rows: Sequence[Mapping[str, Any]], *, may_be_there: bool = False, **same: Any
) -> None:
    """Write rows, by column: `rows` what differs (each the same columns), `same` what does not.

    The other columns get the model's defaults; a search vector is given as its folded text. With
    `may_be_there` a row that breaks a unique constraint is passed over. Rows travel as JSON:
    PostgreSQL takes that apart in less time than Python needs to bind each value.
    """
    if not rows:
        return
    differ = tuple(rows[0])
    constant = _constant(model, differ)
    statement = _statement(model, differ, constant, may_be_there)
    values = [_value(model, column, same) for column in constant]
    assert same.keys() <= set(constant), f"{model.__name__} has no such columns: {same.keys()}"
    with connection.cursor() as cursor:
        cursor.execute(statement, [*values, orjson.dumps(rows, default=_bytea).decode()])


@cache
def _fields(model: Model) -> dict[str, models.Field]:
    return {str(field.column): field for field in model._meta.concrete_fields}


def _is_left_to_the_database(field: models.Field) -> bool:
    return isinstance(field, models.AutoField) or field.has_db_default()


@cache
def _constant(model: Model, differ: Columns) -> Columns:
    """The columns that have one value in all rows."""
    return tuple(
        column
        for column, field in _fields(model).items()
        if column not in differ and not _is_left_to_the_database(field)
    )


@cache
def _statement(model: Model, differ: Columns, constant: Columns, may_be_there: bool) -> str:
    quote = connection.ops.quote_name
    fields = _fields(model)
    read, kept = [], []
    for column in differ:
        is_search = isinstance(fields[column], SearchVectorField)
        kind = "text" if is_search else fields[column].db_type(connection)
        read.append(f"{quote(column)} {kind}")
        kept.append(
            f"to_tsvector('{CONFIG}', r.{quote(column)})" if is_search else f"r.{quote(column)}"
        )
    kept += [f"%s::{fields[column].db_type(connection)}" for column in constant]
    columns = ", ".join(map(quote, differ + constant))
    return (
        f"INSERT INTO {quote(model._meta.db_table)} ({columns}) SELECT {', '.join(kept)} "  # noqa: S608 - names of our columns
        f"FROM json_to_recordset(%s::json) r({', '.join(read)})"
        + (" ON CONFLICT DO NOTHING" if may_be_there else "")
    )


def _value(model: Model, column: str, same: Mapping[str, Any]) -> Any:
    field = _fields(model)[column]
    if column in same:
        value = same[column]
    elif getattr(field, "auto_now_add", False) or getattr(field, "auto_now", False):
        value = timezone.now()
    else:
        value = field.get_default()
    return field.get_db_prep_save(value, connection)


def _bytea(value: bytes) -> str:
    """Bytes as PostgreSQL reads them from a text."""
    return "\\x" + value.hex()
