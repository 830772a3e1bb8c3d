"""Handing a person's work on a desk over to a colleague, in one step that can be undone."""

from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from django.db.models import Count, F, QuerySet
from django.utils.translation import gettext_lazy as _

from annotations import access
from annotations.errors import Invalid, NotAllowed
from annotations.models import Claim, Membership, User
from annotations.models.notice import notify_all

from ..transactions import acting


class Kind(NamedTuple):
    """One kind of work that people are given: which rows, and the column that says whose."""

    rows: Callable[[int], QuerySet]
    column: str


# By the name under which they are counted.
KINDS: dict[str, Kind] = {
    "claims": Kind(lambda desk: Claim.objects.filter(desk=desk).unchecked(), "assignee"),
}


def counts_by_person(*, desk_id: int) -> dict[int, int]:
    """How much each person (id) has on the desk, of all kinds together; who has none is absent."""
    found: Counter[int] = Counter()
    for kind in KINDS.values():
        given = kind.rows(desk_id).exclude(**{kind.column: None}).order_by()
        for user, number in given.values_list(kind.column).annotate(Count("pk")):
            found[user] += number
    return dict(found)


def hand_over(*, actor: User, desk_id: int, user_id: int, to: int) -> dict[str, int]:
    """Give all that a person has on the desk to a checker or editor of it; says how much.

    Editors may for anybody, checkers for themselves. Raises NotFound, NotAllowed, Invalid.
    """
    access.require(actor, "view", desk_id)
    if actor.pk != user_id:
        access.require(actor, "keep members", desk_id)
    elif not access.may(actor, "assign", desk_id):
        raise NotAllowed(_("Only checkers and editors can hand their work over."))
    with acting(actor):
        return move(desk_id, user_id, to)


def move(desk_id: int, user_id: int, to: int) -> dict[str, int]:
    """The same within a transaction of somebody who may. Raises Invalid.

    `user_id` may have left the desk already: then their work waits there for nobody.
    """
    member = Membership.objects.working().select_related("user").filter(desk=desk_id, user=to)
    receiver = member.first()
    if to == user_id or receiver is None or not access.can_check(receiver.user, desk_id):
        raise Invalid(_("Choose another checker or editor of the desk."), field="to")
    return {name: _moved(kind, desk_id, user_id, to) for name, kind in KINDS.items()}


def _moved(kind: Kind, desk_id: int, user_id: int, to: int) -> int:
    mine = kind.rows(desk_id).filter(**{kind.column: user_id})
    rows = list(
        mine.order_by("pk")
        .select_for_update(no_key=True, of=("self",))
        .values_list("pk", "article_id")
    )
    held = mine.model._default_manager.filter(pk__in=[pk for pk, _article in rows])
    held.update(**{f"{kind.column}_id": to, "version": F("version") + 1})
    notify_all("claim", [(desk_id, article, pk) for pk, article in rows])
    return len(rows)
