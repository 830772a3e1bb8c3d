"""/api/v1/check-questions/"""

from rest_framework.response import Response

from annotations import access
from annotations.models import CheckQuestion
from annotations.services.checks import questions

from ..claims.claims import claim_of_body, of_claim
from ..shell import params
from ..shell.idempotency import once
from ..shell.resources import Detail, Resource
from . import serializers


class CheckQuestions(Resource[CheckQuestion]):
    """In the order in which they were asked."""

    model = CheckQuestion
    summaries = {
        "GET": "List the questions that check the claims of your desks",
        "POST": "Ask a question that checks a claim",
    }
    bodies = {"POST": serializers.QuestionBody}
    filters = {"claim": params.number, "updated_since": params.moment}

    def get(self, request):
        return self.page(of_claim(self))

    @once
    def post(self, request):
        body = self.body(serializers.QuestionBody)
        claim = claim_of_body(request, body.pop("claim"))
        return self.answer(questions.ask(actor=self.user, claim_id=claim.pk, **body), 201)


class OneCheckQuestion(Detail[CheckQuestion]):
    """It goes with its answers: with those of colleagues only by an editor."""

    model = CheckQuestion
    summaries = {
        "GET": "Show a question of a check",
        "PATCH": "Edit a question of a check",
        "DELETE": "Remove a question of a check with its answers",
    }
    bodies = {"PATCH": serializers.QuestionChanges}

    def patch(self, request, pk: int):
        row = self.load(pk)
        access.require(self.user, "write checks", row.claim.desk_id)
        seen = self.seen(row)
        body = self.body(serializers.QuestionChanges)
        return self.answer(
            questions.edit(actor=self.user, question_id=row.pk, seen_version=seen, **body)
        )

    def delete(self, request, pk: int):
        row = self.load(pk)
        access.require_check_removal(self.user, row)
        questions.remove(actor=self.user, question_id=row.pk, seen_version=self.seen(row))
        return Response(status=204)
