"""In which orders the list of claims can stand, each by an index on one desk and on all."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from django.db.models import Q
from django.db.models.functions import Coalesce

from .claims import ClaimQuerySet, due_or_never


class Order(NamedTuple):
    """The keys, ascending; `prepared` adds to the rows what they are.

    `desks` are the columns that name the desk in the index of a desk's claims.
    """

    keys: tuple[str, ...]
    prepared: Callable[[ClaimQuerySet], ClaimQuerySet] = lambda claims: claims
    desks: tuple[str, ...] = ("desk",)


def _with_due(claims: ClaimQuerySet) -> ClaimQuerySet:
    return claims.annotate(due_or_never=due_or_never())


def _with_date(claims: ClaimQuerySet) -> ClaimQuerySet:
    date = Coalesce("article__published_at", "article__created_at")  # articles.ARTICLE_DATE
    return claims.annotate(article_date=date)


TEXT = "text"
ORDERS: dict[str, Order] = {
    TEXT: Order(("article_id", "sort_start", "sort_end", "id")),
    "age": Order(("id",)),
    "date": Order(("article_date", "article_id", "id"), _with_date, ("desk", "article__desk")),
    "due": Order(("due_or_never", "id"), _with_due),
    "priority": Order(("priority", "id")),
    "claimant": Order(("claimant", "id")),
}
# Which way somebody wants it first: the most urgent, the newest.
DOWN_FIRST = frozenset({"age", "date", "priority"})


def ordered(
    claims: ClaimQuerySet, name: str, *, down: bool, desks: Iterable[int] = ()
) -> ClaimQuerySet:
    """The claims in the order of this name (of ORDERS), or in the opposite one.

    Of all that are on these `desks`, pages are found on each desk by its index.
    """
    order = ORDERS[name]
    found = order.prepared(claims).by(*order.keys, down=down)
    return found.in_parts(Q(**dict.fromkeys(order.desks, desk)) for desk in desks)
