"""What a page missed, read from the audit trail: everything after an event it has surely heard."""

import json

from django.db import connection

from annotations.models.horizon import Horizon, horizon

MOST = 90  # A page that missed more fetches everything anew: its queue holds a hundred.
MOST_EVENTS = 1_000
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
    """An event up to which nothing can yet appear (models/horizon.py)."""

    def __init__(self) -> None:
        self._safe: int | None = None
        self._next: Horizon | None = None

    def ask(self) -> int | None:
        """Its id; None while there is none. To be asked again and again."""
        now = horizon()
        if self._next and now.oldest_open >= self._next.first_unused:
            self._safe, self._next = self._next.newest, None
        self._next = self._next or now
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
