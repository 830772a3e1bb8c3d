"""Errors as RFC 9457 problem details: the one place where REST gives a refusal its form."""

import logging
import uuid

from django.core.exceptions import PermissionDenied, TooManyFieldsSent, TooManyFilesSent
from django.http import Http404, UnreadablePostError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import APIView

from annotations.errors import DomainError, NotFound, Stale
from newsroom import outages

from . import representation
from .early_errors import KeptOut

logger = logging.getLogger(__name__)
RETRY_SECONDS = 2
SLUGS = {
    400: ("unreadable", gettext_lazy("The request cannot be read")),
    401: ("not-authenticated", gettext_lazy("Sign in first")),
    403: ("not-allowed", gettext_lazy("Your role does not allow this")),
    404: ("not-found", gettext_lazy("Not found")),
    405: ("method-not-allowed", gettext_lazy("This method is not allowed here")),
    406: ("not-acceptable", gettext_lazy("This media type is not available")),
    413: ("too-large", gettext_lazy("The request is too large")),
    415: ("unsupported-media-type", gettext_lazy("This media type is not understood")),
    422: ("invalid", gettext_lazy("The request breaks a rule")),
    429: ("too-many", gettext_lazy("Too many requests at once")),
    503: ("try-again", gettext_lazy("Try again in a moment")),
    507: ("disk-full", gettext_lazy("The disk is full")),
}


class TooMany(exceptions.APIException):
    status_code = 429
    default_detail = gettext_lazy("Too many requests at once: try again in a moment.")


def exception_handler(error, context):
    """For REST_FRAMEWORK: a problem for every error that somebody can do something about."""
    if isinstance(error, KeptOut):
        error = error.reason
    if isinstance(error, Http404):
        error = NotFound()
    if isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied()
    if isinstance(error, DomainError):
        return _domain(error, context)
    if isinstance(error, exceptions.ValidationError):
        return problem(422, _("The request breaks a rule."), errors=flat(error.detail))
    if isinstance(error, exceptions.APIException):
        return _from_framework(error, context["view"])
    if isinstance(error, TooManyFilesSent | TooManyFieldsSent):
        return problem(400, _("Too many files or fields at once."))
    if isinstance(error, UnreadablePostError):  # The line broke; a proxy may hear it.
        return problem(400, _("The body of the request did not arrive whole."))
    if outages.is_disk_full(error):
        logger.error("the disk is full: %s", error)
        return problem(507, str(outages.FULL))
    if outages.is_away(error):
        logger.warning("database: %s", error)
        return _away(outages.is_in_doubt(error))
    number = uuid.uuid4().hex[:12]
    logger.exception("error %s", number)
    detail = _("Something went wrong on our side; the log has it as %(number)s.")
    return problem(500, detail % {"number": number})


def _away(is_in_doubt: bool):
    headers = {"Retry-After": str(RETRY_SECONDS)}
    if is_in_doubt:
        title = _("Nobody knows whether this was done")
        detail = str(outages.IN_DOUBT)
        return problem(503, detail, slug="in-doubt", title=title, headers=headers)
    return problem(503, _("The database is busy: try again."), headers=headers)


def problem(status: int, detail: str, *, slug="", title="", errors=(), headers=None, **more):
    known_slug, known_title = SLUGS.get(status, ("error", gettext_lazy("Error")))
    body = {
        "type": f"/problems/{slug or known_slug}",
        "title": str(title or known_title),
        "status": status,
        "detail": detail,
        "errors": list(errors),
        **more,
    }
    return Response(body, status, headers=headers, content_type="application/problem+json")


def domain_problem(error: DomainError) -> dict:
    """The errors of a DomainError, for problems and for lines of a bulk answer."""
    errors = [{"field": error.field, "message": error.message}] if error.field else []
    return {"type": f"/problems/{error.slug}", "detail": error.message, "errors": errors}


def flat(detail, prefix: str = "") -> list[dict[str, str]]:
    """A serializer's nested errors as `[{field, message}]`, fields joined by dots."""
    if isinstance(detail, dict):
        rows = (
            (f"{prefix}.{name}" if prefix else str(name), value) for name, value in detail.items()
        )
        return [row for name, value in rows for row in flat(value, name)]
    if isinstance(detail, list):
        if all(not isinstance(item, dict | list) for item in detail):
            return [{"field": prefix, "message": str(item)} for item in detail]
        return [row for i, item in enumerate(detail) for row in flat(item, f"{prefix}.{i}")]
    return [{"field": prefix, "message": str(detail)}]


def _domain(error: DomainError, context):
    more = {}
    if isinstance(error, Stale):
        more["current"] = representation.now(error.current, context["request"])
    errors = domain_problem(error)["errors"]
    return problem(
        error.status, error.message, slug=error.slug, title=str(error.title), errors=errors, **more
    )


def _from_framework(error: exceptions.APIException, view):
    headers, detail = {}, str(error.detail)
    if error.status_code == 415:
        wanted = _media_types(view.parser_classes)
        message = _("A body of the type “%(given)s” is not read here. Send %(media_types)s.")
        given = view.request.content_type
        detail = message % {"given": given, "media_types": ", ".join(wanted)}
        headers["Accept"] = ", ".join(wanted)  # RFC 9110, 15.5.16.
    if error.status_code == 406:
        message = _(
            "There is no answer in any form that was asked for. Available: %(media_types)s."
        )
        detail = message % {"media_types": ", ".join(_media_types(view.renderer_classes))}
    if header := getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = header
    if seconds := getattr(error, "wait", None):
        headers["Retry-After"] = str(int(seconds))
    if error.status_code == 429:
        headers.setdefault("Retry-After", str(RETRY_SECONDS))
    return problem(error.status_code, detail, headers=headers)


def _media_types(forms) -> list[str]:
    return [form.media_type for form in forms]


class Missing(APIView):
    """Any other address below /api/v1/."""

    schema = None

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        raise NotFound
