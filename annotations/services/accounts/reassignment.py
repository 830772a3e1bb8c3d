"""Moves each kind of work from one person to another, and back; whoever calls holds the desk.

Each takes as many statements for five hundred rows as for one.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from django.db.models import Case, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, Now, NullIf

from annotations.models import (
    Assessment,
    BlindRating,
    Claim,
    Notification,
    ReplyRequest,
    User,
    Watch,
)
from annotations.models.base import BATCH, Versioned
from annotations.models.notice import notify_all

from .work import KINDS, Kind

Ids = list[int]


class Moved(NamedTuple):
    """Ids of rows by the name that handing back knows them by, and how many the receiver may not
    have."""

    went: dict[str, Ids]
    stayed: int = 0


def move(name: str, desk_id: int, person: User, receiver: User) -> Moved:
    """All that the person has of this kind to the receiver, who may do what it asks for.

    What an embargo hides from the receiver stays.
    """
    kind = KINDS[name]
    mine = kind.rows(desk_id).filter(**{kind.column: person})
    every = _locked(mine)
    seen = list(
        mine.filter(pk__in=every)
        .not_hidden_from(receiver)
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    moved = MOVES.get(name, _plain)(name, seen, receiver)
    return moved._replace(stayed=moved.stayed + len(every) - len(seen))


def give_back(name: str, ids: Ids, desk_id: int, person: User, receiver: User) -> None:
    """What of it still waits and the receiver still has goes back to the person.

    What an embargo hides from the person by now stays.
    """
    if name == "watched":
        _watch_again(ids, person)
        return
    if name == "mentions_known":
        known = Notification.objects.filter(pk__in=ids, person=person)
        known.filter(thread__resolved_at=None).update(read_at=None)
        return
    kind = KINDS[name]
    held = _locked(kind.rows(desk_id).filter(pk__in=ids, **{kind.column: receiver}))
    seen = kind.rows(desk_id).filter(pk__in=held).not_hidden_from(person)
    back = list(seen.order_by("pk").values_list("pk", flat=True))
    if name == "ratings":
        again = BlindRating.objects.filter(rater=person).values("double_check")
        going = BlindRating.objects.to_hand_in().filter(pk__in=back)
        _seat(list(going.exclude(double_check__in=again)), person)
    elif name in ("mentions", "reviews"):
        named = {"instead_of": NullIf(F("instead_of"), Value(person.pk))}
        notifications = Notification.objects.filter(pk__in=back)
        notifications.update(person=person, read_at=None, mail_at=None, **named)
    else:
        _give(name, back, person)


def _locked(rows: QuerySet) -> Ids:
    alone = rows.order_by("pk").select_for_update(no_key=True, of=("self",))
    return list(alone.values_list("pk", flat=True))


def _plain(name: str, ids: Ids, receiver: User) -> Moved:
    _give(name, ids, receiver)
    return Moved({name: ids})


def _give(name: str, ids: Iterable[int], person: User) -> None:
    kind: Kind = KINDS[name]
    model = kind.rows(0).model
    raised = {"version": F("version") + 1} if issubclass(model, Versioned) else {}
    model._default_manager.filter(pk__in=ids).update(**{kind.column: person}, **raised)
    if name in ("claims", "contacts"):
        _notify(Claim.objects.filter(pk__in=ids) if name == "claims" else _claims_of(ids))


def _claims_of(ids: Iterable[int]) -> QuerySet:
    """The claims of these requests, with the next version: their representation shows who it is."""
    asked = ReplyRequest.objects.filter(pk__in=ids).values("claim")
    claims = Claim.objects.filter(pk__in=asked)
    claims.update(version=F("version") + 1)
    return claims


def _notify(claims: QuerySet) -> None:
    notify_all("claim", claims.order_by("pk").values_list("desk", "article", "pk"))


def _reviews(name: str, ids: Ids, receiver: User) -> Moved:
    """Only what the receiver is a second person for; once a claim, unless they were asked too."""
    eligible = Assessment.objects.decidable_by(receiver).values("claim")
    rows = Notification.objects.filter(pk__in=ids, claim__in=eligible).order_by("pk")
    newest = {claim: pk for pk, claim in rows.values_list("pk", "claim")}
    going = list(rows.values_list("pk", flat=True))
    asked = Notification.objects.unread().filter(kind=Notification.Kind.REVIEW, person=receiver)
    notified = asked.filter(claim__in=newest).values_list("claim", flat=True)
    fresh = set(newest.values()) - {newest[claim] for claim in notified}
    Notification.objects.filter(pk__in=going).update(
        person=receiver,
        mail_at=None,
        read_at=Case(When(Q(pk__in=fresh), then=None), default=Now()),
    )
    return Moved({name: going}, len(ids) - len(going))


def _ratings(name: str, ids: Ids, receiver: User) -> Moved:
    """What is to be handed in, of claims that the receiver does not rate already: nobody is both of
    the two people."""
    own = BlindRating.objects.filter(rater=receiver).values("double_check")
    mine = list(BlindRating.objects.to_hand_in().filter(pk__in=ids))
    going = BlindRating.objects.filter(pk__in=[one.pk for one in mine])
    made = _seat(list(going.exclude(double_check__in=own)), receiver)
    return Moved({name: made}, len(mine) - len(made))


def _seat(rows: list[BlindRating], rater: User) -> Ids:
    """The same seats, taken by somebody else: whose a rating is never changes. The new ids."""
    BlindRating.objects.filter(pk__in=[one.pk for one in rows]).delete()
    fresh = [
        BlindRating(double_check_id=one.double_check_id, seat=one.seat, rater=rater) for one in rows
    ]
    return [one.pk for one in BlindRating.objects.bulk_create(fresh, BATCH)]


def _mentions(name: str, ids: Ids, receiver: User) -> Moved:
    """Where the receiver was named in the same comment, theirs is enough."""
    rows = Notification.objects.filter(pk__in=ids)
    named = Notification.objects.filter(person=receiver, comment__in=rows.values("comment"))
    comments = list(named.values_list("comment", flat=True))
    known = list(rows.filter(comment__in=comments).values_list("pk", flat=True))
    Notification.objects.filter(pk__in=known).update(read_at=Now())
    going = [pk for pk in ids if pk not in set(known)]
    whom = Coalesce(F("instead_of"), F("person"))
    moved = Notification.objects.filter(pk__in=going)
    moved.update(person=receiver, instead_of=whom, mail_at=None)
    return Moved({name: going, "mentions_known": known})


def _watches(name: str, ids: Ids, receiver: User) -> Moved:
    """What the receiver watches already is watched once."""
    mine = Watch.objects.filter(pk__in=ids)
    both = Watch.objects.filter(person=receiver, claim__in=mine.values("claim"))
    twice = mine.filter(claim__in=list(both.values_list("claim", flat=True)))
    watched = list(twice.values_list("claim", flat=True))
    twice.delete()
    going = list(mine.order_by("pk").values_list("pk", flat=True))
    mine.update(person=receiver)
    return Moved({name: going, "watched": watched})


def _watch_again(claims: Ids, person: User) -> None:
    there = Claim.objects.filter(pk__in=claims).values_list("pk", flat=True)
    rows = [Watch(person=person, claim_id=pk) for pk in there]
    Watch.objects.bulk_create(rows, BATCH, ignore_conflicts=True)


MOVES: dict[str, Callable[[str, Ids, User], Moved]] = {
    "reviews": _reviews,
    "ratings": _ratings,
    "mentions": _mentions,
    "watches": _watches,
}
