"""Changes of large tables while people write to them: nobody waits for longer than a few rows take.

For migrations with `atomic = False` (see docs/running.md). Each can be killed anywhere and
made once more: what it did stays, and is not done again.
"""

from functools import partial

from django.db.migrations import RunPython, RunSQL

ROWS = 200  # Of a piece: whoever wants to change one of them waits for all.
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


def _fill(apps, schema_editor, *, table: str, update: str) -> None:
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(f"SELECT coalesce(max(id), 0) FROM {table}")  # noqa: S608 - our own words
        [last] = cursor.fetchone()
        for first in range(1, last + 1, ROWS):
            cursor.execute(update, [first, first + ROWS - 1])


def _index(apps, schema_editor, *, name: str, create: str) -> None:
    """One that was begun and not ended is there, and of no use."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(IS_VALID, [name])
        found = cursor.fetchone()
        if found == (True,):
            return
        cursor.execute("SELECT current_setting('lock_timeout')")
        [wait] = cursor.fetchone()
        # It waits for transactions that began before, and nobody waits for it.
        cursor.execute("SET lock_timeout = 0")
        if found:
            cursor.execute(f"DROP INDEX CONCURRENTLY {name}")
        cursor.execute(create)
        cursor.execute("SELECT set_config('lock_timeout', %s, false)", [wait])


def _drop(apps, schema_editor, *, name: str) -> None:
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {name}")
