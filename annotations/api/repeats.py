"""`Idempotency-Key`: a POST that is sent again gets the answer of the first."""

import hashlib
from functools import wraps

import orjson
from django.db import transaction
from rest_framework.response import Response

from annotations.services import repeats

KEPT_HEADERS = ("ETag", "Location")


def once(handler):
    """Wraps a view's `post`. Refusals are not kept: the request may be mended and sent again."""

    @wraps(handler)
    def post(view, request, *args, **kwargs):
        key = request.headers.get("Idempotency-Key", "")
        if not key:
            return handler(view, request, *args, **kwargs)
        fingerprint = _fingerprint(request)
        with transaction.atomic():
            kept, is_again = repeats.answered(request.user, key, fingerprint)
            if is_again:
                headers = kept.headers | {"Idempotent-Replayed": "true"}
                return Response(kept.body, kept.status, headers=headers)
            response = handler(view, request, *args, **kwargs)
            repeats.keep(
                kept,
                status=response.status_code,
                headers={name: response[name] for name in KEPT_HEADERS if name in response},
                body=orjson.loads(orjson.dumps(response.data)),
            )
            return response

    return post


def _fingerprint(request) -> str:
    """Of the method, the address and a JSON body; of other bodies, whose boundaries change, the
    length."""
    words = [request.method, request.get_full_path(), request.content_type.split(";")[0]]
    is_json = words[-1] == "application/json"
    body = request._request.body if is_json else request.headers.get("Content-Length", "").encode()
    return hashlib.sha256("\n".join(words).encode() + b"\n" + body).hexdigest()
