"""Claims and what hangs on them: read here, reopened."""

from django.contrib import admin
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from annotations.models import (
    Anchor,
    Assessment,
    AttributionStep,
    Claim,
    Evidence,
    Quotation,
    ReplyRequest,
    Suggestion,
)
from annotations.services.claims import workflow

from .base import OnSite, ReadOnlyTable, WordSearch, run_each
from .filters import OfDesk, OfRule
from .redactions import TakenDownHere


def claim_page(claim: Claim) -> str:
    """Where the claim is open in the panel beside its article."""
    return f"{reverse('article', args=[claim.article_id])}?claim={claim.pk}"


class OnClaim(OnSite):
    """Rows that hang on a claim."""

    def address(self, row):
        return claim_page(row.claim)


@admin.register(Claim)
class ClaimTable(TakenDownHere, WordSearch, OnSite, ReadOnlyTable):
    redacted_as = "claim"
    list_display = ("statement", "page", "desk", "stage", "assignee", "due", "created_at")
    list_filter = ("stage", ("desk", OfDesk), "due", "created_at")
    list_select_related = ("desk", "assignee")
    search_fields = ("statement",)
    search_help_text = _("Words of the statement or of the highlighted text.")
    deferred = ("search",)
    actions = ("reopen", "take_down")

    def address(self, row):
        return claim_page(row)

    @admin.action(description=_("Reopen claims"))
    def reopen(self, request, queryset):
        run_each(
            self,
            request,
            queryset,
            lambda row: workflow.reopen(actor=request.user, claim_id=row.pk),
            ngettext_lazy(
                "%(count)s claim was reopened.", "%(count)s claims were reopened.", "count"
            ),
        )


@admin.register(Anchor)
class AnchorTable(OnClaim, ReadOnlyTable):
    list_display = ("exact", "page", "claim", "revision", "start", "end", "state", "decision")
    list_filter = ("state", "decision")
    list_select_related = ("claim", "revision")
    searched_by = ("claim",)
    deferred = ("claim__search", "revision__text", "revision__blocks", "revision__links")


@admin.register(AttributionStep)
class AttributionTable(OnClaim, ReadOnlyTable):
    list_display = ("speaker_name", "page", "claim", "position", "verb", "channel", "form", "date")
    list_filter = ("form",)
    list_select_related = ("claim", "entity")
    searched_by = ("claim", "entity")
    search_fields = ("name",)
    deferred = ("claim__search", "entity__search")


@admin.register(ReplyRequest)
class ReplyTable(OnClaim, ReadOnlyTable):
    list_display = (
        "asked",
        "kind",
        "page",
        "claim",
        "channel",
        "asked_at",
        "deadline",
        "replied_at",
        "outcome",
    )
    list_filter = ("kind", "outcome", "deadline", ("replied_at", admin.EmptyFieldListFilter))
    list_select_related = ("claim",)
    searched_by = ("claim",)
    search_fields = ("asked",)
    deferred = ("claim__search",)


@admin.register(Evidence)
class EvidenceTable(OnClaim, ReadOnlyTable):
    list_display = ("source", "page", "claim", "question", "stance", "created_by", "created_at")
    list_filter = ("stance", "question", "created_at")
    list_select_related = ("source", "claim", "created_by")
    searched_by = ("source", "claim")
    search_fields = ("excerpt",)
    deferred = ("source__search", "claim__search")


@admin.register(Assessment)
class AssessmentTable(OnClaim, ReadOnlyTable):
    list_display = (
        "claim",
        "page",
        "question",
        "rating",
        "state",
        "author",
        "reviewer",
        "created_at",
    )
    list_filter = ("state", "question", "needs_another_look", "created_at")
    list_select_related = ("claim", "rating", "author", "reviewer")
    searched_by = ("claim",)
    search_fields = ("rationale",)
    deferred = ("claim__search", "kept", "makers", "basis", "digest")


@admin.register(Quotation)
class QuotationTable(OnSite, ReadOnlyTable):
    list_display = ("exact", "page", "kind", "speaker", "cue", "rule", "article", "desk")
    list_filter = ("kind", ("desk", OfDesk))
    list_select_related = ("article", "desk")
    searched_by = ("article",)
    search_fields = ("speaker", "exact")
    deferred = ("article__search",)

    def address(self, row):
        return reverse("article", args=[row.article_id])


@admin.register(Suggestion)
class SuggestionTable(OnClaim, ReadOnlyTable):
    list_display = ("claim", "page", "rule", "reason", "score", "outcome", "desk", "decided_by")
    list_filter = ("outcome", OfRule, ("desk", OfDesk))
    list_select_related = ("claim", "desk", "decided_by")
    searched_by = ("claim",)
    search_fields = ("reason",)
    deferred = ("claim__search",)
