"""What a person can have on a desk: the kinds of work, and who has how much of each."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from django.db.models import Count

from annotations import access, rights
from annotations.models import (
    BlindRating,
    Claim,
    Desk,
    Feed,
    GuestLink,
    Membership,
    Notification,
    ReplyRequest,
    Role,
    User,
    Watch,
    Webhook,
)
from annotations.models.accounts.people import OfDesks


class Kind(NamedTuple):
    """One kind: which rows of a desk, the column that says whose, what whoever takes it over has to
    be let do (rights.py), and what whoever has it, where less is enough.

    What is shared has others who see to it, too.
    """

    rows: Callable[[int], OfDesks[Any]]
    column: str
    action: str
    keeps: str = ""
    is_shared: bool = False


KINDS: dict[str, Kind] = {
    "claims": Kind(lambda desk: Claim.objects.filter(desk=desk).unchecked(), "assignee", "propose"),
    "reviews": Kind(
        lambda desk: Notification.objects.waiting_reviews(desk), "person", "decide", is_shared=True
    ),
    "contacts": Kind(
        lambda desk: ReplyRequest.objects.open().filter(claim__desk=desk),
        "assignee",
        "edit claim",
        keeps="edit own claim",
    ),
    "ratings": Kind(
        lambda desk: BlindRating.objects.sealed().filter(double_check__claim__desk=desk),
        "rater",
        "propose",
    ),
    "mentions": Kind(lambda desk: Notification.objects.open_mentions(desk), "person", "comment"),
    "guest_links": Kind(
        lambda desk: GuestLink.objects.open().filter(revision__article__desk=desk),
        "assignee",
        "invite guests",
    ),
    "webhooks": Kind(lambda desk: Webhook.objects.filter(desk=desk), "assignee", "keep webhooks"),
    "feeds": Kind(lambda desk: Feed.objects.filter(desk=desk), "added_by", "keep feeds"),
    "watches": Kind(
        lambda desk: Watch.objects.filter(claim__desk=desk), "person", "view", is_shared=True
    ),
}
Counts = dict[str, int]
WRITES = rights.LEAST_ROLE["comment"]  # Of whoever can take over anything.


def counts_by_person(
    *, desk_id: int, person: User | None = None, seen_by: User | None = None
) -> dict[int, Counts]:
    """How much of each kind each person (id), or this one, has on the desk; who has nothing is
    absent. `seen_by` is told of nothing that an embargo hides from them.

    One query a kind.
    """
    found: dict[int, Counts] = defaultdict(dict)
    for name, kind in KINDS.items():
        given = kind.rows(desk_id).exclude(**{kind.column: None}).order_by()
        given = given.filter(**{kind.column: person}) if person else given
        given = given.not_hidden_from(seen_by) if seen_by else given
        for user, number in given.values_list(kind.column).annotate(Count("pk")):
            found[user][name] = number
    return dict(found)


def stuck(has: Mapping[int, Counts], *, desk_id: int) -> dict[User, Counts]:
    """Of all that people have on the desk, what they may do no longer and nobody else sees to."""
    members = Membership.objects.working().filter(desk=desk_id, user__in=has)
    roles = dict(members.values_list("user", "role"))
    found: dict[User, Counts] = {}
    for user in User.objects.filter(pk__in=has).order_by("pk"):
        access.know_roles(user, {str(desk_id): roles[user.pk]} if user.pk in roles else None, ())
        left = {
            name: number
            for name, number in has[user.pk].items()
            if not KINDS[name].is_shared and not _may_keep(user, KINDS[name], desk_id)
        }
        if left:
            found[user] = left
    return found


def _may_keep(user: User, kind: Kind, desk_id: int) -> bool:
    return access.may(user, kind.keeps or kind.action, desk_id)


def left_by(person: User) -> dict[Desk, Counts]:
    """What the person may do no longer, on each desk that has something of it."""
    found: dict[Desk, Counts] = {}
    for desk in Desk.objects.order_by("pk"):
        has = counts_by_person(desk_id=desk.pk, person=person)
        for left in stuck(has, desk_id=desk.pk).values():
            found[desk] = left
    return found


def least_role(name: str) -> Role:
    """Of whoever can take over this kind."""
    return rights.LEAST_ROLE[KINDS[name].action]


def takers(has: Mapping[str, int], members: Iterable[Membership]) -> list[Membership]:
    """Of these members those who can take over at least one kind of what somebody has."""
    named = [least_role(name) for name in has] or [WRITES]
    least = max(min(named, key=lambda role: role.rank), WRITES, key=lambda role: role.rank)
    return [one for one in members if one.user.is_superuser or Role(one.role).rank >= least.rank]
