"""Inviting people to a desk by e-mail: who is invited joins by the link, once."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from annotations import access
from annotations.errors import Invalid, WrongState
from annotations.models import Desk, Invitation, Role, User, unrecorded
from annotations.models.accounts.invitations import OPEN
from annotations.models.base import longest
from annotations.work import wakeup
from annotations.work.leases import INVITATIONS

from ..limits import is_full
from ..transactions import acting, chosen, clean_line, locked

MOST_OPEN = 200  # Of one desk at a time: mail in our name is not for campaigns.
LIFE = timedelta(days=Invitation.DAYS)


def invite(
    *, actor: User, desk_id: int, email: str, role: str, origin: str, language: str
) -> Invitation:
    """Invite somebody to the desk; a worker sends the mail, in `language`.

    `origin` begins the addresses of these pages: scheme and host. Raises NotFound, NotAllowed,
    Invalid, and WrongState for an address that was invited already.
    """
    access.require(actor, "keep members", desk_id)
    chosen(Role, role, "role")
    address = _clean_address(email)
    with acting(actor):
        asked = Invitation.objects.filter(desk=desk_id).open()
        withdraw(asked.filter(email__iexact=address, expires_at__lte=Now()))
        if asked.filter(email__iexact=address).exists():
            message = _(
                "This address is already invited: send that invitation again, or revoke it."
            )
            raise WrongState(message, field="email")
        if is_full(asked.standing(), MOST_OPEN, of=Desk, pk=desk_id):
            raise WrongState(_("Too many invitations are open: revoke some first."))
        row = Invitation.objects.create(
            desk_id=desk_id,
            email=address,
            role=role,
            invited_by=actor,
            origin=origin,
            language=language,
            expires_at=Now() + LIFE,
            due_at=Now(),
        )
        wakeup.ring_mail()
    return row


def send_again(*, actor: User, invitation_id: int) -> Invitation:
    """Send a fresh link for as long as a new one lasts; links of before lead nowhere.

    From now on it rests on `actor`. Raises NotFound, NotAllowed, and WrongState once it ended.
    """
    with acting(actor):
        row = _locked(actor, invitation_id)
        Invitation.objects.filter(pk=row.pk).update(
            issue=F("issue") + 1,
            invited_by=actor,
            expires_at=Now() + LIFE,
            due_at=Now(),
            tries=0,
            sent_at=None,
            problem="",
        )
        wakeup.ring_mail()
    row.refresh_from_db()
    return row


def revoke(*, actor: User, invitation_id: int) -> None:
    """Its link leads nowhere from now on. Raises as `send_again`."""
    with acting(actor):
        row = _locked(actor, invitation_id)
        withdraw(Invitation.objects.filter(pk=row.pk))


def withdraw(rows: "QuerySet[Invitation]") -> None:
    """End the open ones of these, within a transaction of somebody who may."""
    rows.filter(OPEN).update(revoked_at=Now(), due_at=None)


def _locked(actor: User, invitation_id: int) -> Invitation:
    row = locked(Invitation.objects.all(), invitation_id)
    access.require(actor, "keep members", row.desk_id)
    if row.accepted_at or row.revoked_at:
        raise WrongState(_("This invitation was accepted or revoked already."))
    return row


def _clean_address(email: str) -> str:
    line = clean_line(email, "email", longest=longest(Invitation, "email"), required=True)
    address = User.objects.normalize_email(line)
    try:
        validate_email(address)
    except ValidationError as error:
        raise Invalid(_("This is not an e-mail address."), field="email") from error
    return address


# --- its mail ----------------------------------------------------------------------------------


def take() -> Invitation | None:
    """The next one whose mail is due, nobody else's for a while."""
    with transaction.atomic(), unrecorded():
        taken = INVITATIONS.take(Invitation.objects.due())
    return Invitation.objects.select_related("desk", "invited_by").filter(pk__in=taken).first()


def sent(row: Invitation) -> None:
    """Its mail went out, unless it was to be sent anew meanwhile."""
    with acting(None):
        INVITATIONS.held(row).update(due_at=None, sent_at=Now(), problem="")


def failed(row: Invitation, problem: str) -> None:
    """It stays due, later each time; the page says why it was not sent yet."""
    with transaction.atomic(), unrecorded():
        INVITATIONS.held(row).update(problem=problem[: longest(Invitation, "problem")])
