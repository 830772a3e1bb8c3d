"""Rows made anew from rows, in one statement a table: as they are, but for some columns."""

import json
from collections.abc import Mapping
from typing import Any

from django.db import connection, models

Led = Mapping[int, int]


def led_by(name: str, column: str) -> str:
    """SQL: what the column's value is led to by the map of this name (None: to nothing)."""
    return f"(%({name})s::jsonb->>(t.{column}::text))::bigint"


def duplicate(
    model: type[models.Model], where: str, instead: Mapping[str, str], **values: Any
) -> None:
    """Make a copy of each row `t` for which `where` holds; `instead` says columns otherwise.

    Both are SQL of ours; `values` are its parameters, maps among them by the old id. A column that
    `instead` does not name is as it was; the number comes from the table unless it is said.
    """
    names = [str(field.column) for field in model._meta.concrete_fields]
    made = [name for name in names if name != "id" or "id" in instead]
    columns = ", ".join(f'"{name}"' for name in made)
    taken = ", ".join(instead.get(name, f't."{name}"') for name in made)
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({columns}) SELECT {taken} FROM {table} t "  # noqa: S608 - our names
            f"WHERE {where} ORDER BY t.id",
            {name: _value(value) for name, value in values.items()},
        )


def _value(value: Any) -> Any:
    return json.dumps(value) if isinstance(value, Mapping) else value
