"""Background work: what runs, what failed, who works."""

from django.contrib import admin
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from annotations.models import DeskTurn, TaggingBatch, TaggingRun, WorkerHeartbeat
from annotations.services.tagging import batches, runs

from .base import OnSite, ReadOnlyTable, run_each
from .filters import OfDesk


@admin.register(TaggingRun)
class RunTable(OnSite, ReadOnlyTable):
    list_display = (
        "article", "page", "desk", "state", "priority", "attempts", "pipeline",
        "queued_at", "started_at", "finished_at",
    )  # fmt: skip
    list_filter = ("state", "priority", ("desk", OfDesk), "queued_at")
    list_select_related = ("article", "desk")
    searched_by = ("article",)
    search_fields = ("error",)
    deferred = ("article__search",)
    actions = ("retry", "cancel")

    def address(self, row):
        return reverse("article", args=[row.article_id])

    @admin.action(description=_("Retry failed jobs"))
    def retry(self, request, queryset):
        run_each(
            self,
            request,
            queryset,
            lambda row: runs.retry(actor=request.user, run_id=row.pk),
            ngettext_lazy(
                "%(count)s job was queued again.", "%(count)s jobs were queued again.", "count"
            ),
        )

    @admin.action(description=_("Cancel jobs that are queued or running"))
    def cancel(self, request, queryset):
        run_each(
            self,
            request,
            queryset,
            lambda row: runs.cancel(actor=request.user, run_id=row.pk),
            ngettext_lazy(
                "%(count)s job was cancelled.", "%(count)s jobs were cancelled.", "count"
            ),
        )


@admin.register(WorkerHeartbeat)
class WorkerTable(ReadOnlyTable):
    list_display = ("name", "is_alive", "engine", "problem", "started_at", "seen_at")
    search_fields = ("name",)
    ordering = ("-seen_at",)

    def get_queryset(self, request):
        alive = WorkerHeartbeat.objects.alive().values("pk")
        return super().get_queryset(request).annotate(alive=Q(pk__in=alive))

    @admin.display(boolean=True, description=_("running"))
    def is_alive(self, row) -> bool:
        return row.alive


@admin.register(TaggingBatch)
class BatchTable(ReadOnlyTable):
    list_display = ("desk", "total", "made_by", "created_at", "cancelled_at")
    list_filter = (("desk", OfDesk),)
    list_select_related = ("desk", "made_by")
    search_fields = ("desk__name",)
    actions = ("cancel",)

    @admin.action(description=_("Cancel the jobs that have not ended"))
    def cancel(self, request, queryset):
        run_each(
            self,
            request,
            queryset,
            lambda row: batches.cancel(actor=request.user, batch_id=row.pk),
            ngettext_lazy(
                "%(count)s batch was cancelled.", "%(count)s batches were cancelled.", "count"
            ),
        )


@admin.register(DeskTurn)
class TurnTable(ReadOnlyTable):
    list_display = ("desk", "taken_at")
    list_select_related = ("desk",)
    search_fields = ("desk__name",)
