"""How far the trail can be read so that nothing older still appears in it.

Lines get their numbers before they are committed. So the newest line counts as passed only once
every transaction that was open beside it is over: when a later horizon's `oldest_open` is not
below its `first_unused`.
"""

from typing import NamedTuple

from django.db import connection

NOW = """
SELECT (SELECT coalesce(max(id), 0) FROM annotations_event),
       pg_snapshot_xmin(now)::text::bigint, pg_snapshot_xmax(now)::text::bigint
FROM pg_current_snapshot() now
"""


class Horizon(NamedTuple):
    """The newest line that is seen now, the oldest open transaction, and the first one to come."""

    newest: int
    oldest_open: int
    first_unused: int


def horizon() -> Horizon:
    """As of this moment, by one statement."""
    with connection.cursor() as cursor:
        cursor.execute(NOW)
        return Horizon._make(cursor.fetchone() or (0, 0, 0))
