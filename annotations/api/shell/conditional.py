"""`If-None-Match`: what the caller has already is not sent again (304)."""

import re
from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

from rest_framework.response import Response

from . import json
from .renderers import JSONRenderer

TAG = re.compile(r'(?:W/)?"([^"]*)"')


def tag_of(version: int, beside: Mapping[str, Any]) -> str:
    """The ETag of an object; `beside` is what it shows and its version does not follow."""
    if not beside:
        return f'"{version}"'
    return f'"{version}.{_digest(json.dumps(beside))[:8]}"'


def with_content(tag: str, content: Any) -> str:
    """The ETag of an object that is shown with others: of its version and of all that is sent."""
    version = TAG.findall(tag)[0].partition(".")[0]
    return f'"{version}.{_digest(json.dumps(content))[:8]}"'


def answered(request, response: Response) -> Response:
    """The answer to a GET with its ETag, or 304 without a body where the caller has it.

    What has no version gets a weak tag of its content; that is written as JSON here, once.
    """
    if not response.has_header("ETag"):
        if not isinstance(getattr(request, "accepted_renderer", None), JSONRenderer):
            return response
        if not isinstance(response.data, bytes):
            response.data = json.dumps(response.data)
        response["ETag"] = f'W/"{_digest(response.data)}"'
    if not _has(request.headers.get("If-None-Match", ""), response["ETag"]):
        return response
    kept = {name: value for name, value in response.headers.items() if name != "Content-Type"}
    return Response(status=304, headers=kept)


def _has(header: str, tag: str) -> bool:
    """Compared weakly, as RFC 9110 (13.1.2) wants it of If-None-Match."""
    return header.strip() == "*" or TAG.findall(tag)[0] in TAG.findall(header)


def _digest(data: bytes) -> str:
    return blake2b(data, digest_size=8).hexdigest()
