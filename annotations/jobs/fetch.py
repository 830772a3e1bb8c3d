"""What is due from the web, one thing after the other: copies that people wait for, then feeds."""

import time

from django.db import connection

from annotations.work import wakeup
from newsroom.database.locks import Lock

from . import fetch_copies, read_feeds

ALONE = (Lock.FETCHING, 0)


def fetch_due(seconds: float) -> bool:
    """Fetch until nothing is due or `seconds` have passed; False when another worker does it.

    One worker at a time, so that slow servers never hold all that tag. What is left is rung for.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", ALONE)
        if not cursor.fetchone()[0]:
            return False
    try:
        until = time.monotonic() + seconds
        while _next():
            if time.monotonic() > until:
                wakeup.send_web()
                break
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", ALONE)
    return True


def _next() -> bool:
    """Fetch one thing; whether there was one."""
    return any(next(due(1), None) for due in (fetch_copies.fetch_due, read_feeds.read_due))
