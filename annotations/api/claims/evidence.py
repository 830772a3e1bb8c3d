"""/api/v1/evidence/"""

from rest_framework.response import Response

from annotations import access
from annotations.models import Evidence
from annotations.services.claims import evidence

from ..shell import params
from ..shell.idempotency import once
from ..shell.resources import Detail, Resource
from . import serializers
from .claims import claim_of_body, of_claim


class AllEvidence(Resource[Evidence]):
    model = Evidence
    summaries = {"GET": "List the evidence of your desks", "POST": "Add evidence to a claim"}
    bodies = {"POST": serializers.EvidenceBody}
    filters = {"claim": params.number, "updated_since": params.moment}

    def get(self, request):
        return self.page(of_claim(self))

    @once
    def post(self, request):
        body = self.body(serializers.EvidenceBody)
        claim = claim_of_body(request, body.pop("claim"))
        source = body.pop("source")
        row = evidence.add(actor=request.user, claim_id=claim.pk, source_id=source, **body)
        return self.answer(row, 201)


class OneEvidence(Detail[Evidence]):
    model = Evidence
    summaries = {
        "GET": "Show a piece of evidence",
        "PATCH": "Edit a piece of evidence",
        "DELETE": "Remove a piece of evidence",
    }
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
