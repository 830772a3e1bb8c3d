"""/api/v1/sources/ and /api/v1/evidence/"""

from rest_framework.response import Response

from annotations import access
from annotations.errors import Invalid
from annotations.models import Claim, Evidence, Snapshot, Source
from annotations.services.claims import evidence
from annotations.services.sources import snapshots, sources

from .. import representations, serializers
from ..articles.articles import desk_of_body
from ..shapes import SnapshotShape
from ..shell import params
from ..shell.idempotency import once
from ..shell.resources import Detail, Resource


class Sources(Resource):
    model = Source
    answers = (201, 200)
    bodies = {"POST": serializers.SourceBody}
    filters = ("desk", "search", "updated_since")

    def get(self, request):
        given = self.params(desk=params.desk, search=params.words)
        rows = self.full()
        if "desk" in given:
            rows = rows.filter(desk=given["desk"])
        if "search" in given:
            rows = rows.completing(given["search"])
        return self.page(rows)

    @once
    def post(self, request):
        body = self.body(serializers.SourceBody)
        desk = desk_of_body(request, body.pop("desk"))
        row, is_new = sources.find_or_create(actor=request.user, desk=desk, **body)
        return self.answer(row, 201 if is_new else 200)


class OneSource(Detail):
    model = Source
    bodies = {"PATCH": serializers.SourceDetails}

    def patch(self, request, pk: int):
        row = self.load(pk)
        access.require(request.user, "edit source", row.desk_id)
        seen = self.seen(row)
        body = self.body(serializers.SourceDetails)
        return self.answer(
            sources.edit(actor=request.user, source_id=row.pk, seen_version=seen, **body)
        )


class SourceSnapshots(Resource):
    """Archived copies of a source, newest first; a POST keeps what it says now."""

    model = Snapshot
    listed = SnapshotShape
    bodies = {"POST": serializers.SnapshotBody}

    def get(self, request, pk: int):
        self.params()
        source = access.load(Source.objects.defer("search"), request.user, pk)
        return self.page(Snapshot.objects.filter(source=source).defer("text"))

    def represent(self, row: Snapshot) -> dict:
        return representations.snapshot(row, self.base)

    @once
    def post(self, request, pk: int):
        source = access.load(Source.objects.defer("search"), request.user, pk)
        access.require(request.user, "edit source", source.desk_id)
        body = self.body(serializers.SnapshotBody)
        row = snapshots.take(actor=request.user, source_id=source.pk, **body)
        return Response(self.represent(row), 201)


def claim_of_body(request, pk: int) -> Claim:
    """The claim a body names; unknown and foreign ones are refused in the same words."""
    claim = Claim.objects.visible_to(request.user).filter(pk=pk).only("desk").first()
    if claim is None:
        raise Invalid("There is no such claim.", field="claim")
    return claim


class AllEvidence(Resource):
    model = Evidence
    bodies = {"POST": serializers.EvidenceBody}
    filters = ("claim", "updated_since")

    def get(self, request):
        given = self.params(claim=params.number)
        rows = self.full()
        if "claim" in given:
            claim = access.load(Claim.objects.only("pk"), request.user, given["claim"])
            rows = rows.filter(claim=claim)
        return self.page(rows)

    @once
    def post(self, request):
        body = self.body(serializers.EvidenceBody)
        claim = claim_of_body(request, body.pop("claim"))
        source = body.pop("source")
        row = evidence.add(actor=request.user, claim_id=claim.pk, source_id=source, **body)
        return self.answer(row, 201)


class OneEvidence(Detail):
    model = Evidence
    bodies = {"PATCH": serializers.EvidenceDetails}

    def patch(self, request, pk: int):
        row = self.load(pk)
        access.require(request.user, "edit evidence", row.claim.desk_id)
        seen = self.seen(row)
        body = self.body(serializers.EvidenceDetails)
        return self.answer(
            evidence.edit(actor=request.user, evidence_id=row.pk, seen_version=seen, **body)
        )

    def delete(self, request, pk: int):
        row = self.load(pk)
        access.require_evidence_removal(request.user, row)
        evidence.remove(actor=request.user, evidence_id=row.pk, seen_version=self.seen(row))
        return Response(status=204)
