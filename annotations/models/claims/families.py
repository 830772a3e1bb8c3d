"""Families: claims that people linked as the same claim, whichever of them with which."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models.functions import Coalesce

from ..accounts.people import User
from .claims import Claim

SEEN_AT = Coalesce("article__published_at", "article__created_at")  # articles.ARTICLE_DATE
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


@dataclass(frozen=True)
class Family:
    """The claims (ids), the oldest article first, and when the first and the last one came."""

    claims: list[int]
    first: datetime
    last: datetime

    @property
    def number(self) -> int:
        return len(self.claims)


def seen_by(user: User, claim: Claim) -> Family | None:
    """What of its family counts and this person sees; None where that is nothing."""
    claims = Claim.objects.visible_to(user).filter(pk__in=family_of(claim.pk)).standing()
    found = list(
        claims.annotate(seen_at=SEEN_AT).order_by("seen_at", "pk").values_list("pk", "seen_at")
    )
    if not found:
        return None
    return Family([pk for pk, _ in found], first=found[0][1], last=found[-1][1])
