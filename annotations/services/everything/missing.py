"""Rows that point at what is not in the file: foreign keys are checked when all have come in."""

from pathlib import Path

from django.db import DatabaseError, connection, transaction
from django.utils.translation import gettext as _

from annotations.exchange.everything import lines
from annotations.exchange.everything.lines import Report
from annotations.exchange.everything.selecting import key
from annotations.exchange.everything.tables import TABLES

MOST = 20  # Of one constraint.
UNIQUE = """
SELECT conname FROM pg_constraint
WHERE contype IN ('u', 'x') AND condeferrable AND connamespace = current_schema()::regnamespace
"""
FOREIGN = """
SELECT c.conrelid::regclass::text, c.confrelid::regclass::text,
    array(SELECT a.attname::text FROM unnest(c.conkey) WITH ORDINALITY k(n, at)
        JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.n ORDER BY k.at),
    array(SELECT a.attname::text FROM unnest(c.confkey) WITH ORDINALITY k(n, at)
        JOIN pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.n ORDER BY k.at)
FROM pg_constraint c
WHERE c.contype = 'f' AND c.conrelid::regclass::text = ANY(%s) ORDER BY c.conname
"""
LOST = """
SELECT t.{key} FROM {table} t
WHERE {given} AND NOT EXISTS (SELECT FROM {other} o WHERE {same}) ORDER BY t.{key} LIMIT {most}
"""
Row = tuple[str, int]  # The type and the number.


def check_at_once() -> None:
    """What may not stand twice is told with its line, not at the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute(UNIQUE)
        names = [connection.ops.quote_name(name) for (name,) in cursor.fetchall()]
        if names:
            cursor.execute(f"SET CONSTRAINTS {', '.join(names)} IMMEDIATE")


def report(path: Path, found: Report) -> None:
    """Tell each line that points at nothing."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    except DatabaseError:
        lost = _lost()
        for line in lines.read(path):
            pk = line.row[key(line.table)]
            for column in lost.get((line.table.name, pk), ()):
                message = _("“%(column)s” points at a row that is not there.")
                found.add(line.number, message % {"column": column})


def _lost() -> dict[Row, list[str]]:
    """By row the columns that point at nothing."""
    quote = connection.ops.quote_name
    tables = {table.model._meta.db_table: table for table in TABLES}
    rows: dict[Row, list[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(FOREIGN, [list(tables)])
        for name, other, columns, keys in cursor.fetchall():
            pairs = zip(map(quote, columns), map(quote, keys), strict=True)
            statement = LOST.format(
                key=quote(key(tables[name])), table=quote(name), other=quote(other), most=MOST,
                given=" AND ".join(f"t.{quote(one)} IS NOT NULL" for one in columns),
                same=" AND ".join(f"o.{theirs} = t.{ours}" for ours, theirs in pairs),
            )  # fmt: skip
            cursor.execute(statement)
            for (pk,) in cursor.fetchall():
                rows.setdefault((tables[name].name, pk), []).append(", ".join(columns))
    return rows
