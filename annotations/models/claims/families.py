"""Families: claims that people linked as the same claim, whichever of them with which."""

from django.db import connection

MOST = 1_000
FAMILY = """
WITH RECURSIVE family(id) AS (
    SELECT %s::bigint
    UNION
    SELECT CASE WHEN l.claim_id = f.id THEN l.other_id ELSE l.claim_id END
    FROM family f JOIN annotations_claimlink l ON f.id IN (l.claim_id, l.other_id)
    WHERE l.kind = 'same')
SELECT id FROM family LIMIT %s
"""


def family_of(claim_id: int) -> list[int]:
    """The claims (ids) of its family, itself among them; one alone has itself."""
    with connection.cursor() as cursor:
        cursor.execute(FAMILY, [claim_id, MOST])
        return [pk for (pk,) in cursor.fetchall()]
