"""The statements that say the rows of everything.ndjson, one a table."""

from collections.abc import Iterator
from typing import Any

from django.contrib.postgres.search import SearchVectorField
from django.db import connection
from django.db.models import BinaryField, Field, ForeignKey, Model

from annotations.models import Desk, User

from ..copy_out import literal_sql
from .tables import EMAIL, EVERYBODY, TABLES, Table

# In order of the keys everywhere, so that the same rows are the same bytes.
ROWS = """SELECT row_to_json(r) FROM (
    SELECT '{name}' AS type, {columns} FROM {table} t {where}) r ORDER BY r.{key}"""


def statements(desk: Desk | None) -> list[str]:
    """Of all desks, or of one with the people whom its rows name."""
    return [_statement(table, desk) for table in TABLES if desk is None or table.desk]


def fields(table: Table, *, is_desk: bool) -> list["Field[Any, Any]"]:
    """The columns of its lines, the key first; without words that are folded anew."""
    gone = {*table.never, *(table.private if is_desk else ())}
    rest = [one for one in table.model._meta.concrete_fields if one.column not in gone]
    return [one for one in rest if not isinstance(one, SearchVectorField)]


def key(table: Table) -> str:
    """The column by which its lines are in order."""
    return str(table.model._meta.pk.column)


def _statement(table: Table, desk: Desk | None) -> str:
    column = _quoted(key(table))
    return ROWS.format(
        name=table.name,
        columns=", ".join(_columns(table, desk)),
        table=_quoted(table.model._meta.db_table),
        where=f"WHERE t.{column} IN ({_of_desk(table, desk)})" if desk else "",
        key=column,
    )


def _columns(table: Table, desk: Desk | None) -> Iterator[str]:
    for one in fields(table, is_desk=desk is not None):
        column = str(one.column)
        value = f"t.{_quoted(column)}"
        if desk is not None and column in table.in_desk:
            value = table.in_desk[column].format(desk=desk.pk)
        elif table.model is User and column == "email":
            value = EMAIL
        elif isinstance(one, BinaryField):
            value = f"translate(encode({value}, 'base64'), E'\\n', '')"
        yield f"{value} AS {_quoted(column)}"


def _of_desk(table: Table, desk: Desk) -> str:
    """SQL: the keys of the desk's rows."""
    if table.desk == EVERYBODY:
        return " UNION ".join(_people(desk))
    picked = _picked(table, desk, "pk")
    return f"{picked} UNION {table.besides.format(desk=desk.pk)}" if table.besides else picked


def _people(desk: Desk) -> Iterator[str]:
    """SQL: whom the desk's rows name."""
    for table in TABLES:
        if not table.desk or table.desk == EVERYBODY:
            continue
        for one in table.model._meta.concrete_fields:
            if isinstance(one, ForeignKey) and one.related_model is User:
                yield _picked(table, desk, one.attname)
        for column in table.people:
            yield f"SELECT unnest(p.{column}) FROM ({_picked(table, desk, column)}) p"


def _picked(table: Table, desk: Desk, column: str) -> str:
    model: type[Model] = table.model
    rows = model._base_manager.filter(table.only, **{table.desk: desk.pk})
    return literal_sql(rows.order_by().values(column))


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
