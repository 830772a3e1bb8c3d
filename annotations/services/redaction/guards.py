"""The guards of the tables are opened here alone, and by nobody but the owner of the tables.

What a trigger refuses (a text that changes, a decision that is reworded) no flag allows: the owner
switches the triggers off for one transaction, which no other role can do. Nobody writes meanwhile.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import connection
from django.utils.translation import gettext as _

from annotations.errors import NotAllowed

WAIT = "20s"  # For whoever writes just now.
OWNS = "SELECT pg_has_role(current_user, relowner, 'USAGE') FROM pg_class WHERE oid = %s::regclass"
GUARDED = """
SELECT DISTINCT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace
    AND c.relname LIKE 'annotations\\_%' ORDER BY c.relname
"""
# Triggers by their function (a LIKE pattern).
OF_FUNCTIONS = """
SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    JOIN pg_proc p ON p.oid = t.tgfoid
WHERE c.relnamespace = current_schema()::regnamespace AND p.proname LIKE ANY(%s)
"""
# These refuse nothing: by them the terms of a claim follow its words (docs/similar.md), and what
# waits follows the rows that wait (migration 0082).
FOLLOWING = ("newsroom\\_claims\\_worded", "newsroom\\_%awaits")


def require_owner() -> None:
    """Raises NotAllowed unless this process works as the owner of the tables."""
    with connection.cursor() as cursor:
        cursor.execute(OWNS, ["annotations_revision"])
        if cursor.fetchone() != (True,):
            raise NotAllowed(_("Only a process with the role of the database's owner does this."))


@contextmanager
def opened(*, awake: Sequence[str] = ()) -> Iterator[None]:
    """Inside a transaction: no trigger of ours refuses, and nobody else writes to their tables.

    Foreign keys and other constraints hold, at the latest at its end, and so do the triggers of the
    functions `awake` (LIKE patterns).
    """
    require_owner()
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [WAIT])
        cursor.execute(GUARDED)
        names = [connection.ops.quote_name(name) for (name,) in cursor.fetchall()]
        cursor.execute(f"LOCK TABLE {', '.join(names)} IN SHARE ROW EXCLUSIVE MODE")
    _switch(names, "DISABLE")
    _let_work([*FOLLOWING, *awake])
    yield
    _switch(names, "ENABLE")


def _switch(names: list[str], how: str) -> None:
    with connection.cursor() as cursor:
        # What waits for the end of the transaction is checked now: a table with such cannot change.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        for name in names:
            cursor.execute(f"ALTER TABLE {name} {how} TRIGGER USER")


def _let_work(functions: list[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(OF_FUNCTIONS, [functions])
        for table, trigger in cursor.fetchall():
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER {trigger}")
