"""What a person did lately and may take back, newest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from annotations import access
from annotations.models import Anchor, Claim, Event, User

from . import permissions, trail
from .describe import summary
from .places import hides, known, places_of
from .undo import undone_by

MOST = 20
MOST_EVENTS = 5_000
LATELY = timedelta(hours=12)  # A working day: nobody undoes yesterday by one key.


@dataclass
class Step:
    """All that one request changed; `article_id` is None for what is the whole desk's."""

    request: str
    words: str
    at: datetime
    article_id: int | None


def steps(actor: User, *, article_id: int | None = None, most: int = MOST) -> list[Step]:
    """The actor's last undoable steps; with an article, those on it and those of the whole desk.

    What was undone is left out, and an undo is no step. Five queries and one to name each step.
    """
    found = []
    for events in _live(_by_request(actor)):
        changes = trail.changes(events)
        if not changes or not permissions.undoable(changes.values()):
            continue
        places = places_of(events)
        if article_id and places and article_id not in places:
            continue
        if not all(access.role_on(actor, desk) for desk in _desks(events)):
            continue
        if hides(actor, events):
            continue
        place = min(places) if len(places) == 1 else None
        words = summary(changes.values())
        found.append(Step(events[0].request, words, events[-1].at, place))
        if len(found) == most:
            break
    return found


def last(actor: User, *, article_id: int | None = None) -> Step | None:
    """The step that `u` takes back."""
    return next(iter(steps(actor, article_id=article_id, most=1)), None)


def description(actor: User, request: str) -> str:
    """What one request of the actor did, in words; nothing when it cannot be taken back."""
    events = list(Event.objects.of_request(request, actor))
    changes = trail.changes(events)
    if not changes or not permissions.undoable(changes.values()) or hides(actor, events):
        return ""
    return summary(changes.values())


def _by_request(actor: User) -> list[list[Event]]:
    """The actor's events of each request as they happened, the newest request first."""
    recent = Event.objects.lately_by(actor, since=timezone.now() - LATELY)
    groups: dict[str, list[Event]] = {}
    for event in recent[:MOST_EVENTS]:
        groups.setdefault(event.request, []).append(event)
    return [events[::-1] for events in groups.values()]


def _live(groups: Iterable[list[Event]]) -> Iterable[list[Event]]:
    """Those that were not undone; of the newest request first.

    A decision about words that was taken back counts as undone, and taking it back is no step.
    """
    undone: set[int] = set()
    retaken: set[int] = set()  # Claims.
    for events in groups:
        first = undone_by(events[0].request)
        if events[0].pk in undone:
            continue
        if first is not None:
            undone.add(first)
            continue
        back = known(event.claim_id for event in events if _takes_back(event, events))
        decided = known(event.claim_id for event in events if _decides(event))
        if back and not any(event.table == "claim" and event.action == "D" for event in events):
            retaken |= back
        elif decided & retaken:
            retaken -= decided
        else:
            yield events


def _decides(event: Event) -> bool:
    """Whether it says what somebody decided about words that a correction touched."""
    return event.table == "anchor" and bool((event.new or {}).get("decision"))


def _takes_back(event: Event, events: Iterable[Event]) -> bool:
    if event.table != "anchor" or not (event.old or {}).get("decision"):
        return False
    is_emptied = event.action == "U" and (event.new or {}).get("decision") == ""
    return is_emptied or is_taken_off(event, events)


def is_taken_off(event: Event, events: Iterable[Event]) -> bool:
    """Whether a claim is taken off the words it was put on: the decision about them is taken back.

    Among the events of its request it then stands elsewhere; one of several places that is removed
    is nothing of the kind.
    """
    is_placed = (event.old or {}).get("decision") == Anchor.Decision.PLACED
    if event.table != "anchor" or event.action != "D" or not is_placed:
        return False
    return any(
        one.table == "anchor" and one.action == "I" and one.claim_id == event.claim_id
        for one in events
    )


def _desks(events: list[Event]) -> set[int]:
    desks = known(event.desk_id for event in events)
    claims = known(event.claim_id for event in events if event.desk_id is None)
    if claims:
        desks |= set(Claim.objects.filter(pk__in=claims).values_list("desk_id", flat=True))
    return desks
