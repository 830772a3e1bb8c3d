"""Our tables in a database: which there are, their columns, and what slows their filling."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection

from .archive import Table

# Rows are written the same way whatever a role, a database or a server is set to.
STEADY = {
    "client_encoding": "UTF8",
    "datestyle": "ISO",
    "intervalstyle": "postgres",
    "timezone": "UTC",
    "extra_float_digits": "1",
    "bytea_output": "hex",
    # They may take hours.
    "statement_timeout": "0",
    "idle_in_transaction_session_timeout": "0",
}
# The lists of migrations come from the migrations; what is unlogged is worth minutes.
MIGRATIONS = "django_migrations"
OURS = """
c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')
    AND NOT c.relispartition
    AND (c.relname LIKE 'annotations\\_%%' OR c.relname LIKE 'newsroom\\_%%' OR c.relname = ANY(%s))
"""
TABLES = f"""
SELECT c.relname, array_agg(a.attname::text ORDER BY a.attnum) FROM pg_class c
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    AND a.attgenerated = ''
WHERE {OURS} AND c.relpersistence = 'p' AND c.relname <> '{MIGRATIONS}'
GROUP BY c.relname ORDER BY c.relname
"""
ALL_TABLES = f"SELECT c.relname FROM pg_class c WHERE {OURS} ORDER BY c.relname"
FUNCTIONS = """
SELECT oid::regprocedure::text FROM pg_proc
WHERE pronamespace = current_schema()::regnamespace AND proname LIKE 'newsroom\\_%'
"""
SEQUENCES = """
SELECT a.attname, pg_get_serial_sequence(quote_ident(%s), a.attname) FROM pg_attribute a
WHERE a.attrelid = quote_ident(%s)::regclass AND a.attnum > 0 AND NOT a.attisdropped
    AND pg_get_serial_sequence(quote_ident(%s), a.attname) IS NOT NULL
"""
KEYS = f"""
SELECT c.relname, k.conname, pg_get_constraintdef(k.oid) FROM pg_constraint k
JOIN pg_class c ON c.oid = k.conrelid
WHERE k.contype = 'f' AND k.conparentid = 0 AND {OURS} ORDER BY k.conname
"""
# Those that are no constraint's; of a table in parts those of the whole.
INDEXES = f"""
SELECT i.indexrelid::regclass::text, replace(pg_get_indexdef(i.indexrelid), ' ON ONLY ', ' ON ')
FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
WHERE {OURS} AND NOT i.indisprimary
    AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = i.indexrelid) ORDER BY 1
"""


def names_of_models() -> list[str]:
    """The tables of all models, those of packages too, and of the migrations."""
    models = apps.get_models(include_auto_created=True)
    return sorted({model._meta.db_table for model in models} | {MIGRATIONS})


def found() -> list[Table]:
    """The tables whose rows a backup holds, with their columns; as the connection sees them."""
    return [Table(name, columns) for name, columns in _rows(TABLES, names_of_models())]


def drop_all() -> None:
    """Our tables and guards go, with their rows; as the owner."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for (name,) in _rows(ALL_TABLES, names_of_models()):
            cursor.execute(f"DROP TABLE IF EXISTS {quote(name)} CASCADE")
        for (name,) in _rows(FUNCTIONS):
            cursor.execute(f"DROP FUNCTION IF EXISTS {name} CASCADE")


def sequences(name: str) -> dict[str, str]:
    """The sequences that number a table's rows, by column; ready for SQL."""
    return dict(_rows(SEQUENCES, name, name, name))


def steady() -> None:
    """For the transaction that reads or writes the rows."""
    with connection.cursor() as cursor:
        for name, value in STEADY.items():
            cursor.execute("SELECT set_config(%s, %s, true)", [name, value])


def selected(table: Table) -> str:
    """The rows of a table, also of one in parts."""
    return f"SELECT {columns(table)} FROM {connection.ops.quote_name(table.name)}"


def columns(table: Table) -> str:
    return ", ".join(map(connection.ops.quote_name, table.columns))


@dataclass(frozen=True)
class Put:
    """What has to be put back: the statement that takes it away, and the one that makes it."""

    away: str
    back: str


def slowing() -> list[Put]:
    """Guards, foreign keys and indexes: taken away in this order, put back in the other.

    Rows go in many times faster without them; keys and unique indexes look at all rows at the end,
    guards have seen them already.
    """
    quote = connection.ops.quote_name
    names = names_of_models()
    every = [name for (name,) in _rows(ALL_TABLES, names)]
    guards = [
        Put(*(f"ALTER TABLE {quote(name)} {what} TRIGGER USER" for what in ("DISABLE", "ENABLE")))
        for name in every
    ]
    keys = [
        Put(
            f"ALTER TABLE {quote(table)} DROP CONSTRAINT {quote(key)}",
            f"ALTER TABLE {quote(table)} ADD CONSTRAINT {quote(key)} {definition}",
        )
        for table, key, definition in _rows(KEYS, names)
    ]
    indexes = [Put(f"DROP INDEX {name}", made) for name, made in _rows(INDEXES, names)]
    return [*guards, *keys, *indexes]


def _rows(sql: str, *params: Any) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params or None)
        return cursor.fetchall()
