"""Changes of large tables while people work: nobody waits for longer than a few rows take.

For migrations with `atomic = False` (see docs/running.md). Each can be killed anywhere and
made once more: what it did stays, and is not done again.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any

from django.db import DatabaseError
from django.db.migrations import AlterField, RunPython, RunSQL, operations

ROWS = 200  # Of a piece: whoever wants to change one of them waits for all.
PIECE = "SELECT max(id) FROM (SELECT id FROM {} WHERE id > %s ORDER BY id LIMIT %s) piece"
IS_VALID = "SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass(%s)"


def fill(table: str, update: str) -> RunPython:
    """Fill a column by `update`, whose last condition is to be `id BETWEEN %s AND %s`, in pieces.

    It should leave out rows that are filled: then a second run costs no more than to read them.
    """
    return RunPython(partial(_fill, table=table, update=update), RunPython.noop, atomic=False)


def index(name: str, on: str, *, unique: bool = False) -> RunPython:
    """Make the index `name` on `on` (`table (column)`, and what else follows), without a lock that
    keeps writers out. In a migration of our models it stands in a SeparateDatabaseAndState."""
    kind = "UNIQUE INDEX" if unique else "INDEX"
    return RunPython(
        partial(_index, name=name, create=f"CREATE {kind} CONCURRENTLY {name} ON {on}"),
        partial(_drop, name=name),
        atomic=False,
    )


def constraint(table: str, name: str, words: str) -> list[RunSQL]:
    """Add a CHECK or FOREIGN KEY that new rows obey at once, then look at those that are there."""
    change = f"ALTER TABLE {table}"
    drop = f"{change} DROP CONSTRAINT IF EXISTS {name};"
    return [
        RunSQL(f"{drop} {change} ADD CONSTRAINT {name} {words} NOT VALID;", drop),
        RunSQL(f"{change} VALIDATE CONSTRAINT {name};", RunSQL.noop),
    ]


class AddIndex(operations.AddIndex):
    """Django's, of an index that a model says, made as by `index`."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        model = to_state.apps.get_model(app_label, self.model_name)
        _add(schema_editor, model, self.index)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        _drop(None, schema_editor, name=self.index.name)


class RemoveIndex(operations.RemoveIndex):
    """Django's, without a lock that keeps readers out. What takes its place is made before."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        _drop(None, schema_editor, name=self.name)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        model = to_state.apps.get_model(app_label, self.model_name)
        found = to_state.models[app_label, self.model_name_lower].get_index_by_name(self.name)
        _add(schema_editor, model, found)


class UnindexKey(AlterField):
    """A foreign key, that says `db_index=False` from now on, loses the index that Django made for
    it; Django would look at all rows of the key as well, with both tables locked."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        _drop(None, schema_editor, name=self._index(app_label, schema_editor, from_state)[0])

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        name, on = self._index(app_label, schema_editor, to_state)
        _index(None, schema_editor, name=name, create=f"CREATE INDEX CONCURRENTLY {name} ON {on}")

    def _index(self, app_label, schema_editor, state) -> tuple[str, str]:
        """Its name, and what it is on."""
        options = state.apps.get_model(app_label, self.model_name)._meta
        column = options.get_field(self.name).column
        name = schema_editor._create_index_name(options.db_table, [column], suffix="")
        return name, f"{options.db_table} ({column})"


def _fill(apps, schema_editor, *, table: str, update: str) -> None:
    """By the numbers that there are: one may be very large, as an import brings them."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(f"SELECT coalesce(max(id), 0) FROM {table}")  # noqa: S608 - our own words
        [end] = cursor.fetchone()
        done = 0
        while done < end:
            cursor.execute(PIECE.format(table), [done, ROWS])
            [last] = cursor.fetchone()
            if last is None:
                return
            cursor.execute(update, [done + 1, last])
            done = last


def _add(schema_editor, model, index) -> None:
    create = str(index.create_sql(model, schema_editor, concurrently=True))
    _index(None, schema_editor, name=index.name, create=create)


def _index(apps, schema_editor, *, name: str, create: str) -> None:
    """One that was begun and not ended is there, and of no use."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(IS_VALID, [name])
        found = cursor.fetchone()
    if found == (True,):
        return
    if found:
        _drop(apps, schema_editor, name=name)
    _alone(schema_editor.connection, create)


def _drop(apps, schema_editor, *, name: str) -> None:
    _alone(schema_editor.connection, f"DROP INDEX CONCURRENTLY IF EXISTS {name}")


def _alone(connection, statement: str) -> None:
    """A statement that waits for transactions that began before, and that nobody waits for.

    A restore makes its tables in one transaction: they are empty, and nobody else sees them.
    """
    with connection.cursor() as cursor:
        if connection.in_atomic_block:
            cursor.execute(statement.replace(" CONCURRENTLY", "", 1))
            return
        with _patient(cursor):
            cursor.execute(statement)


@contextmanager
def _patient(cursor: Any) -> Iterator[None]:
    """It waits as long as it takes; later ones as long as before, also where it failed."""
    cursor.execute("SELECT current_setting('lock_timeout')")
    [wait] = cursor.fetchone()
    cursor.execute("SET lock_timeout = 0")
    try:
        yield
    finally:
        with suppress(DatabaseError):  # The connection is lost: it says so itself.
            cursor.execute("SELECT set_config('lock_timeout', %s, false)", [wait])
