"""Who may ask for an address at all, and how: declared beside each route in urls.py.

What a person may do there is access.py's; here only *signed in or not* and *which methods*.
"""

from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_http_methods

READ, WRITE, FORM = ("GET", "HEAD"), ("POST",), ("GET", "HEAD", "POST")


def members(route: str, methods: tuple[str, ...], view, name: str):
    """A route for people who are signed in."""
    return _route(route, methods, signed_in(view), name, "members")


def anyone(route: str, methods: tuple[str, ...], view, name: str):
    """A route that needs no person."""
    return _route(route, methods, view, name, "anyone")


def _route(route, methods, view, name, policy):
    guarded = require_http_methods(methods)(view)
    guarded.policy = policy
    guarded.methods = methods
    return path(route, guarded, name=name)


def signed_in(view):
    """To the sign-in page and back; a fragment is answered 401, for no page may land in a panel."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if request.htmx or not request.accepts("text/html"):
            return render(request, "errors/signed_out.html", status=401)
        wanted = request.get_full_path() if request.method in READ else ""
        return redirect_to_login(wanted or "/")

    return guarded
