"""/api/v1/claims/{id}/links/ and claim-links/: the same claim, follows from, contradicts."""

from dataclasses import asdict

from rest_framework.response import Response

from annotations import access
from annotations.errors import NotFound
from annotations.models import Claim, ClaimLink
from annotations.models.claims.families import seen_by
from annotations.services.claims import links

from ..shell.idempotency import once
from ..shell.resources import Detail, Resource
from . import serializers


class Links(Resource[ClaimLink]):
    """From or to the claim; a link that is there already is the answer."""

    model = ClaimLink
    listed = serializers.ClaimLinkSerializer
    summaries = {"GET": "List the links of a claim", "POST": "Add a link to another claim"}
    bodies = {"POST": serializers.LinkBody}

    def get(self, request, pk: int):
        self.params()
        claim = access.load(Claim.objects.only("pk", "desk"), request.user, pk)
        return self.page(self.full().of(claim))

    @once
    def post(self, request, pk: int):
        claim = access.load(Claim.objects.only("pk", "desk"), request.user, pk)
        access.require(request.user, links.ACTION, claim.desk_id)
        body = self.body(serializers.LinkBody)
        row = links.add(actor=request.user, claim_id=pk, other_id=body["other"], kind=body["kind"])
        return self.answer(row, 201)


class ClaimFamily(Resource[Claim]):
    """The claim itself among them; suggested and dismissed claims do not count."""

    model = Claim
    shapes = {"GET": serializers.FamilySerializer}
    summaries = {"GET": "Show the family of a claim"}

    def get(self, request, pk: int):
        self.params()
        family = seen_by(request.user, access.load(Claim.objects.defer("search"), self.user, pk))
        if family is None:
            raise NotFound
        return Response(asdict(family))


class OneLink(Detail[ClaimLink]):
    model = ClaimLink
    has_versions = False
    summaries = {"GET": "Show a link between claims", "DELETE": "Remove a link between claims"}

    def delete(self, request, pk: int):
        row = self.load(pk)
        links.remove(actor=request.user, link_id=row.pk)
        return Response(status=204)
