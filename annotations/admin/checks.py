"""Questions of checks and their answers: read here."""

from django.contrib import admin

from annotations.models import AnswerEvidence, CheckAnswer, CheckQuestion

from .base import ReadOnlyTable
from .claims import OnClaim


@admin.register(CheckQuestion)
class CheckQuestionTable(OnClaim, ReadOnlyTable):
    list_display = ("wording", "page", "claim", "question", "created_by", "created_at")
    list_filter = ("question", "created_at")
    list_select_related = ("claim", "created_by")
    searched_by = ("claim",)
    search_fields = ("wording",)
    deferred = ("claim__search",)


@admin.register(CheckAnswer)
class CheckAnswerTable(OnClaim, ReadOnlyTable):
    list_display = ("check_question", "kind", "says", "page", "claim", "created_by", "created_at")
    list_filter = ("kind", "created_at")
    list_select_related = ("claim", "check_question", "created_by")
    searched_by = ("claim",)
    search_fields = ("answer", "check_question__wording")
    deferred = ("claim__search",)


@admin.register(AnswerEvidence)
class AnswerEvidenceTable(OnClaim, ReadOnlyTable):
    list_display = ("answer", "page", "evidence", "claim", "medium")
    list_filter = ("medium",)
    list_select_related = ("claim", "answer", "evidence__source")
    searched_by = ("claim",)
    deferred = ("claim__search", "evidence__source__search")
