"""Articles, claims and what they rest on: read here, changed by actions."""

from django.contrib import admin

from annotations.models import (
    Anchor,
    Article,
    Assessment,
    AttributionStep,
    Claim,
    Evidence,
    Original,
    ReplyRequest,
    Revision,
    Snapshot,
    Source,
)
from annotations.services import runs, stages

from .base import ReadOnlyTable, Table, run_each

REVISION_TEXT = ("revision__text", "revision__blocks", "revision__links")


@admin.register(Article)
class ArticleTable(ReadOnlyTable):
    list_display = ("headline", "desk", "language", "outlet", "created_at", "version")
    list_filter = ("desk", "language")
    list_select_related = ("desk",)
    search_fields = ("headline", "outlet")
    date_hierarchy = "created_at"
    deferred = ("search",)
    exclude = ("search",)
    actions = ("tag_again",)

    @admin.action(description="Tag again")
    def tag_again(self, request, queryset):
        run_each(
            self, request, queryset,
            lambda row: runs.tag_again(actor=request.user, article_id=row.pk), "queued",
        )  # fmt: skip


@admin.register(Revision)
class RevisionTable(ReadOnlyTable):
    list_display = ("article", "number", "kind", "length", "created_by", "created_at")
    list_filter = ("kind",)
    list_select_related = ("article", "created_by")
    search_fields = ("article__headline", "sha256")
    deferred = ("text", "blocks", "links", "article__search")


@admin.register(Original)
class OriginalTable(ReadOnlyTable):
    list_display = ("filename", "article", "media_type", "encoding")
    list_select_related = ("article",)
    search_fields = ("filename", "article__headline")
    deferred = ("content", "article__search")
    exclude = ("content",)


@admin.register(Claim)
class ClaimTable(ReadOnlyTable):
    list_display = ("statement", "desk", "stage", "assignee", "due", "created_at")
    list_filter = ("stage", "desk")
    list_select_related = ("desk", "assignee")
    search_fields = ("statement",)
    deferred = ("search",)
    exclude = ("search",)
    actions = ("reopen",)

    @admin.action(description="Reopen claims")
    def reopen(self, request, queryset):
        run_each(
            self, request, queryset,
            lambda row: stages.reopen(actor=request.user, claim_id=row.pk), "reopened",
        )  # fmt: skip


@admin.register(Anchor)
class AnchorTable(ReadOnlyTable):
    list_display = ("exact", "claim", "revision", "start", "end", "state")
    list_filter = ("state",)
    list_select_related = ("claim", "revision")
    search_fields = ("exact",)
    deferred = ("claim__search", *REVISION_TEXT)


@admin.register(AttributionStep)
class AttributionTable(ReadOnlyTable):
    list_display = ("speaker_name", "claim", "position", "verb", "channel", "form", "date")
    list_filter = ("form",)
    list_select_related = ("claim", "entity")
    search_fields = ("name", "entity__name")
    deferred = ("claim__search", "entity__search")


@admin.register(ReplyRequest)
class ReplyTable(ReadOnlyTable):
    list_display = ("asked", "claim", "channel", "asked_at", "deadline", "replied_at")
    list_select_related = ("claim",)
    search_fields = ("asked",)
    deferred = ("claim__search",)


@admin.register(Evidence)
class EvidenceTable(ReadOnlyTable):
    list_display = ("source", "claim", "question", "stance", "created_by", "created_at")
    list_filter = ("stance", "question")
    list_select_related = ("source", "claim", "created_by")
    search_fields = ("source__title", "source__url", "excerpt")
    deferred = ("source__search", "claim__search")


@admin.register(Assessment)
class AssessmentTable(ReadOnlyTable):
    list_display = ("claim", "question", "rating", "state", "author", "reviewer", "created_at")
    list_filter = ("state", "question", "needs_another_look")
    list_select_related = ("claim", "rating", "author", "reviewer")
    search_fields = ("rationale", "claim__statement")
    deferred = ("claim__search",)


@admin.register(Source)
class SourceTable(Table):
    """Names may be corrected; addresses are the sources' identity."""

    list_display = ("__str__", "desk", "kind", "publisher", "published_on", "created_at")
    list_filter = ("kind", "desk")
    list_select_related = ("desk",)
    search_fields = ("title", "url", "publisher")
    fields = ("desk", "kind", "title", "url", "publisher", "published_on")
    readonly_fields = ("desk", "url")
    deferred = ("search",)

    def has_add_permission(self, request):
        return False


@admin.register(Snapshot)
class SnapshotTable(ReadOnlyTable):
    list_display = ("source", "taken_at", "media_type", "sha256")
    list_select_related = ("source",)
    search_fields = ("source__title", "source__url")
    deferred = ("text", "source__search")
