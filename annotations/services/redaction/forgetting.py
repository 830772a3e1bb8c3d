"""Somebody who left is forgotten: the row and its number stay, the person is gone from it."""

from collections import Counter

from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.db import models
from django.utils.translation import gettext as _

from annotations.errors import Invalid, NotAllowed, NotFound
from annotations.models import Redaction, User
from annotations.text.redacting import Words

from . import columns, removal, sweep, trail
from .columns import Rows
from .plans import Search


def require_forgettable(actor: User, user_id: int | None) -> User:
    """Raises NotFound, NotAllowed for oneself and for the last administrator."""
    user = User.objects.filter(pk=user_id or 0).first()
    if user is None:
        raise NotFound(_("There is no such person."))
    if user.pk == actor.pk:
        raise NotAllowed(_("You cannot have yourself forgotten: another administrator can."))
    others = User.objects.filter(is_superuser=True, is_active=True).exclude(pk=user.pk)
    if user.is_superuser and not others.exists():
        raise NotAllowed(_("This is the last administrator: make another one first."))
    if user.username == _username(user):
        raise Invalid(_("This person was forgotten already."), field="object_id")
    return user


def forget(redaction: Redaction) -> Counter[str]:
    """Take the person out of their row, their own rows, the trail, and where they are addressed."""
    user = require_forgettable(redaction.requested_by, redaction.object_id)
    addressed = Search(Words([f"@{user.username}", *filter(None, [user.email])]))
    own, pointing = removal.closure(_own(user))
    own.pop(User, None)
    counts = removal.remove(own, pointing) + _end_sessions(user)
    User.objects.filter(pk=user.pk).update(**_nobody(user))
    counts["user"] += 1
    counts["event"] += trail.hide_rows({User: {user.pk}, **own})
    found, rows = sweep.sweep(addressed)
    counts += found
    counts["event"] += trail.hide_words(addressed, rows)
    return counts


def _own(user: User) -> Rows:
    """What goes with a person: roles, tokens, second factors, kept answers; never their work, which
    the tables protect, nor what the panel noted that they did."""
    found: Rows = {}
    for relation in User._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ForeignObjectRel) or not relation.field.concrete:
            continue
        if relation.on_delete is models.CASCADE and relation.related_model is not LogEntry:
            model, mine = relation.related_model, {relation.field.attname: user.pk}
            rows = model._base_manager.filter(**mine).values_list("pk", flat=True)
            found.setdefault(model, set()).update(rows)
    return found


def _nobody(user: User) -> dict[str, object]:
    values: dict[str, object] = dict.fromkeys(columns.words_of(User), "")
    return values | {
        "username": _username(user),
        "display_name": _("Former member %(number)s") % {"number": user.pk},
        "password": "!",
        "last_login": None,
        "is_active": False,
        "is_staff": False,
        "is_superuser": False,
    }


def _username(user: User) -> str:
    return f"former-member-{user.pk}"


def _end_sessions(user: User) -> Counter[str]:
    theirs = [
        row.pk
        for row in Session.objects.iterator()
        if row.get_decoded().get("_auth_user_id") == str(user.pk)
    ]
    return Counter(session=Session.objects.filter(pk__in=theirs).delete()[0])
