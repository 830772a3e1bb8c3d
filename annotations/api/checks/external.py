"""/api/v1/external-checks/"""

from django.utils.translation import gettext as _
from rest_framework.response import Response

from annotations import access
from annotations.errors import Invalid
from annotations.models import Desk, ExternalCheck
from annotations.services.claims import external_checks

from ..accounts.desks import desk_of_body
from ..claims.claims import claim_of_body, of_claim
from ..shell import params
from ..shell.idempotency import once
from ..shell.resources import Detail, Resource
from . import external_serializers as serializers

RENAMED = {"address": "url", "publisher_address": "publisher_url"}


class ExternalChecks(Resource[ExternalCheck]):
    """The newest first. Imports of ClaimReview add them, too."""

    model = ExternalCheck
    by_desk = True
    summaries = {"GET": "List checks by others", "POST": "Add a check by others"}
    bodies = {"POST": serializers.ExternalCheckBody}
    filters = {"claim": params.number, "desk": params.desk, "updated_since": params.moment}

    def get(self, request):
        rows = of_claim(self)
        desk = self.params().get("desk")
        return self.page(rows if desk is None else rows.filter(desk=desk))

    @once
    def post(self, request):
        body = self.body(serializers.ExternalCheckBody)
        claim_id, desk = self._place(request, body)
        about = {RENAMED.get(name, name): value for name, value in body.items()}
        row = external_checks.add(actor=self.user, desk=desk, claim_id=claim_id, about=about)
        return self.answer(row, 201)

    @staticmethod
    def _place(request, body) -> tuple[int | None, Desk]:
        """Takes `claim` and `desk` out of the body; raises Invalid unless one is given."""
        claim_id, desk = body.pop("claim", None), body.pop("desk", None)
        if (claim_id is None) == (desk is None):
            raise Invalid(_("Give a claim or a desk: one of the two."), field="claim")
        if claim_id is None:
            return None, desk_of_body(request, desk)
        claim = claim_of_body(request, claim_id)
        return claim.pk, claim.desk


class OneExternalCheck(Detail[ExternalCheck]):
    """What one added oneself is removed by oneself, the rest by an editor."""

    model = ExternalCheck
    summaries = {"GET": "Show a check by others", "DELETE": "Remove a check by others"}

    def delete(self, request, pk: int):
        row = self.load(pk)
        access.require_external_check_removal(self.user, row)
        external_checks.remove(actor=self.user, check_id=row.pk, seen_version=self.seen(row))
        return Response(status=204)
