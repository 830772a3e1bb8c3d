"""/api/v1/sources/"""

from rest_framework.response import Response

from annotations import access
from annotations.models import Snapshot, Source
from annotations.services.sources import removal, snapshots, sources

from ..accounts.desks import desk_of_body
from ..shell import params
from ..shell.idempotency import once
from ..shell.resources import Detail, Resource
from . import serializers


class Sources(Resource[Source]):
    """Without those that were merged into others, unless `updated_since` asks what changed, or
    `url` or `external_id` which one has it.

    A kind that you do not give is guessed from the address or the title.
    """

    model = Source
    by_desk = True
    answers = (201, 200)
    summaries = {"GET": "List the sources of your desks", "POST": "Add a source"}
    bodies = {"POST": serializers.SourceBody}
    filters = {
        "desk": params.desk,
        "search": params.words,
        "kind": params.one_of(Source.Kind),
        "url": params.address,
        "external_id": params.own_id,
        "updated_since": params.moment,
    }

    def get(self, request):
        given = self.params()
        with_merged = self.updated_since or {"url", "external_id"} & given.keys()
        rows = self.full() if with_merged else self.full().standing()
        for name in ("desk", "kind", "external_id"):
            if name in given:
                rows = rows.filter(**{name: given[name]})
        if "search" in given:
            rows = rows.completing(given["search"])
        if "url" in given:
            rows = rows.at(given["url"])
        return self.page(rows)

    @once
    def post(self, request):
        body = self.body(serializers.SourceBody)
        desk = desk_of_body(request, body.pop("desk"))
        row, is_new = sources.find_or_create(actor=request.user, desk=desk, **body)
        return self.answer(row, 201 if is_new else 200)


class OneSource(Detail[Source]):
    """The address of a merged source redirects to the one it is now."""

    model = Source
    leads_on = True
    summaries = {
        "GET": "Show a source",
        "PATCH": "Edit a source",
        "DELETE": "Remove a source that nothing rests on",
    }
    bodies = {"PATCH": serializers.SourceDetails}

    def get(self, request, pk: int):
        self.params()
        row = access.load(self.full(), request.user, pk)
        if row.merged_into_id is None:
            return self.shown(row)
        address = f"{self.base}sources/{row.merged_into_id}/"
        return Response(self.represent(row), 301, headers={"Location": address})

    def patch(self, request, pk: int):
        row = self.load(pk)
        access.require(request.user, "edit source", row.desk_id)
        seen = self.seen(row)
        body = self.body(serializers.SourceDetails)
        return self.answer(
            sources.edit(actor=request.user, source_id=row.pk, seen_version=seen, **body)
        )

    def delete(self, request, pk: int):
        row = self.load(pk)
        access.require_source_removal(request.user, row)
        removal.remove(actor=request.user, source_id=row.pk, seen_version=self.seen(row))
        return Response(status=204)


class OneSnapshot(Resource[Snapshot]):
    """With its text, as it was archived."""

    model = Snapshot
    summaries = {"GET": "Show an archived copy"}
    shapes = {"GET": serializers.WholeSnapshotSerializer}

    def get(self, request, pk: int):
        self.params()
        row = access.load(Snapshot.objects.all(), self.user, pk)
        return Response(
            serializers.WholeSnapshotSerializer.at(self.base, self.user).to_representation(row)
        )


class SourceSnapshots(Resource[Snapshot]):
    """Newest first and without their texts."""

    model = Snapshot
    listed = serializers.SnapshotSerializer
    summaries = {
        "GET": "List the archived copies of a source",
        "POST": "Archive what a source says now",
    }
    bodies = {"POST": serializers.SnapshotBody}

    def get(self, request, pk: int):
        self.params()
        source = access.load(Source.objects.defer("search"), request.user, pk)
        return self.page(Snapshot.objects.filter(source=source).defer("text"))

    @once
    def post(self, request, pk: int):
        source = access.load(Source.objects.defer("search"), request.user, pk)
        access.require(request.user, "edit source", source.desk_id)
        body = self.body(serializers.SnapshotBody)
        row = snapshots.take(actor=request.user, source_id=source.pk, **body)
        address = f"{self.base}snapshots/{row.pk}/"
        return Response(self.represent(row), 201, headers={"Location": address})
