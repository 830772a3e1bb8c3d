"""How far the trail can be read so that nothing older still appears in it.

Lines get their numbers before they are committed. So the newest line counts as passed only once
every transaction that wrote beside it is over: when a later horizon's `oldest_open` is not below
its `first_unused`.

Who writes a line holds the trail's table for writing before the line gets its number and until it
can be seen. So only those count who hold it: neither a long question, nor a change that has told
nothing yet, nor another database of the cluster holds anything up. Who holds it without a number
of a transaction has changed no row, so has no line yet. A snapshot's xmin and xmax would not do:
who began after the newest that is over is below neither of them.
"""

import time
from typing import NamedTuple

from django.db import connection

# Locks are looked at when it runs, so after its snapshot is taken.
NOW = """
WITH locks AS MATERIALIZED (SELECT * FROM pg_locks WHERE granted)
SELECT (SELECT coalesce(max(id), 0) FROM annotations_event),
       pg_snapshot_xmax(pg_current_snapshot())::text::bigint,
       ARRAY(
           SELECT own.transactionid::text::bigint
           FROM locks held JOIN locks own USING (virtualtransaction)
           WHERE held.relation = 'annotations_event'::regclass AND held.mode = 'RowExclusiveLock'
               AND held.database = (SELECT oid FROM pg_database WHERE datname = current_database())
               AND own.locktype = 'transactionid' AND own.mode = 'ExclusiveLock'
               AND own.pid IS DISTINCT FROM pg_backend_pid()
       )
"""
HALF = 2**31


class Horizon(NamedTuple):
    """The newest line that is seen now, the oldest transaction that may still add one before it,
    and a number above those of all that may.
    """

    newest: int
    oldest_open: int
    first_unused: int


def horizon() -> Horizon:
    """As of this moment, by one statement."""
    with connection.cursor() as cursor:
        cursor.execute(NOW)
        newest, coming, held = cursor.fetchone() or (0, 0, [])
    writing = [_whole(short, coming) for short in held]
    return Horizon(newest, min(writing, default=coming), max(coming, *(n + 1 for n in writing), 0))


def passed(patience: float = 0.5) -> int | None:
    """The newest line beside which no older one can appear any more.

    None where somebody goes on writing for longer than `patience` seconds: ask again later.
    """
    first = now = horizon()
    until = time.monotonic() + patience
    while now.oldest_open < first.first_unused:
        if time.monotonic() > until:
            return None
        time.sleep(0.02)
        now = horizon()
    return first.newest


def _whole(short: int, near: int) -> int:
    """The number of which locks know the last 32 bits: no open one is farther off than half."""
    return near + (short - near + HALF) % (2 * HALF) - HALF
