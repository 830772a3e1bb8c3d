"""How many requests a token may make in a minute; a browser's session counts by its person.

Each web process counts for itself, in its memory: counting must cost less than what it saves.
"""

import math
import threading
import time
from typing import NamedTuple

from django.conf import settings
from rest_framework.throttling import BaseThrottle

from annotations.models import Token

WINDOW = 60  # Seconds.
MOST_COUNTED = 10_000
_lock = threading.Lock()
_counted: dict[str, tuple[float, int]] = {}


class Rate(NamedTuple):
    limit: int
    left: int
    seconds: int  # Until all of it is there again.

    @property
    def headers(self) -> dict[str, str]:
        """As draft-ietf-httpapi-ratelimit-headers has them."""
        return {
            "RateLimit-Policy": f'"minute";q={self.limit};w={WINDOW}',
            "RateLimit": f'"minute";r={self.left};t={self.seconds}',
        }


class PerToken(BaseThrottle):
    """Leaves the `rate` on the request, for its answer."""

    rate: Rate | None = None

    def allow_request(self, request, view) -> bool:
        limit = settings.API_RATE
        if not limit or not request.user.is_authenticated:
            return True
        is_token = isinstance(request.auth, Token)
        key = f"token {request.auth.pk}" if is_token else f"person {request.user.pk}"
        number, seconds = count(key, time.monotonic())
        self.rate = request.rate = Rate(limit, max(0, limit - number), seconds)
        return number <= limit

    def wait(self) -> float | None:
        return self.rate.seconds if self.rate else None


def count(key: str, now: float) -> tuple[int, int]:
    """Which request of its window this is, and how many seconds that lasts still."""
    with _lock:
        begun, number = _counted.get(key, (now, 0))
        if now - begun >= WINDOW:
            begun, number = now, 0
        if key not in _counted and len(_counted) >= MOST_COUNTED:
            _forget(now)
        _counted[key] = begun, number + 1
    return number + 1, max(1, math.ceil(begun + WINDOW - now))


def _forget(now: float) -> None:
    for key, (begun, _number) in list(_counted.items()):
        if now - begun >= WINDOW:
            del _counted[key]
    while len(_counted) >= MOST_COUNTED:  # Whoever has many addresses fills no memory.
        del _counted[next(iter(_counted))]
