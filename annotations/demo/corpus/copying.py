"""Rows into tables by COPY, with every guard of the database awake."""

from collections.abc import Mapping, Sequence

from django.db import connection
from django.db.models import Field, Model
from django.db.models.fields import NOT_PROVIDED

Row = Mapping[str, object]


def take_ids(model: type[Model], number: int) -> list[int]:
    """So many ids that no other row has or will have."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, number],
        )
        return [row[0] for row in cursor.fetchall()]


def copy_in(model: type[Model], rows: Sequence[Row]) -> None:
    """Rows by column, all with the same ones in the same order; the model's defaults fill in."""
    if not rows:
        return
    given = list(rows[0])
    rest = [one for one in model._meta.concrete_fields if _is_left(one, given)]
    usual = [one.get_db_prep_save(one.get_default(), connection) for one in rest]
    quote = connection.ops.quote_name
    columns = ", ".join(map(quote, [*given, *(str(one.column) for one in rest)]))
    sql = f"COPY {quote(model._meta.db_table)} ({columns}) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(sql) as out:
        for row in rows:
            out.write_row([*row.values(), *usual])


def _is_left(field: Field, given: list[str]) -> bool:
    """Whether the model alone knows what the column holds when nothing is said."""
    return field.column not in given and field.db_default is NOT_PROVIDED and not field.primary_key
