"""How allauth signs people in here: guessing is slowed down, and nobody is kept out.

Every try is counted before the password is looked at, so that guesses sent at once count as many,
and the right password takes its own try back. allauth counts in the cache, which is a table.

A browser in which a person signed in before is known by a cookie, and its tries for that person are
counted by themselves: whatever strangers guess meanwhile, whoever owns the name comes in there.
"""

import contextlib
import hashlib
import inspect
import ipaddress
import secrets
from datetime import timedelta

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.internal import ratelimit
from django.conf import settings
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from annotations.text.folding import key as folded

from ..shell import language

# A try needs one of the rates of each kind: the free ones first, then a slow one.
RATES = {
    "name": "5/15m/key",
    "name_then": "1/m/key",
    # A newsroom may share one address; afterwards each name still has one try from there.
    "address": "30/15m/key",
    "name_there": "1/15m/key",
    "address_then": "1/m/key",
}
KNOWN = "__Host-known" if settings.HTTPS else "newsroom_known"
A_YEAR = 365 * 24 * 60 * 60
# The last allauth for Python 3.10 does not ask whose rates these are.
WHOSE = {"app": "newsroom"} if "app" in inspect.signature(ratelimit.consume).parameters else {}


class Adapter(DefaultAccountAdapter):
    """Passwords only; every door that asks for one comes through `authenticate`."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _("The name or the password is wrong."),
        "enter_current_password": _("This is not your password."),
        "incorrect_password": _("This is not your password."),
        "rate_limited": _("Too many tries. Wait five minutes, then try again."),
        "too_many_login_attempts": _("Too many wrong passwords. Try again in a minute."),
    }

    def pre_authenticate(self, request, **credentials):
        """Count the try; raises ValidationError when it has to wait."""
        counted = count_try(request, credentials.get("username", ""))
        if counted is None:
            raise self.validation_error("too_many_login_attempts")
        self._login_failed_rl_usage = counted  # allauth takes it back when the password is right.

    def post_login(self, request, user, **more):
        """By whichever door: from now on this browser is known as the person's."""
        response = super().post_login(request, user, **more)
        bound(request.session)
        language.remember(response, user.language)
        browser = _browser_of(request, user.username) or secrets.token_urlsafe(12)
        response.set_signed_cookie(
            KNOWN,
            f"{browser}.{_short(user.username)}",
            salt=KNOWN,
            max_age=A_YEAR,
            httponly=True,
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Lax",
        )
        return response

    def respond_user_inactive(self, request, user):
        """The same as for who is not known here."""
        return redirect("account_login")

    def is_reauthentication_required(self, *, app: str = "", **more) -> bool:
        """Not of a person who has nothing to show: their identity provider let them in."""
        return bool(self.get_reauthentication_methods(self.request.user))

    def get_client_ip(self, request) -> str:
        return client_address(request) or "::"  # A socket file has no address.

    def is_safe_url(self, url) -> bool:
        """Nowhere but on this very host: other admitted hosts may be somebody else's."""
        request = context.request
        return url_has_allowed_host_and_scheme(
            url, {request.get_host()}, require_https=request.is_secure()
        )

    def is_ajax(self, request) -> bool:
        """allauth would answer a program with what it typed, the password too."""
        return False

    def add_message(self, request, level, message_template=None, *args, **kwargs):
        """The page that follows says enough."""


def bound(session) -> None:
    """Let it end by a date: by a number of seconds, it would live longer with all it is given."""
    session.set_expiry(timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE))


def count_try(request, name: str) -> ratelimit.RateLimitUsage | None:
    """One more try for this name from here; None when it has to wait, and then it counts nothing.

    A name that is spelt in another way is the same name.
    """
    browser, name, address = _browser_of(request, name), folded(name), ratelimit.get_ip(request)
    ways: tuple[dict[str, str], ...] = (
        {"name": name, "name_then": name},
        {"address": address, "name_there": f"{address} {name}", "address_then": address},
    )
    if browser:
        ways = ({"name": f"{browser} {name}", "name_then": f"{browser} {name}"},)
    counted = ratelimit.RateLimitUsage(usage=[])
    for rates in ways:
        uses = (_use(request, action, key) for action, key in rates.items())
        use = next(filter(None, uses), None)
        if use is None:
            counted.rollback()
            return None
        counted.usage += use.usage
    return counted


def _use(request, action: str, key: str) -> ratelimit.RateLimitUsage | None:
    return ratelimit.consume(request, action=action, key=key, config=RATES, limit_get=True, **WHOSE)


def _browser_of(request, name: str) -> str:
    """What this browser is called since this person signed in in it, or nothing."""
    kept = request.get_signed_cookie(KNOWN, "", salt=KNOWN, max_age=A_YEAR)
    browser, _, whose = kept.partition(".")
    return browser if whose == _short(name) else ""


def _short(name: str) -> str:
    return hashlib.sha256(folded(name).encode()).hexdigest()[:16]


def client_address(request) -> str:
    """Who asks: what the outermost trusted proxy saw, else who holds the connection.

    Whatever stands further left in X-Forwarded-For the client may have invented.
    """
    seen = request.headers.get("X-Forwarded-For", "").split(",")
    if 0 < settings.TRUSTED_PROXIES <= len(seen):
        with contextlib.suppress(ValueError):
            return str(ipaddress.ip_address(seen[-settings.TRUSTED_PROXIES].strip()))
    return request.META.get("REMOTE_ADDR", "")
