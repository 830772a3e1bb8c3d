"""Second factors of somebody who lost theirs."""

from allauth.mfa.models import Authenticator

from annotations import access
from annotations.models import Changed, User

from ..transactions import acting
from .sessions import end_others
from .sign_in_changes import record


def remove_all(*, actor: User, user: User) -> int:
    """The person signs in by password and sets up new ones; says how many there were.

    Raises NotAllowed to all but administrators.
    """
    access.require_administrator(actor)
    with acting(actor):
        removed, _ = Authenticator.objects.filter(user_id=user.pk).delete()
        if removed:
            end_others(user=user, kept=None, is_told=False)
            record(actor=actor, user=user, kind=Changed.FACTORS_RESET)
    return removed
