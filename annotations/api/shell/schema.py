"""The OpenAPI schema of plain views: bodies and answers by what each view declares."""

import inspect
from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db.models import Model
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, inline_serializer
from rest_framework import serializers as s

from annotations.exchange import spreadsheet
from annotations.services import idempotency

from . import operations, pagination, representation, sparse
from .operation_names import name_of
from .params import Param
from .parsers import JSONParser, MultiPartParser
from .renderers import NDJSONRenderer

ALWAYS = (429, 500, 503)
WRITES = (400, 401, 403, 404, 406, 409, 410, 412, 413, 415, 422, 428, *ALWAYS, 507)
STATUSES = {
    "GET": (400, 401, 403, 404, 406, 410, *ALWAYS),
    "POST": WRITES,
    "PATCH": WRITES,
    "PUT": WRITES,
    "DELETE": (400, 401, 403, 404, 406, 409, 410, 412, 422, 428, *ALWAYS, 507),
}
# What is in a file, by its media type; text in others.
FILES: dict[str, Any] = {
    "application/json": {"type": "array", "items": {"type": "object"}},
    "application/ld+json": {"type": "object"},
    "application/octet-stream": OpenApiTypes.BINARY,
    "application/zip": OpenApiTypes.BINARY,
    NDJSONRenderer.media_type: OpenApiTypes.BINARY,
    spreadsheet.MEDIA_TYPE: OpenApiTypes.BINARY,
}
TAG = r'(W/)?"[0-9]{1,9}(\.[0-9a-f]{8})?"'
TAGS = rf"{TAG}(, ?{TAG})*"
KEY = {"type": "string", "pattern": "^[ -~]*$", "maxLength": idempotency.LONGEST}
PAGING = [
    OpenApiParameter(
        "limit",
        {"type": "integer", "minimum": 1, "maximum": pagination.MOST, "default": pagination.USUAL},
        description="How many rows a page has.",
    ),
    OpenApiParameter("cursor", str, description="From `next` or `previous` of another page."),
]


@cache
def _page(shape):
    """One component for each shape, however many lists show it."""
    return inline_serializer(
        f"PageOf{shape.__name__.removesuffix('Serializer')}",
        {
            "next": s.CharField(allow_null=True),
            "previous": s.CharField(allow_null=True),
            "results": shape(many=True),
        },
    )


def _sparse(shape: sparse.Shape) -> list[OpenApiParameter]:
    """`fields` and `include`, names with commas between them."""
    of = shape.__name__.removesuffix("Serializer")
    parameters = {
        "fields": (sparse.fields_of(shape), f"{of}Field", "Only these fields of each object."),
        "include": (
            sorted(sparse.related_to(shape)),
            f"RelatedTo{of}",
            "Related objects, each once, as `included` beside the answer.",
        ),
    }
    return [
        _several(name, names, title, described)
        for name, (names, title, described) in parameters.items()
        if names
    ]


def _several(name: str, names: Sequence[str], title: str, described: str) -> OpenApiParameter:
    """Names with commas between them."""
    return OpenApiParameter(
        name,
        {"type": "array", "items": {"type": "string", "enum": list(names), "title": title}},
        description=described,
        style="form",
        explode=False,
    )


def _parameter(name: str, one: Param) -> OpenApiParameter:
    if one.is_list:
        return _several(name, one.enum, one.title, one.description)
    return OpenApiParameter(name, _taken(one), description=one.description, required=one.required)


def _taken(one: Param) -> Any:
    """The type of a parameter, or the values to choose from."""
    if not one.enum:
        return one.type
    return {"type": "string", "enum": sorted(one.enum), "title": one.title}


class ErrorSerializer(s.Serializer):
    field = s.CharField()
    message = s.CharField()


class ProblemSerializer(s.Serializer):
    """RFC 9457."""

    type = s.CharField()
    title = s.CharField()
    status = s.IntegerField()
    detail = s.CharField()
    errors: Any = ErrorSerializer(many=True)


