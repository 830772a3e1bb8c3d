"""A backup: all rows of one moment, streamed into a file while everybody goes on working."""

from collections.abc import Callable, Iterator
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from newsroom.version import VERSION

from . import tables
from .archive import Manifest, Table, Writer, written
from .errors import KeepingError
from .progress import Progress, size

# About, as the server last counted.
ROWS = """
SELECT coalesce(sum(greatest(c.reltuples, 0)), 0)::bigint FROM pg_class c
JOIN pg_class whole ON whole.oid = coalesce(pg_partition_root(c.oid), c.oid)
WHERE c.relkind = 'r' AND whole.relnamespace = current_schema()::regnamespace
    AND whole.relname = ANY(%s)
"""


def write(path: Path, progress: Progress, began: Callable[[], None] = lambda: None) -> Manifest:
    """Write the backup into a new file `path` and say what it holds.

    `began` is called when the moment is fixed, inside its transaction. Raises KeepingError: there
    can be no such file, or the tables are being changed.
    """
    names = _names()
    if not names:
        raise KeepingError("This database has no tables of Newsroom: there is nothing to back up.")
    with written(path) as writer, transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            # Before the first question, which fixes the moment: what changes a table and writes it
            # anew would leave nothing for us to see.
            quoted = ", ".join(map(connection.ops.quote_name, names))
            cursor.execute(f"LOCK TABLE {quoted} IN ACCESS SHARE MODE")
        if _names() != names:
            raise KeepingError("The tables were just being changed: try again.")
        tables.steady()
        manifest = Manifest(
            version=VERSION,
            postgresql=_one("SHOW server_version"),
            made_at=datetime.now(timezone.utc).isoformat(timespec="seconds"),
            migrations=sorted(MigrationRecorder(connection).applied_migrations()),
            tables=tables.found(),
        )
        began()
        progress.begin("Backing up", _one(ROWS, names))
        for table in manifest.tables:
            _write(table, writer, progress)
        writer.close(manifest)
    return manifest


def _write(table: Table, writer: Writer, progress: Progress) -> None:
    reported = 0

    def report() -> None:
        nonlocal reported
        progress.add(table.rows - reported, f"{table.name}, {size(writer.size)} written")
        reported = table.rows

    writer.add(table, _rows(table), report)
    # After the rows: a number that was given meanwhile is given to no other row.
    for column, sequence in tables.sequences(table.name).items():
        table.sequences[column] = _row(f"SELECT last_value, is_called FROM {sequence}")


def _rows(table: Table) -> Iterator[memoryview | bytes]:
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY ({tables.selected(table)}) TO STDOUT") as copy,
    ):
        yield from copy


def _names() -> list[str]:
    return [table.name for table in tables.found()]


def _one(sql: str, *params: Any):
    return _row(sql, *params)[0]


def _row(sql: str, *params: Any) -> list:
    with connection.cursor() as cursor:
        cursor.execute(sql, params or None)
        return list(cursor.fetchone())
