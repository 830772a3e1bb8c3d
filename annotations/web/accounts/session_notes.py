"""Middleware that notes where each session is used from, for the list of them."""

import time
from collections import OrderedDict

from allauth.usersessions.models import UserSession
from django.utils import timezone

from .rate_limits import client_address

EVERY = 60.0  # Seconds; a note at each request would turn every read into a write.
REMEMBERED = 10_000
NOWHERE = "::"  # A socket file has no address.
_noted: "OrderedDict[str, float]" = OrderedDict()


def noted(get_response):
    """A session from before there were notes gets its first one at its next request."""

    def middleware(request):
        response = get_response(request)
        key = request.session.session_key
        is_due = key and time.monotonic() - _noted.get(key, float("-inf")) > EVERY
        if is_due and not request.session.is_empty() and request.user.is_authenticated:
            _note(request, key)
        return response

    return middleware


def _note(request, key: str) -> None:
    seen = {
        "ip": client_address(request) or NOWHERE,
        "user_agent": request.headers.get("User-Agent", "")[:LONGEST],
        "last_seen_at": timezone.now(),
    }
    UserSession.objects.update_or_create(session_key=key, user=request.user, defaults=seen)
    _noted[key] = time.monotonic()
    _noted.move_to_end(key)
    while len(_noted) > REMEMBERED:
        _noted.popitem(last=False)


LONGEST = UserSession._meta.get_field("user_agent").max_length
