"""Words of texts with what stands around them, cut by the database: texts may be long."""

from collections.abc import Sequence

from django.db import connection

Place = tuple[int, int, int]


def around(places: Sequence[Place], beside: int) -> list[tuple[str, str, str]]:
    """Of each (revision id, start, end) up to `beside` code points before it, its words, and up to
    `beside` after it; in one query."""
    if not places:
        return []
    revisions, starts, ends = zip(*places, strict=True)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT substr(r.text, greatest(p.s - %s, 0) + 1, least(p.s, %s)), "
            "substr(r.text, p.s + 1, p.e - p.s), substr(r.text, p.e + 1, %s) "
            "FROM unnest(%s::bigint[], %s::int[], %s::int[]) "
            "WITH ORDINALITY AS p(revision, s, e, n) "
            "JOIN annotations_revision r ON r.id = p.revision ORDER BY p.n",
            [beside, beside, beside, list(revisions), list(starts), list(ends)],
        )
        return cursor.fetchall()
