"""Refusals and failures as pages: the one place where HTML gives them their form."""

import logging
import sys

from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string

from annotations.errors import DomainError, MovedAway, NotFound, TakenDown
from annotations.models import request_id
from newsroom import outages

from .policy import taken
from .refusal import Refusal

logger = logging.getLogger(__name__)
RETRY_SECONDS = 2


def answer(request, error: DomainError | Refusal) -> HttpResponse:
    """What a refusal looks like: drawn by the view, or a page of its own."""
    if isinstance(error, Refusal):
        # It leads on when there was nothing left to ask, as after two typed the same.
        return taken(request, error.draw(error.error))
    if isinstance(error, TakenDown):
        return taken_down(request, error)
    if isinstance(error, MovedAway):
        return _kept_out(
            render(request, "errors/404.html", {"message": error.message}, status=error.status)
        )
    if isinstance(error, NotFound):
        return not_found(request)
    shown = {"message": error.message, "title": error.title}
    return _kept_out(render(request, "errors/refused.html", shown, status=error.status))


def taken_down(request, error: TakenDown) -> HttpResponse:
    """Says by whom and why; drafts of it in the browser go (js/forms/drafts.js)."""
    shown = {"message": error.message, "drafts": f"{error.kind}-{error.number}-"}
    return _kept_out(render(request, "errors/410.html", shown, status=error.status))


def stopped(request, error: BaseException) -> HttpResponse | None:
    """What keeps everybody from working: a full disk, or a database that is away or overloaded.

    None for any other error. Nothing here asks the database anything.
    """
    if outages.is_disk_full(error):
        logger.error("the disk is full: %s", error)
        page, status, headers = "errors/507.html", 507, {}
    elif outages.is_away(error):
        logger.warning("database: %s", error)
        page, status, headers = "errors/busy.html", 503, {"Retry-After": str(RETRY_SECONDS)}
    else:
        return None
    body = render_to_string(page, {"is_in_doubt": outages.is_in_doubt(error)})
    return _kept_out(HttpResponse(body, status=status, headers=headers))


def bad_request(request, exception=None):
    # Such a request may have come no further than its headers: no person, no shell.
    return HttpResponse(render_to_string("errors/400.html"), status=400)


def forbidden(request, exception=None):
    return _kept_out(render(request, "errors/403.html", status=403))


def not_found(request, exception=None):
    """The same words for what is missing and for what is another desk's."""
    return _kept_out(render(request, "errors/404.html", status=404))


def server_error(request):
    """Says the number under which the log has it, and nothing else.

    What is not met in a view, such as a session that cannot be kept, comes here too.
    """
    error = sys.exc_info()[1]
    response = stopped(request, error) if error else None
    if response is not None:
        return response
    page = render_to_string("errors/500.html", {"number": request_id.get()})
    return HttpResponse(page, status=500)


def csrf_failure(request, reason=""):
    """With the token that stands and whose it is; js/requests/csrf.js takes both, sends again."""
    response = _kept_out(render(request, "errors/csrf.html", status=403))
    response["X-CSRFToken"] = get_token(request)
    response["X-User"] = request.user.pk or ""
    return response


def _kept_out(response: HttpResponse) -> HttpResponse:
    """A whole page must not land in a part of another one."""
    response["HX-Reswap"] = "none"
    return response
