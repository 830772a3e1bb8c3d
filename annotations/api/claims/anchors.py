"""/api/v1/claims/{id}/anchors/: the places of a claim, moved, added, removed by hand.

Each answers with the claim, whose version it raises: `If-Match` is the claim's.
"""

from annotations import access
from annotations.errors import NotFound
from annotations.models import Anchor, Claim
from annotations.services.anchors import adjust

from ..shell.bodies import PlaceBody
from ..shell.idempotency import once
from ..shell.resources import Resource
from . import serializers


class Anchors(Resource[Claim]):
    """The answer is the claim, whose version `If-Match` takes."""

    model = Claim
    must_see = False
    summaries = {"POST": "Add a highlight to a claim"}
    answers = (201,)
    bodies = {"POST": PlaceBody}

    @once
    def post(self, request, pk: int):
        row = self.load(pk)
        access.require_claim_change(request.user, "edit", row)
        seen = self.seen(row, required=False)
        body = self.body(PlaceBody)
        revision = body.pop("revision")
        adjust.add(actor=request.user, claim_id=pk, revision_id=revision, seen_version=seen, **body)
        return self.answer(row, 201)


class OneAnchor(Resource[Claim]):
    """The answer is the claim, whose version `If-Match` takes."""

    model = Claim
    summaries = {
        "PATCH": "Move a highlight of a claim",
        "DELETE": "Remove a highlight from a claim",
    }
    bodies = {"PATCH": serializers.PlaceChanges}
    shapes = {"DELETE": serializers.ClaimSerializer}

    def patch(self, request, pk: int, anchor: int):
        row, seen = self._of_claim(pk, anchor)
        body = self.body(serializers.PlaceChanges)
        revision = body.pop("revision", None)
        adjust.move(
            actor=request.user,
            claim_id=pk,
            anchor_id=anchor,
            revision_id=revision,
            seen_version=seen,
            **body,
        )
        return self.answer(row)

    def delete(self, request, pk: int, anchor: int):
        row, seen = self._of_claim(pk, anchor)
        adjust.remove(actor=request.user, claim_id=pk, anchor_id=anchor, seen_version=seen)
        return self.answer(row)

    def _of_claim(self, pk: int, anchor: int) -> tuple[Claim, int | None]:
        """The claim, of which this is a place in the text that stands; the version seen."""
        row = self.load(pk)
        here = Anchor.objects.current().filter(claim=row)
        if anchor >= 2**63 or not here.filter(pk=anchor).exists():
            raise NotFound
        access.require_claim_change(self.user, "edit", row)
        return row, self.seen(row)
