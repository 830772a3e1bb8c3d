"""Notes where each session is used from, for the list of them: at sign-in, then now and again."""

import time
from collections import OrderedDict

from allauth.usersessions.models import UserSession
from django.contrib.auth.signals import user_logged_in
from django.utils import timezone

from .rate_limits import client_address

EVERY = 60.0  # Seconds; a note at each request would turn every read into a write.
REMEMBERED = 10_000
NOWHERE = "::"  # A socket file has no address.
LONGEST = UserSession._meta.get_field("user_agent").max_length
_noted: "OrderedDict[str, float]" = OrderedDict()


def noted(get_response):
    """Middleware. A session from before there were notes gets its first one here."""

    def middleware(request):
        response = get_response(request)
        key = request.session.session_key
        is_due = key and time.monotonic() - _noted.get(key, float("-inf")) > EVERY
        if is_due and not request.session.is_empty() and request.user.is_authenticated:
            note(request, request.user)
        return response

    return middleware


def begin(sender, request, user, **more) -> None:
    """Receives Django's signal of a sign-in, by whichever door."""
    note(request, user)


def note(request, user) -> None:
    key = request.session.session_key
    seen = {
        "ip": client_address(request) or NOWHERE,
        "user_agent": request.META.get("HTTP_USER_AGENT", "")[:LONGEST],
        "last_seen_at": timezone.now(),
    }
    if not UserSession.objects.filter(session_key=key, user=user).update(**seen):
        made = UserSession(session_key=key, user=user, **seen)
        UserSession.objects.bulk_create([made], ignore_conflicts=True)
    _noted[key] = time.monotonic()
    _noted.move_to_end(key)
    while len(_noted) > REMEMBERED:
        _noted.popitem(last=False)


user_logged_in.connect(begin, dispatch_uid="session_notes")
