"""Pages of other sites that may call REST: none, unless NEWSROOM_CORS_ORIGINS names them.

They bring a token; a browser's session is never sent along.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

BELOW = "/api/"
METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"
SENT = (
    "Accept, Accept-Language, Authorization, Content-Type, Idempotency-Key, If-Match, "
    "If-None-Match, Prefer, X-Reason, X-Request-ID"
)
READ = (
    "Content-Disposition, ETag, Idempotent-Replayed, Link, Location, RateLimit, "
    "RateLimit-Policy, Retry-After, X-Request-ID"
)
KEPT_SECONDS = 3600


def allowed(get_response: Callable[[HttpRequest], HttpResponse]):
    """The middleware; it answers a browser's question beforehand (preflight) itself."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not settings.CORS_ORIGINS or not request.path.startswith(BELOW):
            return get_response(request)
        origin = request.headers.get("Origin", "")
        may = origin in settings.CORS_ORIGINS
        asks = request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers
        response = HttpResponse(status=204) if may and asks else get_response(request)
        patch_vary_headers(response, ["Origin"])
        if may:
            response["Access-Control-Allow-Origin"] = origin
            response["Access-Control-Expose-Headers"] = READ
        if may and asks:
            response["Access-Control-Allow-Methods"] = METHODS
            response["Access-Control-Allow-Headers"] = SENT
            response["Access-Control-Max-Age"] = str(KEPT_SECONDS)
        return response

    return middleware
