"""Who is on a desk, and as what: kept by its editors. A desk always keeps one."""

from typing import NamedTuple

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from annotations import access
from annotations.errors import NotFound, WrongState
from annotations.models import Deputy, Desk, Handover, Invitation, Membership, Role, User

from ..transactions import acting, chosen, locked
from . import handover, invitations


class Outcome(NamedTuple):
    """The membership as it is now, or was; and what became of the work, where it went along."""

    member: Membership
    handover: Handover | None


LAST_EDITOR = _("This is the desk’s only editor: make somebody else an editor first.")


def change_role(
    *, actor: User, desk_id: int, user_id: int, role: str, hand_over_to: int | None = None
) -> Outcome:
    """Give a member another role, and their work on the desk to a colleague (id) if one is named.

    Raises NotFound, NotAllowed, Invalid, and WrongState for the last editor of a desk.
    """
    chosen(Role, role, "role")
    with acting(actor):
        membership = _locked(actor, desk_id, user_id)
        if role != Role.EDITOR:
            _require_another_editor(membership)
        before, membership.role = membership.role, role
        membership.save(update_fields=["role", "updated_at"])
        _forget(actor, membership)
        change = handover.RoleChange(before, role)
        return Outcome(membership, _clear_up(actor, membership, change, hand_over_to))


def remove(*, actor: User, desk_id: int, user_id: int, hand_over_to: int | None = None) -> Outcome:
    """Take a member off the desk, and hand their work on it over if a colleague (id) is named.

    What they did stays in their name. Raises as `change_role`.
    """
    with acting(actor):
        membership = _locked(actor, desk_id, user_id)
        _require_another_editor(membership)
        Membership.objects.filter(pk=membership.pk).delete()
        stood = Deputy.objects.filter(Q(person=user_id) | Q(deputy=user_id), desk=desk_id)
        stood.delete()
        _forget(actor, membership)
        change = handover.RoleChange(membership.role, "")
        return Outcome(membership, _clear_up(actor, membership, change, hand_over_to))


def _locked(actor: User, desk_id: int, user_id: int) -> Membership:
    """The member, once the desk is locked: two who remove each other come one after the other."""
    locked(Desk.objects.all(), desk_id)
    access.forget_roles(actor)
    access.require(actor, "keep members", desk_id)
    members = Membership.objects.select_related("user", "desk")
    membership = members.filter(desk=desk_id, user=user_id).first()
    if membership is None:
        raise NotFound
    return membership


def _require_another_editor(membership: Membership) -> None:
    """Raises WrongState when nobody else who can sign in is an editor of the desk."""
    if membership.role != Role.EDITOR or not membership.user.is_active:
        return
    editors = Membership.objects.working().filter(desk=membership.desk_id, role=Role.EDITOR)
    if not editors.exclude(pk=membership.pk).exists():
        raise WrongState(LAST_EDITOR)


def _forget(actor: User, membership: Membership) -> None:
    if membership.user_id == actor.pk:
        access.forget_roles(actor)


def _clear_up(
    actor: User, membership: Membership, change: handover.RoleChange, hand_over_to: int | None
) -> Handover | None:
    """Nobody joins by the word of somebody who keeps the desk no longer; who left has no tokens."""
    desk_id, user_id = membership.desk_id, membership.user_id
    if change.after != Role.EDITOR:
        sent = Invitation.objects.filter(desk=desk_id, invited_by=user_id)
        invitations.withdraw(sent)
    if hand_over_to is not None:
        return handover.move(actor, desk_id, user_id, hand_over_to, change)
    handover.end_tokens(membership.user)
    return None
