"""How annotations are answered: JSON-LD with its headers."""

from typing import Any

from rest_framework.response import Response

from annotations.exchange.w3c.document import MEDIA_TYPE
from annotations.exchange.w3c.turtle import turtle

from ..shell import json
from ..shell.renderers import AnyRenderer, JSONRenderer
from ..shell.resources import Resource, Row

LDP = "http://www.w3.org/ns/ldp#"
OA = "http://www.w3.org/ns/oa#"
PROTOCOL = "http://www.w3.org/TR/annotation-protocol/"


class JSONLDRenderer(JSONRenderer):
    media_type = "application/ld+json"
    format = "jsonld"


class TurtleRenderer(JSONRenderer):
    """Of answers that are Turtle already (Served.json_ld); problems stay JSON."""

    media_type = "text/turtle"
    format = "turtle"


def link(target: str, relation: str) -> str:
    """One value of the header Link (RFC 8288)."""
    return f'<{target}>; rel="{relation}"'


class Served(Resource[Row]):
    """One address of the Web Annotation Protocol; each answer has `links` and says what it varies
    by. Where Accept names neither JSON-LD nor Turtle it is JSON-LD all the same."""

    renderer_classes = (JSONLDRenderer, TurtleRenderer, AnyRenderer)
    shapes = {"GET": {"type": "object"}}
    links: tuple[str, ...] = ()
    varies = "Accept"

    @property
    def default_response_headers(self) -> dict[str, str]:
        more = {"Link": ", ".join(self.links), "Vary": self.varies}
        return super().default_response_headers | more

    def options(self, request, *args, **kwargs) -> Response:
        """The headers are the answer."""
        return Response()

    def json_ld(self, body: dict[str, Any], **headers: str) -> Response:
        """The object; its ETag is one of all that it says (shell/conditional.py)."""
        written, kind = json.dumps(body), MEDIA_TYPE
        if isinstance(self.request.accepted_renderer, TurtleRenderer):
            written, kind = turtle(json.loads(written)), "text/turtle; charset=utf-8"
        return Response(written, headers=headers, content_type=kind)
