"""Answers for everybody: no session, no cookie, kept by caches for a minute, asked again by tag.

They differ by nothing that a reader sends: a page is in the language of what it shows, its times
are UTC's.
"""

import hashlib
from collections.abc import Callable
from datetime import timezone as utc
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response

from annotations.exchange.site import asked_at

KEPT = "public, max-age=60"
HTML = "text/html; charset=utf-8"


class Gone(Exception):
    """Nothing but the address is left of a page (410); else there never was one (404)."""

    def __init__(self, *, was_here: bool = False):
        super().__init__()
        self.was_here = was_here


def public(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view whose answers are for everybody; raises Gone for what is not there."""

    @wraps(view)
    def shown(request, *args: object, **kwargs: object) -> HttpResponse:
        with timezone.override(utc.utc), asked_at(request.build_absolute_uri("/")):
            try:
                response = view(request, *args, **kwargs)
            except Gone as gone:
                response = drawn("gone", "", {"gone": gone}, status=410 if gone.was_here else 404)
        response.headers.setdefault("Cache-Control", KEPT)
        response.headers.setdefault("Content-Language", "en-gb")
        if response.status_code != 200 or response.streaming:
            return response
        response.headers["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        answer: Any = get_conditional_response(request, response["ETag"], None, response)
        return answer

    return shown


def framed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Public, and it may stand in a frame of any other site."""
    inner = public(view)

    @wraps(view)
    def shown(request, *args: object, **kwargs: object) -> HttpResponse:
        answer: Any = inner(request, *args, **kwargs)
        answer.xframe_options_exempt = True
        answer._csp_replace = {"frame-ancestors": ["*"]}
        return answer

    return shown


def language_of(language: str) -> str:
    """The language of the product's own words beside a text in this one."""
    try:
        return translation.get_supported_language_variant(language or "en-gb")
    except LookupError:
        return "en-gb"


def drawn(
    name: str, language: str, context: dict[str, object], *, status: int = 200
) -> HttpResponse:
    """The page templates/publications/public/<name>.html, in a language."""
    spoken = language_of(language)
    with translation.override(spoken):
        page = render_to_string(f"publications/public/{name}.html", context)
    return HttpResponse(page, HTML, status, headers={"Content-Language": spoken})
