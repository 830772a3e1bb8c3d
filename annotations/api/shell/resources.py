"""What every resource does alike: load or 404, may or 403, version or 412, then the body."""

from collections.abc import Mapping
from datetime import datetime
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db.models import Model, Q
from rest_framework.response import Response
from rest_framework.views import APIView

from annotations import access
from annotations.models import Embargo, Scope, Transfer, User
from annotations.models.base import Versioned

from . import conditional, pagination, params, representation, sparse
from .bodies import Nothing
from .preconditions import seen_version

SINCE = "updated_since"
# What finds few rows by an index of its own, and what says which desk.
NARROW = frozenset(
    {"article", "batch", "claim", "desk", "external_id", "revision", "search", "url", SINCE}
)
MOST_SHOWN = 10_000  # Articles that came out of an embargo, or to another desk, since then.


Row = TypeVar("Row", bound=Model)


class Resource(APIView, Generic[Row]):
    """One address of a model's rows; lists show them as `listed`, where that is another form.

    `summaries` say by method what it does, in the words of those who use it; `filters` are the
    parameters that its GET takes. Both go into OpenAPI, as do the docstring of its class and the
    `shapes` of answers that are no object of the model.
    """

    model: type[Row]
    summaries: Mapping[str, str] = {}
    filters: params.Filters = {}
    shapes: Mapping[str, object] = {}
    listed: type[representation.Representation] | None = None
    has_versions = True  # Of what is changed there; else nothing is asked for by If-Match.
    has_limit = False  # Whether its GET takes `limit`, and is no list.
    must_see: bool | None = None  # Whether a POST needs If-Match; None: it takes none.
    must_name_version = False  # Whether it is not enough there to say `*`.
    by_desk = False  # Whether an index that begins with the desk has its list in order.
    updated_since: datetime | None = None
    sparse = sparse.Sparse()
    scope = Scope.WRITE  # What a token needs to change something here.

    @property
    def base(self) -> str:
        return representation.base_of(self.request)

    @property
    def user(self) -> User:
        """Who asks: a stranger comes no further than the door."""
        assert isinstance(self.request.user, User)
        return self.request.user

    def finalize_response(self, request, response, *args, **kwargs):
        rate = getattr(request, "rate", None)
        for name, value in rate.headers.items() if rate else ():
            response[name] = value
        is_read = request.method in ("GET", "HEAD") and response.status_code == 200
        if is_read and isinstance(response, Response):
            response = conditional.answered(request, self._sparse(response))
        return super().finalize_response(request, response, *args, **kwargs)

    def _sparse(self, response: Response) -> Response:
        """With what `fields` and `include` ask for; what is included has a part in the ETag."""
        shape = sparse.shape_of(self)
        if any(self.sparse) and shape is not None:
            response.data = sparse.cut(response.data, self.sparse, self._reader, shape)
            if self.sparse.include and response.has_header("ETag"):
                response["ETag"] = conditional.with_content(response["ETag"], response.data)
        return response

    def _reader(self, shape: type[representation.Representation]) -> Any:
        return shape.at(self.base, self.user)

    @cached_property
    def serializer(self) -> representation.Representation:
        return representation.reader_of(self.model).at(self.base, self.request.user)

    def full(self):
        """Rows with all that the representation shows, of the caller's desks."""
        rows: Any = self.serializer.rows()
        return rows.visible_to(self.user)

    def represent(self, row: Model) -> dict:
        return self.serializer.to_representation(row)

    def load(self, pk: int) -> Row:
        """The row, or 404 in the same words whether it is foreign or missing."""
        manager: Any = self.model._default_manager
        row: Row = access.load(manager.all(), self.user, pk)
        return row

    def answer(self, row: Row, status: int = 200, **more: object) -> Response:
        """The object as GET gives it, with its ETag; of a row that the caller just wrote."""
        return self.shown(self.serializer.one(row.pk), status, **more)

    def shown(self, row: Row, status: int = 200, **more: object) -> Response:
        body = self.represent(row)
        headers = {}
        if isinstance(row, Versioned):
            beside = self.serializer.beside_version(row, body)
            headers["ETag"] = conditional.tag_of(row.version, beside)
        if status == 201:
            headers["Location"] = body.get("self", body["url"])
        return Response(body | more, status, headers=headers)

    def page(self, queryset) -> Response:
        rows = self.changed(queryset)
        if self.by_desk and not NARROW & self.request.query_params.keys():
            rows = rows.desk_by_desk(self.user)
        found = pagination.page(self.request, rows, self.summarise)
        return Response(found, headers=pagination.links(found))

    def summarise(self, row: Model) -> dict:
        """A row as lists show it."""
        if self.listed is None:
            return self.represent(row)
        return self._list_serializer.to_representation(row)

    @cached_property
    def _list_serializer(self) -> representation.Representation:
        return (self.listed or type(self.serializer)).at(self.base, self.request.user)

    def changed(self, queryset):
        return changed_since(queryset, self.updated_since)

    def body(self, serializer_class=Nothing) -> dict:
        """The validated body; raises ValidationError (422)."""
        return self.read_body(self.request.data, serializer_class)

    def read_body(self, data: object, serializer_class) -> dict:
        return serializer_class.read(data, representation.of_model(getattr(self, "model", None)))

    def params(self) -> dict[str, Any]:
        """The given parameters; `updated_since` is kept for `changed`."""
        shape = sparse.shape_of(self) if self.request.method in ("GET", "HEAD") else None
        also = sparse.NAMES if shape is not None else ()
        given = params.read(self.request, {**self.filters, **dict.fromkeys(also, params.names)})
        self.updated_since = given.pop(SINCE, None)
        if shape is not None:
            asked = {name: given.pop(name) for name in also if name in given}
            self.sparse = sparse.read(asked, shape)
        return given

    def seen(self, row: Versioned, **how: bool) -> int | None:
        return seen_version(self.request, row, **how)


def changed_since(queryset, since: datetime | None):
    """Those written then or later, if that was asked, and those of articles whose embargo ended or
    changed since, or that were moved to another desk."""
    if since is None:
        return queryset
    recent = Q(updated_at__gte=since)
    if path := getattr(queryset, "article", ""):
        # Such a row did not change, but this person may see it now.
        shown = Embargo.objects.changed_since(since).values_list("article")
        came = Transfer.objects.moves().since(since).values_list("article")
        if ids := [pk for (pk,) in shown.union(came)[:MOST_SHOWN]]:
            recent |= Q(**{f"{path}__in": ids})
    return queryset.filter(recent)


class Detail(Resource[Row]):
    """An object that is read by its id."""

    def get(self, request, pk: int):
        self.params()
        return self.shown(self.serializer.load(self.user, pk))
