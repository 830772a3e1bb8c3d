"""The words by which claims are found: their statement, and their own in the text that stands."""

from collections.abc import Iterable

from django.contrib.postgres.search import SearchVector
from django.db.models import F, QuerySet

from annotations.models import Anchor, Claim
from annotations.models.searching import store, vector

# The first place in the newest text; of a claim that lost its places, what stood there.
NEWEST = ("-revision__number", F("start").asc(nulls_last=True), "id")


def search_of(claim: Claim) -> SearchVector:
    """What is stored in `search` of a claim whose statement or places change."""
    exact = claim.anchors.order_by(*NEWEST).values_list("exact", flat=True).first()
    return vector(claim.statement, exact or "")


def exact_of(pks: Iterable[int]) -> dict[int, str]:
    """Their own words, by the claims' ids."""
    newest = Anchor.objects.filter(claim__in=list(pks)).order_by("claim", *NEWEST)
    return dict(newest.distinct("claim").values_list("claim", "exact"))


def texts_of(claims: QuerySet[Claim]) -> dict[int, list[str]]:
    """All that they are found by, by their ids; in two queries."""
    statements = dict(claims.values_list("pk", "statement"))
    exact = exact_of(statements)
    return {pk: [statement, exact.get(pk, "")] for pk, statement in statements.items()}


def index(pks: Iterable[int]) -> None:
    """Find these by what they say now. Their versions stay: nothing that is shown has changed."""
    texts = texts_of(Claim.objects.filter(pk__in=list(pks)))
    if texts:
        store(Claim, texts)
