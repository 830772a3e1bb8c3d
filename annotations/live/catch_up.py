"""What a page missed, read from the audit trail: everything after an event it has surely heard."""

import json

from django.db import connection

MOST = 90  # A page that missed more fetches everything anew: its queue holds a hundred.
MOST_EVENTS = 1_000
NOW = """
SELECT (SELECT coalesce(max(id), 0) FROM annotations_event),
       pg_snapshot_xmin(now)::text::bigint, pg_snapshot_xmax(now)::text::bigint
FROM pg_current_snapshot() now
"""
SINCE = """
SELECT kind, desk, article, pk, count(*) FROM (
    SELECT CASE WHEN e.claim_id IS NOT NULL THEN 'claim' WHEN e."table" = 'mention' THEN 'mention'
                WHEN e.article_id IS NOT NULL THEN 'article' END AS kind,
           coalesce(e.desk_id, c.desk_id, a.desk_id) AS desk,
           coalesce(e.article_id, c.article_id) AS article,
           coalesce(e.claim_id, CASE WHEN e."table" = 'mention' THEN e.object_id
                                     ELSE e.article_id END) AS pk,
           e.id
    FROM annotations_event e
    LEFT JOIN annotations_claim c ON c.id = e.claim_id
    LEFT JOIN annotations_article a ON a.id = e.article_id
    WHERE e.id > %s ORDER BY e.id LIMIT %s
) missed
GROUP BY kind, desk, article, pk ORDER BY min(id)
"""


class Mark:
    """An event up to which nothing can yet appear, although numbers are given before the commit.

    The newest event becomes one once every transaction that was open beside it is over.
    """

    def __init__(self) -> None:
        self._safe: int | None = None
        self._next: tuple[int, int] | None = None

    def ask(self) -> int | None:
        """Its id; None while there is none. To be asked again and again."""
        with connection.cursor() as cursor:
            cursor.execute(NOW)
            newest, oldest_open, first_unused = cursor.fetchone()
        if self._next and oldest_open >= self._next[1]:
            self._safe, self._next = self._next[0], None
        self._next = self._next or (newest, first_unused)
        return self._safe


def since(event: int) -> list[str] | None:
    """Payloads as `notify` sends them, of what happened after `event`; None when it is too much.

    What it tells twice does no harm: pages only ask for what is named.
    """
    with connection.cursor() as cursor:
        cursor.execute(SINCE, [event, MOST_EVENTS + 1])
        rows = cursor.fetchall()
    told = sum(events for *_, events in rows)
    if told > MOST_EVENTS or len(rows) > MOST:
        return None
    names = ("kind", "desk", "article", "id")
    missed = [dict(zip(names, row, strict=False)) for row in rows if None not in row[:2]]
    # Runs and workers leave no line in the trail.
    return [json.dumps(one) for one in (*missed, {"kind": "runs"}, {"kind": "worker"})]
