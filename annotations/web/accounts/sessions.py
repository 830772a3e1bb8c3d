"""A person's sessions: seen, and ended."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from annotations.services.accounts import sessions

from ..shell.drawn import Drawn
from .browsers import named


def shown(request) -> list[Drawn]:
    """Each with its `browser` in words, and whether it is this one."""
    rows: list[Drawn] = [*sessions.open_ones(request.user)]
    for row in rows:
        row.browser = named(row.user_agent)
        row.is_here = row.session_key == request.session.session_key
    return rows


def end(request):
    """The one that the form names; the browser that has it is signed out with its next step.

    This one ends by signing out.
    """
    pk = request.POST.get("session", "")
    row = next((one for one in shown(request) if str(one.pk) == pk), None)
    if row is not None and not row.is_here:
        sessions.end(user=request.user, pk=pk, about=row.browser)
        messages.success(request, _("The session has ended."))
    return redirect("mfa_index")


def end_others(request):
    sessions.end_others(user=request.user, kept=request.session.session_key)
    messages.success(request, _("All other sessions have ended."))
    return redirect("mfa_index")
