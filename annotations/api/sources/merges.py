"""/api/v1/sources/{id}/merge/, …/uses/ and source-merges/: which sources are one, and their use."""

from django.utils.translation import gettext as _
from rest_framework.response import Response

from annotations import access
from annotations.errors import Invalid
from annotations.models import Evidence, Source, SourceMerge
from annotations.services.sources import merge, revert

from ..claims.serializers import EvidenceSerializer
from ..shell import params
from ..shell.idempotency import once
from ..shell.resources import Resource
from . import serializers


class Uses(Resource[Evidence]):
    """The evidence that rests on it, as `evidence/` shows it."""

    model = Evidence
    listed = EvidenceSerializer
    summaries = {"GET": "List the uses of a source"}

    def get(self, request, pk: int):
        self.params()
        source = access.load(Source.objects.defer("search"), request.user, pk)
        return self.page(self.full().filter(source=source.merged_into_id or source.pk))


class MergeSource(Resource[SourceMerge]):
    """Its evidence and copies go to `into`, and both addresses lead there."""

    model = SourceMerge
    must_see = False
    summaries = {"POST": "Merge a source into another"}
    bodies = {"POST": serializers.IntoSource}

    @once
    def post(self, request, pk: int):
        row = access.load(Source.objects.defer("search"), request.user, pk)
        access.require(request.user, merge.ACTION, row.desk_id)
        seen = self.seen(row, required=False)
        into = self.body(serializers.IntoSource)["into"]
        targets = Source.objects.visible_to(request.user).filter(desk=row.desk_id)
        if not targets.filter(pk=into).exists():
            raise Invalid(_("There is no such source on this desk."), field="into")
        made = merge.merge(actor=request.user, source_id=row.pk, target_id=into, seen_source=seen)
        return Response(self.represent(made))


class SourceMerges(Resource[SourceMerge]):
    model = SourceMerge
    summaries = {"GET": "List the merges of sources"}
    filters = {"desk": params.desk, "source": params.number}

    def get(self, request):
        given = self.params()
        rows = self.full()
        if "desk" in given:
            rows = rows.filter(desk=given["desk"])
        if "source" in given:
            rows = rows.of(access.load(Source.objects.only("pk"), request.user, given["source"]))
        return self.page(rows)


class UndoSourceMerge(Resource[SourceMerge]):
    summaries = {"POST": "Undo a merge of sources"}
    model = SourceMerge

    @once
    def post(self, request, pk: int):
        row = access.load(SourceMerge.objects.all(), request.user, pk)
        access.require(request.user, merge.ACTION, row.desk_id)
        self.body()
        return Response(self.represent(revert.undo(actor=request.user, merge_id=row.pk)))
