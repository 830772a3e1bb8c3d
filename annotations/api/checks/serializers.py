"""Questions of checks and their answers."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from rest_framework import serializers as s

from annotations.models import AnswerEvidence, CheckAnswer, CheckQuestion, Question

from ..shell.bodies import Body, Id, Line
from ..shell.representation import Url, Versioned, represents

MOST_EVIDENCE = 50


@represents(CheckQuestion)
class CheckQuestionSerializer(Versioned):
    """What was asked to find out whether a claim holds; its answers: `check-answers/`."""

    url = Url("check-questions")
    claim = s.IntegerField(source="claim_id")
    question = s.ChoiceField(
        choices=Question.choices, help_text="Whether it checks that it was said, or that it is so."
    )
    wording = s.CharField()
    created_by = s.IntegerField(source="created_by_id", allow_null=True)


@represents(CheckAnswer)
class CheckAnswerSerializer(Versioned):
    """What was found; of `unanswerable` ones also where it was looked for, when and by whom."""

    url = Url("check-answers")
    claim = s.IntegerField(source="claim_id")
    check_question = s.IntegerField(source="check_question_id")
    kind: Any = s.ChoiceField(choices=CheckAnswer.Kind.choices)
    answer = s.CharField(help_text="`yes` or `no` of `yes_no`; may be empty of `unanswerable`.")
    explanation = s.CharField(help_text="Why, where the answer alone does not say it.")
    place = s.CharField(help_text="Where it was looked for in vain, or who was asked.")
    day = s.DateField(allow_null=True, help_text="When it was looked for in vain.")
    looked_by = s.IntegerField(source="looked_by_id", allow_null=True)
    evidence: Any = s.ListField(
        child=s.IntegerField(), source="evidence_ids", help_text="Of the same claim."
    )
    created_by = s.IntegerField(source="created_by_id", allow_null=True)

    @classmethod
    def rows(cls):
        rests = AnswerEvidence.objects.filter(answer=OuterRef("pk")).order_by("pk")
        return CheckAnswer.objects.annotate(evidence_ids=ArraySubquery(rests.values("evidence_id")))


class QuestionChanges(Body):
    wording = Line(is_filled=True, required=False)
    question = s.ChoiceField(choices=Question.choices, required=False)


class QuestionBody(QuestionChanges):
    claim = Id()
    wording = Line(is_filled=True)


class AnswerChanges(Body):
    kind: Any = s.ChoiceField(choices=CheckAnswer.Kind.choices, required=False)
    answer = Line(required=False)
    explanation = Line(required=False)
    place = Line(required=False)
    day = s.DateField(required=False, allow_null=True)
    evidence: Any = s.ListField(
        child=Id(), required=False, max_length=MOST_EVIDENCE, help_text="All it rests on, by id."
    )


class AnswerBody(AnswerChanges):
    check_question = Id()
    kind: Any = s.ChoiceField(choices=CheckAnswer.Kind.choices)
