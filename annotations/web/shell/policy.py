"""Who may ask for an address at all, and how: declared beside each route in urls.py.

What a person may do there is access.py's; here only *signed in or not* and *which methods*.
"""

from functools import wraps

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_http_methods

from .idempotency import once

TAKEN = "newsroom_taken"  # Read by js/forms/drafts.js.
READ, WRITE, FORM = ("GET", "HEAD"), ("POST",), ("GET", "HEAD", "POST")


def members(route: str, methods: tuple[str, ...], view, name: str):
    """A route for people who are signed in."""
    return _route(route, methods, signed_in(once(view), methods), name, "members")


def own(route: str, methods: tuple[str, ...], view, name: str, *, is_before_factor: bool = True):
    """A route about a person's own way in: of what it answers, secrets too, nothing is kept.

    Most are open before the second factor that is asked of the person is set up.
    """
    guarded = signed_in(view, methods)
    return _route(route, methods, guarded, name, "members", is_before_factor, is_own=True)


def anyone(route: str, methods: tuple[str, ...], view, name: str, *, is_before_factor: bool = True):
    """A route that needs no person; of one who is there most ask for no second factor either."""
    return _route(route, methods, view, name, "anyone", is_before_factor)


def _route(route, methods, view, name, policy, is_before_factor=False, is_own=False):
    guarded = require_http_methods(methods)(view)
    guarded.policy = policy
    guarded.methods = methods
    guarded.is_before_factor = is_before_factor
    guarded.is_own = is_own
    return path(route, guarded, name=name)


def taken(request, response):
    """Tells the next page, by a cookie, that a plain form was taken: its draft may go."""
    if request.method == "POST" and not request.htmx and response.status_code in (201, 302, 303):
        response.set_cookie(
            TAKEN,
            request.path,
            max_age=60,
            samesite="Strict",
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return response


def signed_in(view, methods: tuple[str, ...] = READ):
    """To the sign-in page and back; a fragment is answered 401, for no page may land in a panel."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if request.user.is_authenticated:
            return taken(request, view(request, *args, **kwargs))
        if request.htmx or not request.accepts("text/html"):
            return render(request, "errors/signed_out.html", status=401)
        return redirect_to_login(request.get_full_path() if "GET" in methods else "/")

    return guarded
