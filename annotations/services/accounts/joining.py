"""Joining a desk by the link of an invitation, with an account or by making one."""

from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from annotations import access
from annotations.errors import Invalid, NotFound
from annotations.models import Invitation, Membership, Role, User, act_as
from annotations.models.base import longest

from ..transactions import acting, clean_line, locked


def invitation_of(key: str) -> Invitation:
    """The invitation whose link this is.

    Raises NotFound, whatever is wrong: forged, replaced, expired, revoked, accepted, or of somebody
    who keeps the desk no longer.
    """
    rows = Invitation.objects.by_link(key).standing().select_related("desk", "invited_by")
    row = rows.first()
    if row is None or not access.may(row.invited_by, "keep members", row.desk_id):
        raise NotFound
    return row


def accept(*, actor: User, key: str) -> Membership:
    """The actor joins the desk; who has a higher role there keeps it. Raises NotFound."""
    with acting(actor):
        return _join(actor, key)


def make_account(*, key: str, username: str, display_name: str, password: str) -> User:
    """An account with the invited address, and a member of the desk.

    Raises NotFound, and Invalid beside the field.
    """
    with acting(None):
        invitation = invitation_of(key)
        user = User(
            username=User.normalize_username(username.strip()),
            display_name=clean_line(
                display_name, "display_name", longest=longest(User, "display_name")
            ),
            email=invitation.email,
        )
        _check(user, password)
        user.set_password(password)
        user.save()
        act_as(user)
        _join(user, key)
    return user


def _check(user: User, password: str) -> None:
    try:
        user.full_clean(exclude=["password"])
        if User.objects.filter(username__iexact=user.username).exists():
            raise ValidationError({"username": _("A person with this name is here already.")})
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise Invalid(messages[0], field=field) from error
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Invalid(" ".join(error.messages), field="password") from error


def _join(user: User, key: str) -> Membership:
    """Once: whoever comes second with the same link finds it accepted."""
    invitation = locked(Invitation.objects.all(), invitation_of(key).pk)
    if invitation.accepted_at or invitation.revoked_at:
        raise NotFound
    given: dict[str, Any] = {"desk_id": invitation.desk_id, "user": user}
    member, is_new = Membership.objects.get_or_create(**given, defaults={"role": invitation.role})
    if not is_new and Role(member.role).rank < Role(invitation.role).rank:
        member.role = invitation.role
        member.save(update_fields=["role", "updated_at"])
    Invitation.objects.filter(pk=invitation.pk).update(
        accepted_at=Now(), accepted_by=user, due_at=None
    )
    access.forget_roles(user)
    return member
