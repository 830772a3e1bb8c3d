"""A person's own record of how signing in was changed, and the mail that tells them so."""

from django.db import transaction
from django.db.models.functions import Now

from annotations.models import Changed, SignInChange, User, unrecorded
from annotations.models.accounts.changes import NOT_MAILED
from annotations.models.base import longest
from annotations.work import wakeup
from annotations.work.leases import SIGN_IN_CHANGES

from ..transactions import acting

LONGEST = longest(SignInChange, "about")


def record(*, actor: User | None, user: User, kind: Changed, about: str = "") -> None:
    """Add a line; `about` says which passkey or browser, and never a secret.

    Who has an address is mailed that a password or a factor was changed, whoever did it.
    """
    is_mailed = bool(user.email) and kind not in NOT_MAILED
    with acting(actor):
        SignInChange.objects.create(
            user=user,
            kind=kind,
            about=about[:LONGEST],
            mail_to=user.email if is_mailed else "",
            due_at=Now() if is_mailed else None,
        )
        if is_mailed:
            wakeup.ring_mail()


def take() -> SignInChange | None:
    """The next one whose mail is due, nobody else's for a while."""
    with transaction.atomic(), unrecorded():
        taken = SIGN_IN_CHANGES.take(SignInChange.objects.due())
    return SignInChange.objects.select_related("user").filter(pk__in=taken).first()


def sent(row: SignInChange) -> None:
    """The mail server took it, or it was tried for as long as it is news."""
    with transaction.atomic(), unrecorded():
        SIGN_IN_CHANGES.held(row).update(due_at=None)
