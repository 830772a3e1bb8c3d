"""/api/v1/saved-filters/: lists of claims under a name, one's own and those of one's desks."""

from rest_framework import serializers as s
from rest_framework.response import Response

from annotations import access
from annotations.models import SavedFilter
from annotations.services.claims import saved_filters

from ..accounts.desks import desk_of_body
from ..shell import params
from ..shell.bodies import Body, IdOrSlug, Line
from ..shell.idempotency import once
from ..shell.representation import Url, Versioned, represents
from ..shell.resources import Detail, Resource


@represents(SavedFilter)
class SavedFilterSerializer(Versioned):
    url = Url("saved-filters")
    desk = s.IntegerField(
        source="desk_id", allow_null=True, help_text="Whose members share it; null: your own."
    )
    name = s.CharField()
    query = s.CharField(help_text="As the address of the page of claims says it.")
    created_by = s.IntegerField(source="created_by_id", allow_null=True)


class SavedFilterBody(Body):
    name = Line(is_filled=True)
    query = Line(help_text="As the address of the page of claims says it.")
    desk = IdOrSlug(required=False, allow_null=True, help_text="To share it with its members.")


class SavedFilterChanges(Body):
    name = Line(is_filled=True, required=False)
    query = Line(required=False)


class SavedFilters(Resource[SavedFilter]):
    """By name."""

    model = SavedFilter
    summaries = {"GET": "List your saved filters and your desks’", "POST": "Save a filter"}
    bodies = {"POST": SavedFilterBody}
    filters = {"desk": params.desk, "updated_since": params.moment}

    def get(self, request):
        return self.page(self.full().filter(**self.params()))

    @once
    def post(self, request):
        body = self.body(SavedFilterBody)
        name = body.pop("desk", None)
        desk = desk_of_body(request, name) if name is not None else None
        row = saved_filters.save(
            actor=self.user, desk_id=desk.pk if desk else None, replaces=False, **body
        )
        return self.answer(row, 201)


class OneSavedFilter(Detail[SavedFilter]):
    model = SavedFilter
    summaries = {
        "GET": "Show a saved filter",
        "PATCH": "Edit a saved filter",
        "DELETE": "Delete a saved filter",
    }
    bodies = {"PATCH": SavedFilterChanges}

    def patch(self, request, pk: int):
        row = self._kept(pk)
        seen = self.seen(row)
        body = self.body(SavedFilterChanges)
        return self.answer(
            saved_filters.edit(actor=self.user, filter_id=row.pk, seen_version=seen, **body)
        )

    def delete(self, request, pk: int):
        row = self._kept(pk)
        saved_filters.remove(actor=self.user, filter_id=row.pk, seen_version=self.seen(row))
        return Response(status=204)

    def _kept(self, pk: int) -> SavedFilter:
        row = access.load(SavedFilter.objects.all(), self.user, pk)
        saved_filters.require_change(self.user, row)
        return row
