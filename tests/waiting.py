"""What the database keeps of what waits, and what would be there if it were made anew."""

from django.db import connection

from annotations.models.claims.waiting import Waiting


def kept() -> set[tuple]:
    return set(Waiting.objects.values_list("claim_id", "kind", "since", "desk_id", "article_id"))


def awaited() -> set[tuple]:
    """What would be there if it were made anew."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT claim_id, kind, since, desk_id, article_id"
            " FROM newsroom_awaited(ARRAY(SELECT id FROM annotations_claim))"
        )
        return set(cursor.fetchall())
