"""What happened, from the audit trail: of each line what was touched, and by whom; no contents."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from annotations.models import Article, Claim, Comment, Entity, Event, Source, User
from annotations.models.horizon import passed

READ_AT_ONCE = 2_000  # Lines of the trail; those of others are among them.
# The collection of the API in which rows of a table are found.
COLLECTIONS = {
    "article": "articles",
    "revision": "revisions",
    "claim": "claims",
    "evidence": "evidence",
    "assessment": "assessments",
    "checkquestion": "check-questions",
    "checkanswer": "check-answers",
    "claimlink": "claim-links",
    "claimlabel": "labels",
    "replyrequest": "contacts",
    "mention": "mentions",
    "entity": "entities",
    "source": "sources",
    "externalcheck": "external-checks",
    "thread": "threads",
    "comment": "comments",
    "taggingrule": "tagging-rules",
    "feed": "feeds",
    "publication": "publications",
    "transfer": "transfers",  # To the desk that an article left, too.
}
# A change of these is one of their claim.
OF_CLAIMS = ("anchor", "attributionstep", "labelling", "answerevidence")
ACTIONS = {"I": "created", "U": "changed", "D": "deleted"}


@dataclass
class Place:
    """Where something is, as far as that is known."""

    desk_id: int | None
    article_id: int | None
    claim_id: int | None


@dataclass
class Change:
    """One thing that was touched by one line of the trail."""

    pk: int  # Of the line.
    at: datetime
    action: str
    collection: str
    object_id: int
    actor_id: int | None
    request: str
    place: Place


@dataclass
class Changes:
    """Some changes as they happened, and the line up to which all were read."""

    rows: list[Change]
    after: int
    is_more: bool


def newest() -> int | None:
    """The line up to which the trail can be read now; None while somebody is writing."""
    return passed()


def since(user: User, after: int, *, most: int, desk_id: int | None = None) -> Changes:
    """What this person may see of what happened after a line of the trail.

    In the same number of queries however much it is.
    """
    until = passed()
    lines = Event.objects.filter(pk__gt=after, pk__lte=until or 0).order_by("pk")
    events = list(lines.defer("old", "new", "salt", "field_salts")[:READ_AT_ONCE])
    if not events:
        return Changes([], after if until is None else max(after, until), False)
    rows: list[Change] = []
    for event, place in _visible(user, events, desk_id):
        found = _change(event, place)
        if rows and _is_repeated(found, rows[-1]):
            rows[-1].pk = event.pk
        elif len(rows) == most:
            return Changes(rows, rows[-1].pk, True)
        else:
            rows.append(found)
    return Changes(rows, events[-1].pk, len(events) == READ_AT_ONCE)


def _visible(
    user: User, events: Iterable[Event], desk_id: int | None
) -> Iterator[tuple[Event, Place]]:
    """Those of things in the API, on desks and articles that the person sees."""
    shown = [one for one in events if one.table in COLLECTIONS or one.table in OF_CLAIMS]
    places = _places(shown)
    roles, hidden = user.roles(), set(user.hidden_articles())
    unseen = _unseen(user, shown) if hidden else set()
    for event in shown:
        place = places[event.pk]
        is_ours = user.is_superuser or place.desk_id in roles
        is_asked = desk_id is None or place.desk_id == desk_id
        is_hidden = place.article_id in hidden or (event.table, event.object_id) in unseen
        if place.desk_id and is_ours and is_asked and not is_hidden:
            yield event, place


def _unseen(user: User, events: Iterable[Event]) -> set[tuple[str, int]]:
    """Sources and entities that stand only in articles which this person may not see."""
    unseen: set[tuple[str, int]] = set()
    for table, model in (("source", Source), ("entity", Entity)):
        rows = model.objects.filter(pk__in={one.object_id for one in events if one.table == table})
        there = set(rows.values_list("pk", flat=True))
        there -= set(rows.visible_to(user).values_list("pk", flat=True))
        unseen |= {(table, pk) for pk in there}
    return unseen


def _places(events: Iterable[Event]) -> Mapping[int, Place]:
    """By line: most rows say where they are; what stands on a claim is where that is."""
    events = list(events)
    said = {one.object_id for one in events if one.table == "comment"}
    threads = Comment.objects.filter(pk__in=said).select_related("thread")
    of_comment = {one.pk: one.thread for one in threads}
    places = {}
    for event in events:
        at: Event | object = event if event.table != "comment" else of_comment.get(event.object_id)
        names = ("desk_id", "article_id", "claim_id")
        places[event.pk] = Place(*(getattr(at, name, None) for name in names))
    claims = Claim.objects.only("desk", "article").in_bulk(
        {place.claim_id for place in places.values() if place.claim_id}
    )
    articles = Article.objects.only("desk").in_bulk(
        {place.article_id for place in places.values() if place.article_id and not place.desk_id}
    )
    for place in places.values():
        if claim := claims.get(place.claim_id or 0):
            place.desk_id, place.article_id = claim.desk_id, claim.article_id
        elif article := articles.get(place.article_id or 0):
            place.desk_id = article.desk_id
    return places


def _change(event: Event, place: Place) -> Change:
    is_part = event.table in OF_CLAIMS
    return Change(
        pk=event.pk,
        at=event.at,
        action="changed" if is_part else ACTIONS[event.action],
        collection="claims" if is_part else COLLECTIONS[event.table],
        object_id=(place.claim_id or 0) if is_part else event.object_id,
        actor_id=event.actor_id,
        request=event.request,
        place=place,
    )


def _is_repeated(change: Change, before: Change) -> bool:
    """Whether the line before said the same."""
    return (change.action, change.collection, change.object_id, change.request) == (
        before.action, before.collection, before.object_id, before.request,
    )  # fmt: skip
