"""/api/v1/assessments/"""

from annotations import access
from annotations.models import Assessment
from annotations.services.claims import assessments

from ..shell.bodies import NoteBody, Nothing
from ..shell.idempotency import once
from ..shell.resources import Detail, Resource
from . import serializers
from .claims import claim_of_body, of_claim


class Assessments(Resource):
    model = Assessment
    bodies = {"POST": serializers.AssessmentBody}
    filters = ("claim", "updated_since")

    def get(self, request):
        return self.page(of_claim(self))

    @once
    def post(self, request):
        body = self.body(serializers.AssessmentBody)
        claim = claim_of_body(request, body.pop("claim"))
        return self.answer(assessments.propose(actor=request.user, claim_id=claim.pk, **body), 201)


class OneAssessment(Detail):
    model = Assessment


class Again(Resource):
    """A verdict that needs another look still holds: 201 with the new proposal."""

    model = Assessment
    answers = (201,)
    bodies = {"POST": Nothing}

    @once
    def post(self, request, pk: int):
        row = self.load(pk)
        access.require(request.user, "propose", row.claim.desk_id)
        seen = self.seen(row, any_will_do=False)
        self.body(Nothing)
        proposal = assessments.propose_again(
            actor=request.user, assessment_id=row.pk, seen_version=seen
        )
        return self.answer(proposal, 201)


class Decision(Resource):
    """approve or return: by somebody else than the author."""

    model = Assessment
    bodies = {"POST": NoteBody}
    verb = staticmethod(assessments.approve)

    @once
    def post(self, request, pk: int):
        row = self.load(pk)
        access.require_decision(request.user, row, row.claim.desk_id)
        seen = self.seen(row, any_will_do=False)
        note = self.body(NoteBody)["note"]
        return self.answer(
            self.verb(actor=request.user, assessment_id=row.pk, note=note, seen_version=seen)
        )
