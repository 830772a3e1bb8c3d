"""/api/v1/check-answers/"""

from django.utils.translation import gettext as _
from rest_framework.response import Response

from annotations import access
from annotations.errors import Invalid
from annotations.models import CheckAnswer, CheckQuestion
from annotations.services.checks import answers

from ..claims.claims import of_claim
from ..shell import params
from ..shell.idempotency import once
from ..shell.resources import Detail, Resource
from . import serializers


class CheckAnswers(Resource[CheckAnswer]):
    """Of a claim, or of one question of its check."""

    model = CheckAnswer
    summaries = {
        "GET": "List the answers to the questions of checks",
        "POST": "Answer a question of a check",
    }
    bodies = {"POST": serializers.AnswerBody}
    filters = {
        "claim": params.number,
        "check_question": params.number,
        "updated_since": params.moment,
    }

    def get(self, request):
        given = self.params()
        rows = of_claim(self)
        if "check_question" in given:
            asked = access.load(CheckQuestion.objects.all(), self.user, given["check_question"])
            rows = rows.filter(check_question=asked)
        return self.page(rows)

    @once
    def post(self, request):
        body = self.body(serializers.AnswerBody)
        asked = CheckQuestion.objects.visible_to(self.user).filter(pk=body.pop("check_question"))
        question = asked.first()
        if question is None:
            text = _("There is no such question on this desk.")
            raise Invalid(text, field="check_question")
        return self.answer(answers.answer(actor=self.user, question_id=question.pk, **body), 201)


class OneCheckAnswer(Detail[CheckAnswer]):
    model = CheckAnswer
    summaries = {
        "GET": "Show an answer to a question of a check",
        "PATCH": "Edit an answer to a question of a check",
        "DELETE": "Remove an answer to a question of a check",
    }
    bodies = {"PATCH": serializers.AnswerChanges}

    def patch(self, request, pk: int):
        row = self.load(pk)
        access.require(self.user, "write checks", row.claim.desk_id)
        seen = self.seen(row)
        body = self.body(serializers.AnswerChanges)
        return self.answer(
            answers.edit(actor=self.user, answer_id=row.pk, seen_version=seen, **body)
        )

    def delete(self, request, pk: int):
        row = self.load(pk)
        access.require_check_removal(self.user, row)
        answers.remove(actor=self.user, answer_id=row.pk, seen_version=self.seen(row))
        return Response(status=204)
