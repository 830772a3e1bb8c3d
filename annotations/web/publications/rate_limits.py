"""How often one network address may ask for what costs the most: searches, feeds, files of data.

Pages are cheap, and caches keep them. Counted as the requests of a token are.
"""

import time
from collections.abc import Callable
from functools import wraps

from allauth.core.internal.ratelimit import get_ip
from django.conf import settings
from django.http import HttpResponse

from annotations.api.shell.throttling import count

from .answers import drawn


def refused(request, what: str) -> HttpResponse | None:
    """The answer to an address that asked for too many of these in this minute; else None."""
    limit = settings.PUBLIC_RATE
    if not limit:
        return None
    number, seconds = count(f"{what} {get_ip(request)}", time.monotonic())
    return wait(seconds) if number > limit else None


def wait(seconds: int) -> HttpResponse:
    """429, and when to come again."""
    response = drawn("busy", "", {"seconds": seconds}, status=429)
    response.headers["Retry-After"] = str(seconds)
    response.headers["Cache-Control"] = "no-store"
    return response


def paced(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view of which one address gets so many answers in a minute."""

    @wraps(view)
    def shown(request, *args: object, **kwargs: object) -> HttpResponse:
        return refused(request, "data") or view(request, *args, **kwargs)

    return shown
