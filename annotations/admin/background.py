"""Entities, mentions, jobs and the audit trail; the first page."""

from django.contrib import admin

from annotations.models import (
    Alias,
    Entity,
    Event,
    Mention,
    TaggingRun,
    WorkerHeartbeat,
)
from annotations.models.searching import vector
from annotations.services import runs

from .base import ReadOnlyTable, Table, run_each


class AliasRows(admin.TabularInline):
    model = Alias
    fields = ("name",)
    readonly_fields = ("name",)
    extra = 0
    can_delete = False

    def has_add_permission(self, request, obj=None):
        return False


@admin.register(Entity)
class EntityTable(Table):
    list_display = ("name", "label", "desk", "wikidata_id", "created_at")
    list_filter = ("label", "desk")
    list_select_related = ("desk",)
    search_fields = ("name", "aliases__name")
    fields = ("desk", "name", "label", "description", "wikidata_id")
    readonly_fields = ("desk", "label")
    inlines = (AliasRows,)
    deferred = ("search",)

    def has_add_permission(self, request):
        return False

    def save_model(self, request, obj, form, change):
        aliases = obj.aliases.values_list("name", flat=True)
        obj.search = vector(obj.name, *aliases)
        super().save_model(request, obj, form, change)


@admin.register(Alias)
class AliasTable(ReadOnlyTable):
    list_display = ("name", "entity", "label", "desk")
    list_filter = ("label",)
    list_select_related = ("entity", "desk")
    search_fields = ("name",)
    deferred = ("entity__search",)


@admin.register(Mention)
class MentionTable(ReadOnlyTable):
    list_display = ("exact", "label", "state", "origin", "score", "article", "entity")
    list_filter = ("label", "state", "origin")
    list_select_related = ("article", "entity")
    search_fields = ("exact",)
    deferred = ("article__search", "entity__search")


@admin.register(TaggingRun)
class RunTable(ReadOnlyTable):
    list_display = ("article", "desk", "state", "attempts", "pipeline", "queued_at", "finished_at")
    list_filter = ("state", "desk")
    list_select_related = ("article", "desk")
    search_fields = ("article__headline", "error")
    deferred = ("article__search",)
    actions = ("retry",)

    @admin.action(description="Retry failed runs")
    def retry(self, request, queryset):
        run_each(
            self, request, queryset.filter(state=TaggingRun.State.FAILED),
            lambda row: runs.retry(actor=request.user, run_id=row.pk), "queued again",
        )  # fmt: skip


@admin.register(WorkerHeartbeat)
class WorkerTable(ReadOnlyTable):
    list_display = ("name", "started_at", "seen_at")
    search_fields = ("name",)


@admin.register(Event)
class EventTable(ReadOnlyTable):
    list_display = ("at", "table", "object_id", "action", "actor_id", "claim_id", "request")
    list_filter = ("action", "table")
    search_fields = ("table", "request")
    ordering = ("-id",)
