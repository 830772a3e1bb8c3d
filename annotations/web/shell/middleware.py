"""What every request passes: an id for logs and the audit trail, readable input, refusals."""

import logging
import re
import secrets
from typing import Any
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.http import HttpResponse, JsonResponse, UnreadablePostError
from django.template.loader import render_to_string
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from annotations.errors import DomainError
from annotations.models import request_id as current_request

from . import errors
from .refusal import Refusal

logger = logging.getLogger(__name__)
# A proxy's id is kept when nothing in it can forge a line of a log.
FIT_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
# UTF-8 of U+D800 to U+DFFF: halves of a pair, which no text can hold.
LONE_SURROGATE = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")


def request_id(get_response):
    """Gives each request an id, keeps personal pages out of caches, answers refusals.

    The id stands in `X-Request-ID`, in every log line of an error and in the audit trail.
    """

    def middleware(request):
        given = request.headers.get("X-Request-ID", "")
        token = current_request.set(given if FIT_ID.fullmatch(given) else secrets.token_hex(16))
        try:
            # No store can look such a session up: its bearer is nobody.
            if any("\0" in value for value in request.COOKIES.values()):
                response = errors.bad_request(request)
            elif is_too_large(request):
                response = too_large(request)
            elif is_of_unsaid_length(request):
                response = unsaid_length(request)
            elif not is_address_readable(request):
                response = errors.bad_request(request)
            else:
                response = get_response(request)
            return stamped(request, response)
        finally:
            current_request.reset(token)

    def process_view(request, view, args, kwargs):
        """After the CSRF check, which has read the form already; the API reads its own bodies."""
        if request.path.startswith("/api/") or request.method != "POST":
            return None
        return None if is_form_readable(request) else errors.bad_request(request)

    def process_exception(request, error):
        if request.path.startswith("/api/"):
            return None
        if isinstance(error, DomainError | Refusal):
            return errors.answer(request, error)
        return errors.stopped(request, error)

    hooks: Any = middleware  # Django looks for them on it.
    hooks.process_view, hooks.process_exception = process_view, process_exception
    return middleware


def stamped(request, response):
    """The id in the answer; a person's pages are for nobody else and for no later one."""
    response.headers.setdefault("X-Request-ID", current_request.get())
    user = getattr(request, "user", None)
    # Where that is said already nobody looks up who asks: without, there is no session.
    if user is not None and "Cache-Control" not in response.headers and user.is_authenticated:
        response.headers["Cache-Control"] = "private, no-store"
    return response


def is_too_large(request) -> bool:
    """By what the request says of itself: Django reads no more of a body than that."""
    length = request.META.get("CONTENT_LENGTH") or ""
    return length.isdecimal() and int(length) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE


def too_large(request) -> HttpResponse:
    """Before anything is read."""
    most = number_format(settings.DATA_UPLOAD_MAX_MEMORY_SIZE, force_grouping=True)
    detail = _("A request may have at most %(number)s bytes.") % {"number": most}
    return _refused(request, 413, "too-large", _("The request is too large"), detail, most=most)


def is_of_unsaid_length(request) -> bool:
    """Django takes a body that comes in pieces, without its length, for an empty one."""
    return "HTTP_TRANSFER_ENCODING" in request.META and not request.META.get("CONTENT_LENGTH")


def unsaid_length(request) -> HttpResponse:
    title = _("The length of the body is missing")
    detail = _("Send the body in one piece, with a Content-Length header.")
    return _refused(request, 411, "length-required", title, detail)


def _refused(request, status: int, slug: str, title: str, detail: str, **shown) -> HttpResponse:
    """Before anything is read; as a problem where a program asks (docs/api.md)."""
    if not request.path.startswith("/api/"):
        page = render_to_string(f"errors/{status}.html", shown)
        return HttpResponse(page, status=status, headers={"HX-Reswap": "none"})
    problem = {
        "type": f"/problems/{slug}",
        "title": title,
        "status": status,
        "detail": detail,
        "errors": [],
    }
    return JsonResponse(problem, status=status, content_type="application/problem+json")


def is_address_readable(request) -> bool:
    """False for NUL and lone surrogates in path or query; the API says it as a problem."""
    if request.path.startswith("/api/"):
        return True
    address = unquote_to_bytes(request.get_full_path())
    return b"\0" not in address and not LONE_SURROGATE.search(address)


def is_form_readable(request) -> bool:
    """False for NUL and lone surrogates in a form's names and values, and for half a form."""
    try:
        sent = request.POST.lists()
    except UnreadablePostError:
        return False
    texts = [text for name, values in sent for text in (name, *values)]
    return not any(
        "\0" in text or any("\ud800" <= char <= "\udfff" for char in text) for text in texts
    )
