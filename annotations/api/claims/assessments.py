"""/api/v1/assessments/"""

from collections.abc import Callable
from typing import ClassVar

from annotations import access
from annotations.models import Assessment
from annotations.services.claims import assessments, deciders

from ..shell import params
from ..shell.bodies import Body, NoteBody, Nothing
from ..shell.idempotency import once
from ..shell.resources import Detail, Resource
from . import serializers
from .claims import claim_of_body, of_claim


class Proposing(Resource[Assessment]):
    model = Assessment

    def proposed(self, row: Assessment):
        """The proposal; with a `warning` when nobody on the desk can decide on it."""
        said = deciders.warning(row.claim, row)
        return self.answer(row, 201, **({"warning": said} if said else {}))


class Assessments(Proposing):
    """A `warning` in the answer says that nobody on the desk can decide on your proposal."""

    summaries = {"GET": "List the verdicts of your desks", "POST": "Propose a verdict"}
    bodies = {"POST": serializers.AssessmentBody}
    filters = {"claim": params.number, "updated_since": params.moment}

    def get(self, request):
        return self.page(of_claim(self))

    @once
    def post(self, request):
        body = self.body(serializers.AssessmentBody)
        claim = claim_of_body(request, body.pop("claim"))
        return self.proposed(assessments.propose(actor=request.user, claim_id=claim.pk, **body))


class OneAssessment(Detail[Assessment]):
    model = Assessment
    summaries = {"GET": "Show a verdict"}


class Again(Proposing):
    """The answer is a new proposal in your name."""

    must_see = True
    must_name_version = True
    summaries = {"POST": "Confirm a verdict that needs another look"}
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
        return self.proposed(proposal)


class Decision(Resource[Assessment]):
    model = Assessment
    must_see = True
    must_name_version = True
    bodies: ClassVar[dict[str, type[Body]]] = {"POST": NoteBody}
    verb: Callable[..., Assessment]

    @once
    def post(self, request, pk: int):
        row = self.load(pk)
        access.require_decision(request.user, row, row.claim.desk_id)
        seen = self.seen(row, any_will_do=False)
        note = self.body(NoteBody)["note"]
        return self.answer(
            self.verb(actor=request.user, assessment_id=row.pk, note=note, seen_version=seen)
        )


class Approve(Decision):
    """By somebody else than its author."""

    summaries = {"POST": "Approve a verdict"}
    verb = staticmethod(assessments.approve)


class Return(Decision):
    """To its author, with a note that says why."""

    summaries = {"POST": "Return a verdict"}
    bodies = {"POST": serializers.ReturnBody}
    verb = staticmethod(assessments.return_)
