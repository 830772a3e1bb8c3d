"""Handing a person's work on a desk over to a colleague, in one step that can be taken back."""

from typing import NamedTuple

from django.db.models import Max, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from annotations import access
from annotations.errors import Invalid, NotAllowed, NotFound, WrongState
from annotations.models import Desk, Handover, Membership, Role, Token, User, Watch

from ..notifications import about_desks
from ..transactions import acting, locked
from . import reassignment, work


class RoleChange(NamedTuple):
    """That a handover is part of; "" is no role."""

    before: str = ""
    after: str = ""


NO_CHANGE = RoleChange()


def hand_over(*, actor: User, desk_id: int, user_id: int, to: int) -> Handover:
    """Give all that a person has on the desk to a member of it, as far as that one may do it.

    Editors may for anybody, checkers for themselves. Raises NotFound, NotAllowed, Invalid.
    """
    access.require(actor, "view", desk_id)
    if actor.pk != user_id:
        access.require(actor, "keep members", desk_id)
    elif not access.may(actor, "assign", desk_id):
        raise NotAllowed(_("Only checkers and editors can hand their work over."))
    with acting(actor):
        locked(Desk.objects.all(), desk_id)
        return move(actor, desk_id, user_id, to)


def move(
    actor: User, desk_id: int, user_id: int, to: int, change: RoleChange = NO_CHANGE
) -> Handover:
    """The same in a transaction of somebody who may, and who has locked the desk.

    `user_id` may have left the desk already: then their work waits there for nobody.
    Raises NotFound, Invalid.
    """
    person, receiver = _person(user_id), _receiver(desk_id, to)
    if receiver is None or receiver == person or not access.may(receiver, "comment", desk_id):
        raise Invalid(_("Choose another reporter, checker or editor of the desk."), field="to")
    went: dict[str, list[int]] = {}
    stayed: dict[str, int] = {}
    has = work.counts_by_person(desk_id=desk_id, person=person).get(person.pk, {})
    if not has and not change.before:
        _require_member(desk_id, person)
    for name, number in has.items():
        if access.may(receiver, work.KINDS[name].action, desk_id):
            moved = reassignment.move(name, desk_id, person, receiver)
            went |= {kind: ids for kind, ids in moved.went.items() if ids}
            number = moved.stayed
        if number:
            stayed[name] = number
    if stayed and not went:
        raise Invalid(_("This person can take nothing of this over."), field="to")
    handover = Handover.objects.create(
        desk_id=desk_id,
        person=person,
        receiver=receiver,
        made_by=actor,
        moved=went,
        stayed=stayed,
        ended_tokens=end_tokens(person),
        role_before=change.before,
        role_after=change.after,
    )
    if went or handover.ended_tokens:
        about_desks.handed_over(handover, watchers=_watchers(went.get("claims", [])), actor=actor)
    return handover


def _person(user_id: int) -> User:
    person = User.objects.filter(pk=user_id).first()
    if person is None:
        raise NotFound
    return person


def _require_member(desk_id: int, person: User) -> None:
    """Nobody ends the tokens of people that the desk has nothing to do with."""
    if not Membership.objects.filter(desk=desk_id, user=person).exists():
        raise NotFound


def _receiver(desk_id: int, to: int) -> User | None:
    """A member who can sign in, with the role of this moment."""
    members = Membership.objects.working().select_related("user").filter(desk=desk_id, user=to)
    found = members.first()
    return found.user if found else None


def _watchers(claims: list[int]) -> list[int]:
    return list(Watch.objects.filter(claim__in=claims).values_list("person", flat=True).distinct())


def is_gone(person: User) -> bool:
    """Whether nobody lets them in anywhere: deactivated, or on no desk and no administrator."""
    if not person.is_active:
        return True
    return not person.is_superuser and not Membership.objects.filter(user=person).exists()


def end_tokens(person: User) -> list[dict[str, object]]:
    """Of somebody who left: their tokens are ended, and told are those that ended with them."""
    if not is_gone(person):
        return []
    mine = Token.objects.filter(user=person)
    mine.filter(Q(expires_at=None) | Q(expires_at__gt=Now()), revoked_at=None).update(
        revoked_at=Now()
    )
    last = mine.aggregate(last=Max("revoked_at"))["last"]
    ended = mine.filter(revoked_at=last, revoked_at__isnull=False).order_by("pk")
    return [
        {
            "name": str(one),
            "scopes": one.scopes,
            "last_used_at": one.last_used_at.isoformat() if one.last_used_at else None,
        }
        for one in ended
    ]


def take_back(*, actor: User, handover_id: int) -> Handover:
    """What the receiver still has goes back; also the role that was taken in the same step.

    Whoever handed it over may, and editors. Tokens stay ended. Raises NotFound, NotAllowed, and
    WrongState when it was taken back already.
    """
    with acting(actor):
        row = locked(Handover.objects.all(), handover_id)
        require_take_back(actor, row)
        if row.undone_at is not None:
            raise WrongState(_("This has already been undone."))
        locked(Desk.objects.all(), row.desk_id)
        _restore_role(row)
        for name, ids in row.moved.items():
            reassignment.give_back(name, ids, row.desk_id, row.person, row.receiver)
        Handover.objects.filter(pk=row.pk).update(undone_by=actor, undone_at=Now())
        row.refresh_from_db()
        about_desks.taken_back(row, actor=actor)
    return row


def may_see_all(actor: User, row: Handover) -> bool:
    """Whether it is theirs to know what went, of articles under embargo too, and which tokens
    ended: their names say what somebody ran. All others know between whom it was."""
    is_named = actor.pk in (row.person_id, row.receiver_id, row.made_by_id)
    return is_named or access.may(actor, "keep members", row.desk_id)


def may_take_back(actor: User, row: Handover) -> bool:
    may_keep = access.may(actor, "keep members", row.desk_id)
    is_own = row.made_by_id == actor.pk and not row.role_before
    return may_keep or (is_own and access.may(actor, "view", row.desk_id))


def require_take_back(actor: User, row: Handover) -> None:
    """Raises as `access.require` does."""
    if not may_take_back(actor, row):
        access.require(actor, "keep members", row.desk_id)


def _restore_role(row: Handover) -> None:
    """Unless somebody has given them another one since."""
    is_less = not row.role_after or Role(row.role_after).rank < Role(row.role_before).rank
    if not row.role_before or not is_less or not row.person.is_active:
        return
    mine = Membership.objects.filter(desk=row.desk_id, user=row.person)
    if row.role_after:
        mine.filter(role=row.role_after).update(role=row.role_before)
    elif not mine.exists():
        Membership.objects.create(desk_id=row.desk_id, user=row.person, role=row.role_before)
