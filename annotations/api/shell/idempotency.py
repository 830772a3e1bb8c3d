"""`Idempotency-Key`: a POST that is sent again gets the answer of the first."""

import hashlib
from functools import wraps
from typing import Any

import orjson
from django.db import transaction
from rest_framework.response import Response

from annotations.services import idempotency

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
            kept, is_again = idempotency.answered(request.user, key, fingerprint)
            if is_again:
                headers = kept.headers | {"Idempotent-Replayed": "true"}
                return Response(kept.body, kept.status, headers=headers)
            response = handler(view, request, *args, **kwargs)
            idempotency.keep(
                kept,
                status=response.status_code,
                headers={name: response[name] for name in KEPT_HEADERS if name in response},
                body=orjson.loads(orjson.dumps(_kept(response))),
            )
            return response

    return post


def shown_once(response: Response, *names: str) -> Response:
    """The answer, these fields of which are secret: they are not kept, and null in a repeat."""
    response.secrets = dict.fromkeys(names)  # type: ignore[attr-defined]
    return response


def _kept(response: Response) -> Any:
    return response.data | getattr(response, "secrets", {})


def _fingerprint(request) -> str:
    """Of the address, the version seen, the person's roles, and what was sent: JSON, or a form's
    fields and the bytes of its files. An answer is not repeated to who may no longer see it."""
    roles = sorted(request.user.roles().items()), list(request.user.hidden_articles())
    seen = request.headers.get("If-Match", "")
    digest = hashlib.sha256(f"{request.get_full_path()}\n{seen}\n{roles}".encode())
    if hasattr(request.data, "lists"):
        for name, values in sorted(request.data.lists()):
            for value in values:
                digest.update(f"\n{name}=".encode())
                digest.update(idempotency.digest_of(value))
    else:
        digest.update(b"\n" + orjson.dumps(request.data))
    return digest.hexdigest()
