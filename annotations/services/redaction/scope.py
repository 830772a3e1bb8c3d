"""In which rows of a table words are looked for."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from annotations.models import (
    Alias,
    Entity,
    Evidence,
    ExternalCheck,
    Mention,
    Redaction,
    Snapshot,
    Source,
    Suggestion,
)
from annotations.models.claims.suggestions import REPEATED

from . import columns
from .columns import Model
from .plans import Search


def rows_in_reach(model: Model, search: Search) -> QuerySet | None:
    """None: in no row of this table.

    Of words of some articles also what only these use or cite, the product's own records (what was
    sent, noted or kept for an answer), and the beginnings of claims that other articles repeat.
    What other articles use stays.
    """
    rows = model._base_manager.order_by()
    if model is Redaction:  # Its own words are emptied when it is done.
        rows = rows.exclude(state=Redaction.State.REQUESTED)
    if search.articles is None:
        return rows
    if path := columns.path_to_article(model):
        here = Q(**{f"{path}__in": search.articles})
        if model is Suggestion:
            here |= Q(rule=REPEATED)
        # A check by others that is of no claim is of no article: it may be another desk's.
        if search.beside and model is not ExternalCheck:
            here |= Q(**{f"{path}__isnull": True})
        return rows.filter(here)
    if not search.beside:
        return None
    if model in (Source, Snapshot):
        source = "pk" if model is Source else "source"
        return rows.filter(_cited(source, search.articles))
    if model in (Entity, Alias):
        entity = "pk" if model is Entity else "entity"
        return rows.filter(*_named_only(entity, search.articles))
    is_record = model is Redaction or model._meta.db_table not in columns.audited()
    return rows if is_record else None


def _cited(source: str, articles: frozenset[int]) -> Exists:
    uses = Evidence.objects.filter(source=OuterRef(source))
    return Exists(uses.filter(claim__article__in=articles))


def _named_only(entity: str, articles: frozenset[int]) -> tuple[Exists | Q, ...]:
    named = Mention.objects.filter(entity=OuterRef(entity)).order_by()
    elsewhere = Exists(named.exclude(article__in=articles))
    return Exists(named.filter(article__in=articles)), ~Q(elsewhere)
