"""In which orders the list of claims can stand, each by an index on one desk and on all."""

from collections.abc import Callable
from typing import NamedTuple

from django.db.models.functions import Coalesce

from .claims import ClaimQuerySet, due_or_never


class Order(NamedTuple):
    """The keys, ascending; `prepared` adds to the rows what they are."""

    keys: tuple[str, ...]
    prepared: Callable[[ClaimQuerySet], ClaimQuerySet] = lambda claims: claims


def _with_due(claims: ClaimQuerySet) -> ClaimQuerySet:
    return claims.annotate(due_or_never=due_or_never())


def _with_date(claims: ClaimQuerySet) -> ClaimQuerySet:
    date = Coalesce("article__published_at", "article__created_at")  # articles.ARTICLE_DATE
    return claims.annotate(article_date=date)


TEXT = "text"
ORDERS: dict[str, Order] = {
    TEXT: Order(("article_id", "sort_start", "sort_end", "id")),
    "age": Order(("id",)),
    "date": Order(("article_date", "article_id", "id"), _with_date),
    "due": Order(("due_or_never", "id"), _with_due),
    "priority": Order(("priority", "id")),
    "claimant": Order(("claimant", "id")),
}
# Which way somebody wants it first: the most urgent, the newest.
DOWN_FIRST = frozenset({"age", "date", "priority"})


def ordered(claims: ClaimQuerySet, name: str, *, down: bool) -> ClaimQuerySet:
    """The claims in the order of this name (of ORDERS), or in the opposite one."""
    order = ORDERS[name]
    return order.prepared(claims).by(*order.keys, down=down)