class Schema(AutoSchema):
    """Reads what a Resource declares, and `bodies`, `forms` with files, `answers` (to a POST) and
    `media_type`."""

    view: Any

    def get_summary(self) -> str:
        return self.view.summaries[self.method]

    # Asked by drf-spectacular without what REST framework's own base class takes.
    def get_description(self) -> str:  # type: ignore[override]
        """Of exports what the view says itself, not what its base classes do."""
        of_view = inspect.cleandoc(vars(type(self.view)).get("__doc__") or "")
        return operations.description(self.get_operation_id(), of_view)

    def get_operation_id(self) -> str:
        return name_of(self.method, self.path.removeprefix("/api/v1/"))

    def get_tags(self) -> list[str]:
        return [self.path.removeprefix("/api/v1/").split("/")[0] or "root"]

    def get_request_serializer(self):
        body = getattr(self.view, "bodies", {}).get(self.method)
        form = getattr(self.view, "forms", {}).get(self.method)
        return {JSONParser.media_type: body, MultiPartParser.media_type: form} if form else body

    def get_response_serializers(self):
        problems = {(status, "application/problem+json"): ProblemSerializer
                    for status in STATUSES.get(self.method, ())}  # fmt: skip
        leads_on = {301: None} if self.method == "GET" and hasattr(self.view, "leads_on") else {}
        return self._success() | leads_on | self._stands() | problems

    def _stands(self) -> dict:
        """What a GET that knows the ETag is told: nothing new."""
        return {304: None} if self.method == "GET" and not self._is_file else {}

    def _success(self) -> dict:
        media_type = getattr(self.view, "media_type", "")
        if media_type:
            media_type = media_type.split(";")[0]
            return {(200, media_type): FILES.get(media_type, OpenApiTypes.STR)}
        if self.method in self.view.shapes:
            answers = getattr(self.view, "answers", (200,)) if self.method == "POST" else (200,)
            return dict.fromkeys(answers, self.view.shapes[self.method])
        if self.method == "DELETE":
            return {204: None}
        shape = representation.of_model(self._model)
        if self.method == "GET" and self.view.listed:
            return {200: _page(self.view.listed)}
        if self.method == "GET" and self._is_list():
            return {200: _page(shape)}
        is_created = "{" not in self.path or self.view.listed
        if self.method == "POST" and (is_created or hasattr(self.view, "answers")):
            return dict.fromkeys(getattr(self.view, "answers", (201,)), shape)
        return {200: shape}

    @property
    def _model(self) -> type[Model] | None:
        """None of an address that has no rows of its own."""
        return getattr(self.view, "model", None)

    def _is_list(self) -> bool:
        is_one = "{" in self.path or getattr(self.view, "is_single", False)
        return bool(self._model) and not is_one and not self._is_file

    def _needs_version(self) -> bool | None:
        """Whether If-Match is needed; None: it is not taken."""
        if self.method == "POST":
            return self.view.must_see
        is_change = self.method in ("PATCH", "DELETE") and self.view.has_versions
        return True if is_change else None

    def get_override_parameters(self):
        reads = self.method == "GET" or (self.method == "DELETE" and not hasattr(self.view, "get"))
        filters = self.view.filters if reads else {}
        given = [_parameter(name, one) for name, one in filters.items()]
        if self.method == "GET" and (self._is_list() or self.view.listed):
            given += PAGING
        elif self.method == "GET" and self.view.has_limit:
            given += PAGING[:1]
        shape = sparse.shape_of(self.view) if self.method == "GET" else None
        if shape is not None:
            given += _sparse(shape)
        if self._stands():
            given.append(OpenApiParameter("If-None-Match", str, OpenApiParameter.HEADER))
        given += self._version_seen()
        if self.method == "POST" and not self.path.endswith("articles/bulk/"):
            given.append(OpenApiParameter("Idempotency-Key", KEY, OpenApiParameter.HEADER))
        return given

    def _version_seen(self) -> list[OpenApiParameter]:
        needed = self._needs_version()
        if needed is None:
            return []
        any_will_do = "" if self.view.must_name_version else r"|\*"
        none_will_do = "" if needed else "?"
        wanted = {"type": "string", "pattern": f"^({TAGS}{any_will_do}){none_will_do}$"}
        return [OpenApiParameter("If-Match", wanted, OpenApiParameter.HEADER, required=needed)]

    @property
    def _is_file(self) -> bool:
        return "/exports/" in self.path
