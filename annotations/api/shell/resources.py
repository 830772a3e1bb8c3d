"""What every resource does alike: load or 404, may or 403, version or 412, then the body."""

from collections.abc import Mapping
from datetime import datetime
from functools import cached_property

from django.db.models import Model, QuerySet
from rest_framework.response import Response
from rest_framework.views import APIView

from annotations import access

from . import pagination, params, representation
from .bodies import Nothing
from .preconditions import seen_version

SINCE = "updated_since"


class Resource(APIView):
    """One address of a model's rows; lists show them as `listed`, where that is another form.

    `summaries` say by method what it does, in the words of those who use it; `filters` are the
    parameters that its GET takes. Both go into OpenAPI, as do the docstring of its class and the
    `shapes` of answers that are no object of the model.
    """

    model: type[Model] | None = None
    summaries: Mapping[str, str] = {}
    filters: params.Filters = {}
    shapes: Mapping[str, object] = {}
    listed: type[representation.Representation] | None = None
    updated_since: datetime | None = None

    @property
    def base(self) -> str:
        return representation.base_of(self.request)

    @cached_property
    def serializer(self) -> representation.Representation:
        return representation.of_model(self.model)(
            context={"base": self.base, "user": self.request.user}
        )

    def full(self):
        """Rows with all that the representation shows, of the caller's desks."""
        return self.serializer.rows().visible_to(self.request.user)

    def represent(self, row: Model) -> dict:
        return self.serializer.to_representation(row)

    def load(self, pk: int) -> Model:
        """The row, or 404 in the same words whether it is foreign or missing."""
        return access.load(self.model._default_manager.all(), self.request.user, pk)

    def answer(self, row: Model, status: int = 200, **more: object) -> Response:
        """The object as GET gives it, with its ETag; of a row that the caller just wrote."""
        return self.shown(self.serializer.rows().get(pk=row.pk), status, **more)

    def shown(self, row: Model, status: int = 200, **more: object) -> Response:
        body = self.represent(row)
        headers = {"ETag": f'"{row.version}"'}
        if status == 201:
            headers["Location"] = body.get("self", body["url"])
        return Response(body | more, status, headers=headers)

    def page(self, queryset) -> Response:
        return Response(pagination.page(self.request, self.changed(queryset), self.summarise))

    def summarise(self, row: Model) -> dict:
        """A row as lists show it."""
        if self.listed is None:
            return self.represent(row)
        return self._list_serializer.to_representation(row)

    @cached_property
    def _list_serializer(self) -> representation.Representation:
        return self.listed(context=self.serializer.context)

    def changed(self, queryset: QuerySet) -> QuerySet:
        """Those written at `updated_since` or later, when that was asked."""
        if self.updated_since is None:
            return queryset
        return queryset.filter(updated_at__gte=self.updated_since)

    def body(self, serializer_class=Nothing) -> dict:
        """The validated body; raises ValidationError (422)."""
        return self.read_body(self.request.data, serializer_class)

    def read_body(self, data: object, serializer_class) -> dict:
        serializer = serializer_class(
            data=data, context={"shape": representation.of_model(self.model)}
        )
        serializer.is_valid(raise_exception=True)
        return dict(serializer.validated_data)

    def params(self) -> dict[str, object]:
        """The given parameters; `updated_since` is kept for `changed`."""
        given = params.read(self.request, self.filters)
        self.updated_since = given.pop(SINCE, None)
        return given

    def seen(self, row: Model, **how: bool) -> int | None:
        return seen_version(self.request, row, **how)


class Detail(Resource):
    """An object that is read by its id."""

    def get(self, request, pk: int):
        self.params()
        return self.shown(access.load(self.full(), request.user, pk))
