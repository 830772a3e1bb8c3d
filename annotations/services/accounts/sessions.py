"""Sessions: which of a person's are open, and their end."""

from importlib import import_module

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from annotations import access
from annotations.errors import NotFound
from annotations.models import Changed, User

from ..transactions import acting
from .sign_in_changes import record


def open_ones(user: User) -> list[UserSession]:
    """Those that let the person in at this moment, the latest used first."""
    noted = UserSession.objects.filter(user=user).order_by("-last_seen_at", "-pk")
    rows = {row.session_key: row for row in noted}
    stored = Session.objects.filter(session_key__in=rows, expire_date__gt=timezone.now())
    # A new password changes the digest: what was begun before opens nothing.
    current = user.get_session_auth_hash()
    alive = {
        one.session_key
        for one in stored
        if constant_time_compare(one.get_decoded().get(HASH_SESSION_KEY, ""), current)
    }
    return [row for key, row in rows.items() if key in alive]


def end(*, user: User, pk: object, about: str = "") -> None:
    """One of the person's own; raises NotFound for anybody else's."""
    row = UserSession.objects.filter(user=user, pk=access.number_of(pk)).first()
    if row is None:
        raise NotFound
    with acting(user):
        _end([row])
        record(actor=user, user=user, kind=Changed.SESSION_ENDED, about=about)


def end_others(*, user: User, kept: str | None, is_told: bool = True) -> None:
    """All but the session with the key `kept`."""
    with acting(user):
        _end(list(UserSession.objects.filter(user=user).exclude(session_key=kept)))
        if is_told:
            record(actor=user, user=user, kind=Changed.SESSIONS_ENDED)


def _end(rows: list[UserSession]) -> None:
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    for row in rows:
        store.delete(row.session_key)
    UserSession.objects.filter(pk__in=[row.pk for row in rows]).delete()
