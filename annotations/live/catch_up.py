"""What a page missed, read from the audit trail: everything after an event it has surely heard."""

import json

from django.db import connection

from annotations.models.horizon import Horizon, horizon

MOST = 90  # A page that missed more fetches everything anew: its queue holds a hundred.
MOST_EVENTS = 1_000
# What the lines of the trail tell, of one thing each; of the other kinds pages hear that something
# may have happened: runs and workers leave no line, and what a comment or a notification changed
# differs by who looks. A page takes `runs` for these (js/live/events.js).
OF_LINES = ("article", "claim", "mention")
UNKNOWN = ("runs", "worker")
# A copy that is wanted or could not be made leaves no line: it is told from its row.
# A link of a guest and a review of names know their revision, a copy its source, and a link
# between claims is on two of them.
SINCE = """
WITH line AS MATERIALIZED (
    SELECT id, "table", object_id, desk_id, article_id, claim_id, coalesce(new, old) AS said
    FROM annotations_event WHERE id > %s ORDER BY id LIMIT %s
), since AS MATERIALIZED (
    SELECT at - interval '1 minute' AS heard FROM annotations_event WHERE id = %s
), missed AS (
    SELECT CASE WHEN e.claim_id IS NOT NULL THEN 'claim'
                WHEN e."table" IN ('mention', 'namesreview') THEN 'mention'
                WHEN coalesce(e.article_id, r.article_id) IS NOT NULL THEN 'article' END AS kind,
           coalesce(e.desk_id, c.desk_id, a.desk_id) AS desk,
           coalesce(e.article_id, c.article_id, r.article_id) AS article,
           coalesce(e.claim_id, CASE e."table" WHEN 'mention' THEN e.object_id
               WHEN 'namesreview' THEN NULL ELSE coalesce(e.article_id, r.article_id) END) AS pk,
           e.id
    FROM line e
    LEFT JOIN annotations_guestlink g ON e."table" = 'guestlink' AND g.id = e.object_id
    LEFT JOIN annotations_revision r ON r.id = CASE e."table"
        WHEN 'guestlink' THEN g.revision_id
        WHEN 'namesreview' THEN (e.said->>'revision_id')::bigint END
    LEFT JOIN annotations_claim c ON c.id = e.claim_id
    LEFT JOIN annotations_article a ON a.id = coalesce(e.article_id, r.article_id)
    UNION ALL
    SELECT 'claim', c.desk_id, c.article_id, c.id, e.id
    FROM line e
    LEFT JOIN annotations_snapshot s ON e."table" = 'snapshot' AND s.id = e.object_id
    LEFT JOIN annotations_sourcemerge m ON e."table" = 'sourcemerge' AND m.id = e.object_id
    JOIN annotations_evidence v ON v.source_id IN (
        CASE e."table" WHEN 'source' THEN e.object_id END, s.source_id, m.source_id, m.target_id)
    JOIN annotations_claim c ON c.id = v.claim_id
    WHERE e."table" IN ('snapshot', 'source', 'sourcemerge')
    UNION ALL
    SELECT 'claim', c.desk_id, c.article_id, c.id, -q.source_id
    FROM annotations_snapshotrequest q
    JOIN annotations_evidence v ON v.source_id = q.source_id
    JOIN annotations_claim c ON c.id = v.claim_id
    WHERE q.wanted_at >= (SELECT heard FROM since) OR q.failed_at >= (SELECT heard FROM since)
    UNION ALL
    SELECT 'claim', c.desk_id, c.article_id, c.id, e.id
    FROM line e JOIN annotations_claim c ON c.id = (e.said->>'other_id')::bigint
    WHERE e."table" = 'claimlink'
    UNION ALL
    SELECT 'article', coalesce(a.desk_id, d.desk_id), gone.article, gone.article, e.id
    FROM line e
    JOIN annotations_redaction d ON d.id = e.object_id AND d.state = 'done'
    CROSS JOIN unnest(d.articles || CASE d.kind WHEN 'article' THEN d.object_id END) gone(article)
    LEFT JOIN annotations_article a ON a.id = gone.article
    WHERE e."table" = 'redaction' AND gone.article IS NOT NULL
)
SELECT kind, desk, article, pk, count(DISTINCT id) FROM missed
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
        cursor.execute(SINCE, [event, MOST_EVENTS + 1, event])
        rows = cursor.fetchall()
    number = sum(events for *_, events in rows)
    if number > MOST_EVENTS or len(rows) > MOST:
        return None
    names = ("kind", "desk", "article", "id")
    missed = [dict(zip(names, row, strict=False)) for row in rows if None not in row[:2]]
    return [json.dumps(one) for one in (*missed, *({"kind": kind} for kind in UNKNOWN))]
