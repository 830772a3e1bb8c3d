"""People whom the newsroom's own identity provider vouches for."""

import re

from django.conf import settings
from django.db import transaction

from annotations import access
from annotations.models import Event, Invitation, User
from annotations.models.base import longest

from ..transactions import acting, clean_line
from . import joining

NOT_IN_NAMES = re.compile(r"[^\w.@+-]+")
LONGEST_NAME = longest(User, "username")


def person_for(*, email: str, username: str, name: str) -> User | None:
    """Whom somebody is whose first sign-in this is, by the e-mail address that was verified.

    The person with this address, if the setting matches by it, there is but one, and somebody else
    gave it to them; else a new one, if they are invited or the setting lets everybody in. None:
    nobody.
    """
    if not email:
        return None
    known = list(User.objects.filter(email__iexact=email)[:2])
    if known:
        is_match = settings.OIDC_MATCH_EMAIL and len(known) == 1 and known[0].is_active
        return known[0] if is_match and not _typed_it(known[0]) else None
    with transaction.atomic():
        rows = Invitation.objects.standing().filter(email__iexact=email)
        # As behind their links: nobody joins by the word of somebody who keeps the desk no longer.
        invited = [
            row
            for row in rows.select_related("invited_by")
            if access.may(row.invited_by, "keep members", row.desk_id)
        ]
        if not invited and not settings.OIDC_NEW_PEOPLE:
            return None
        user = _new(email, username, name)
        for invitation in invited:
            joining.accept(actor=user, key=invitation.key)
        return user


def _typed_it(user: User) -> bool:
    """Whether the person's address is what they wrote themselves, which nobody verified: whoever
    writes a colleague's would have them sign in to an account of two."""
    changes = Event.objects.of_row("user", user.pk).filter(new__has_key="email")
    last = changes.last()
    return last is not None and last.actor_id == user.pk


def _new(email: str, username: str, name: str) -> User:
    """A person without a password: who vouches for them asks for one."""
    wanted = NOT_IN_NAMES.sub("", username or email.partition("@")[0])[: LONGEST_NAME - 8]
    wanted = User.normalize_username(wanted) or "person"
    number, free = 1, wanted
    while User.objects.filter(username__iexact=free).exists():
        number += 1
        free = f"{wanted}{number}"
    shown = " ".join(name.split())[: longest(User, "display_name")]
    user = User(username=free, email=email, display_name=clean_line(shown, "name", longest=120))
    user.set_unusable_password()
    with acting(None):
        user.save()
    return user
