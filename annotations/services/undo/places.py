"""On which articles some events happened, and whether their actor may still see those."""

from collections.abc import Iterable

from annotations import access
from annotations.models import Claim, Event, User


def places_of(events: list[Event]) -> set[int]:
    """Articles (ids)."""
    places = known(event.article_id for event in events)
    claims = known(event.claim_id for event in events if event.article_id is None)
    if claims:
        places |= set(Claim.objects.filter(pk__in=claims).values_list("article_id", flat=True))
    return places


def hides(actor: User, events: list[Event]) -> bool:
    """Whether an embargo hides from the actor an article on which one of them happened."""
    if not actor.hidden_articles():
        return False
    return any(access.is_hidden_from(actor, place) for place in places_of(events))


def known(ids: Iterable[int | None]) -> set[int]:
    return {one for one in ids if one is not None}
