"""Where long reads go: to a replica that has whatever was committed, else to the primary."""

import logging
import time

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.utils import InterfaceError

REPLICA = "replica"
PATIENCE = 2.0  # Seconds in which it may catch up.
INTERVAL = 0.05
LEFT_ALONE = 30.0  # Seconds after it was away: nobody waits for it each time.
IS_THERE = """
SELECT pg_is_in_recovery(), coalesce(pg_last_wal_replay_lsn() >= %s::pg_lsn, false)
"""
AWAY = (DatabaseError, InterfaceError)
logger = logging.getLogger(__name__)
_asked_again_at = float("-inf")


def for_reading() -> str:
    """The alias of the database to read from: what is committed now can be seen there.

    That of the primary where there is no replica, where it is away, was promoted, or is further
    behind than PATIENCE.
    """
    global _asked_again_at
    if not is_wanted() or time.monotonic() < _asked_again_at:
        return DEFAULT_DB_ALIAS
    problem = why_not()
    if not problem:
        return REPLICA
    _asked_again_at = time.monotonic() + LEFT_ALONE
    logger.warning("exports read from the primary, not from the replica: %s", problem)
    return DEFAULT_DB_ALIAS


def is_wanted() -> bool:
    """Whether the settings name one."""
    return REPLICA in connections.settings


def why_not() -> str:
    """Why the replica cannot be read from now, after waiting for it a moment; else nothing."""
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute("SELECT pg_current_wal_flush_lsn()::text")
        [committed] = cursor.fetchone()
    try:
        return _behind(committed)
    except AWAY as error:
        connections[REPLICA].close()
        return (str(error).strip() or type(error).__name__).splitlines()[0]


def _behind(committed: str) -> str:
    deadline = time.monotonic() + PATIENCE
    while True:
        with connections[REPLICA].cursor() as cursor:
            cursor.execute(IS_THERE, [committed])
            is_replica, has_all = cursor.fetchone()
        if not is_replica:
            return "it is no replica any more"
        if has_all:
            return ""
        if time.monotonic() > deadline:
            return f"it is more than {PATIENCE:.0f} seconds behind"
        time.sleep(INTERVAL)
