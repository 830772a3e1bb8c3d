"""/api/v1/claims/{id}/merge/ and …/split/"""

from django.utils.translation import gettext as _

from annotations import access
from annotations.errors import Invalid
from annotations.models import Claim
from annotations.services.claims import joining, splitting

from ..shell.idempotency import once
from ..shell.resources import Resource
from . import serializers


class MergeClaim(Resource[Claim]):
    """What stands on it stands on `into`, a claim of the same article, which is the answer."""

    model = Claim
    must_see = False
    summaries = {"POST": "Merge a claim into another"}
    bodies = {"POST": serializers.IntoClaim}

    @once
    def post(self, request, pk: int):
        row = self.load(pk)
        access.require(request.user, joining.ACTION, row.desk_id)
        seen = self.seen(row, required=False)
        into = self.body(serializers.IntoClaim)["into"]
        if not Claim.objects.visible_to(request.user).filter(pk=into).exists():
            raise Invalid(_("There is no such claim on this desk."), field="into")
        claim = joining.merge(actor=request.user, claim_id=into, other_id=row.pk, seen_other=seen)
        return self.answer(claim)


class SplitClaim(Resource[Claim]):
    """The given `anchors`, `evidence` and `check_questions` with their answers, by id, become a
    claim of their own: the answer."""

    model = Claim
    must_see = False
    summaries = {"POST": "Split a claim in two"}
    answers = (201,)
    bodies = {"POST": serializers.SplitClaimBody}

    @once
    def post(self, request, pk: int):
        row = self.load(pk)
        access.require(request.user, joining.ACTION, row.desk_id)
        seen = self.seen(row, required=False)
        body = self.body(serializers.SplitClaimBody)
        claim = splitting.split(
            actor=request.user,
            claim_id=row.pk,
            places=body["anchors"],
            evidence=body["evidence"],
            check_questions=body["check_questions"],
            statement=body["statement"],
            seen_version=seen,
        )
        return self.answer(claim, 201)
