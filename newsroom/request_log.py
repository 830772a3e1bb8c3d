"""One line a request: who, which route, what came of it, how long it took. Never what was asked."""

import logging
import time
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.utils.functional import LazyObject
from django.utils.module_loading import import_string

logger = logging.getLogger("newsroom.requests")
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
# Asked every few seconds by machines: their lines are for who looks closely.
OF_MACHINES = {"/healthz", "/metrics"}


def log_requests(get_response: Callable[[HttpRequest], HttpResponse]):
    """The middleware around all others that answer: tells of each request and counts it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        begun = time.perf_counter()
        response = get_response(request)
        seconds = time.perf_counter() - begun
        method, route = method_of(request.method or ""), route_of(request)
        log_request(
            method=method,
            route=route,
            status=response.status_code,
            seconds=seconds,
            person=person_of(request),
            request=response.headers.get("X-Request-ID", ""),
        )
        if settings.METRICS_TOKEN:
            count(method, route, response.status_code, seconds)
        return response

    return middleware


def count(method: str, route: str, status: int, seconds: float) -> None:
    """Count one request. What keeps it from being counted costs no answer: what was asked is done.

    The counters are loaded by the process that answers: all of one parent count together.
    """
    try:
        import_string("newsroom.counting.count")(method, route, status, seconds)
    except (OSError, ImproperlyConfigured) as error:
        logger.error("a request is not counted: %s", error)


def log_request(
    *, method: str, route: str, status: int, seconds: float, person: int | None, request: str = ""
) -> None:
    """Log one request: 5xx as an error, everything else as information."""
    level = logging.ERROR if status >= 500 else logging.INFO
    if route in OF_MACHINES and status < 400:
        level = logging.DEBUG
    fields: dict[str, object] = {
        "method": method,
        "route": route,
        "status": status,
        "ms": round(seconds * 1000),
        "person": person,
        "request": request,
    }
    logger.log(
        level,
        "%(method)s %(route)s %(status)s %(ms)s ms person=%(person)s request=%(request)s",
        {name: "-" if value in (None, "") else value for name, value in fields.items()},
        extra={"fields": fields},
    )


def method_of(given: str) -> str:
    """A method that there is: others are words of whoever asks."""
    return given if given in METHODS else "OTHER"


def route_of(request: HttpRequest) -> str:
    """The pattern of the address, without what stood in it; `-` where there is no such route."""
    match = request.resolver_match
    return f"/{match.route}" if match else "-"


def person_of(request: HttpRequest) -> int | None:
    """The id of the person, if anybody asked who it is: a line of a log asks no database."""
    user = getattr(request, "user", None)
    if isinstance(user, LazyObject):
        user = getattr(request, "_cached_user", None)
    return getattr(user, "pk", None)
