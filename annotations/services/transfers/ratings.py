"""The steps of a verdict's scale, as another desk has them."""

from collections.abc import Mapping
from typing import Any

from django.db import connection

from annotations.models import Assessment, Rating

REPOINT = """
UPDATE annotations_assessment s
SET rating_id = m.new, reopened = CASE WHEN s.id = ANY(%s) THEN false ELSE s.reopened END,
    version = version + 1
FROM unnest(%s::bigint[], %s::bigint[]) m(old, new)
WHERE s.rating_id = m.old AND s.claim_id IN (SELECT id FROM annotations_claim WHERE article_id = %s)
"""
DOUBT = """
UPDATE annotations_assessment SET reopened = true, version = version + 1
WHERE id = ANY(%s)
"""


def used(article_id: int) -> list[Rating]:
    """Those that anybody gave on its claims."""
    given = Assessment.objects.filter(claim__article=article_id).order_by().values("rating")
    return list(Rating.objects.filter(pk__in=given).order_by("question", "position", "pk"))


def known(ratings: list[Rating], desk_id: int) -> dict[int, int]:
    """By id, the desk's own step that says the same: of the question, by its name and its value."""
    there = {
        (one.question, one.slug, one.value): one.pk for one in Rating.objects.filter(desk=desk_id)
    }
    found = ((one.pk, there.get((one.question, one.slug, one.value))) for one in ratings)
    return {old: new for old, new in found if new}


def doubtful(article_id: int, led_to: Mapping[int, int]) -> list[int]:
    """Ids of its approved verdicts that say what the desk's scale does not, and stand yet.

    Before they are given the desk's own steps.
    """
    rows = Assessment.objects.approved().filter(claim__article=article_id, reopened=False)
    return list(rows.exclude(rating__in=list(led_to)).order_by("pk").values_list("pk", flat=True))


def repoint(article_id: int, led_to: Mapping[int, int], settled: list[int]) -> None:
    """Give verdicts the desk's own steps; `settled` are those that need no other look for that."""
    with connection.cursor() as cursor:
        values: list[Any] = [settled, list(led_to), list(led_to.values()), article_id]
        cursor.execute(REPOINT, values)


def doubt(assessments: list[int]) -> None:
    """These need another look: their step is no one of the desk's."""
    if assessments:
        with connection.cursor() as cursor:
            cursor.execute(DOUBT, [assessments])
