"""ClaimReview of many: everything that is published of these claims, as a schema.org DataFeed."""

import json
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from annotations.models import Claim

from ..copy_out import Shaped, literal_sql
from ..site import asked_at, site
from . import addresses, claimreview, fact_checks
from .fact_checks import FactCheck
from .query import FACT_CHECK, FROM, ORDER

# Once each: on its own page, or else on that of its article; and with a verdict that stands.
ONCE = """
    AND (p.kind = 'claim' OR NOT EXISTS (
        SELECT FROM annotations_publication o
        WHERE o.claim_id = c.id AND o.state = 'published' AND o.desk_id = p.desk_id))
    AND EXISTS (
        SELECT FROM annotations_publishedverdict v
        JOIN annotations_assessment s ON s.id = v.assessment_id
        WHERE v.publication_id = p.id AND s.claim_id = c.id AND s.state = 'approved')
"""
HEAD = '{"@context":"https://schema.org","@type":"DataFeed","dataFeedElement":['


def stream(claims: QuerySet[Claim]) -> Shaped:
    """What of them is public, the newest page first."""
    picked = literal_sql(claims.order_by().values("id"))
    query = f"SELECT {FACT_CHECK} {FROM} {ONCE} AND c.id IN ({picked}) {ORDER}"
    at = site()  # Its rows are written when they are sent, and who asked is long gone.

    def shape(row: fact_checks.Row) -> bytes:
        with asked_at(at):
            return _written(fact_checks.made(row))

    return Shaped(query, shape, head=HEAD.encode(), between=b",\n", tail=b"]}\n")


def held(claims: QuerySet[Claim]) -> QuerySet[Claim]:
    """Those of them that are public."""
    public = RawSQL(f"SELECT c.id {FROM} {ONCE}", ())  # noqa: S611 - our own words
    return claims.filter(pk__in=public)


def feed(checks: Iterable[FactCheck]) -> str:
    """The same of these, each claim once."""
    items = (_item(one) for one in checks if one.is_at_home)
    return HEAD + ",\n".join(json.dumps(one, ensure_ascii=False) for one in items if one) + "]}\n"


def review_of(check: FactCheck) -> dict[str, Any] | None:
    """Its ClaimReview with its addresses."""
    base, address = addresses.of_desk(check.row["desk"]), addresses.of_check(check)
    return claimreview.review(check, base=base, address=address)


def _item(check: FactCheck) -> dict[str, Any] | None:
    found = review_of(check)
    if found is None:
        return None
    return {
        "@type": "DataFeedItem",
        "dateCreated": found["datePublished"],
        "dateModified": found["dateModified"],
        "url": found["url"],
        "item": found,
    }


def _written(check: FactCheck) -> bytes:
    return json.dumps(_item(check), ensure_ascii=False).encode()
