"""Sources, whose names may be corrected, and their archived copies."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from annotations.models import Snapshot, SnapshotRequest, Source, SourceMerge
from annotations.services.sources import revert, sources

from .base import ReadOnlyTable, Table, WordSearch, run_each
from .filters import OfDesk


@admin.register(Source)
class SourceTable(WordSearch, Table):
    """The address is what a source is: it does not change, and sources come with evidence."""

    list_display = ("__str__", "desk", "kind", "publisher", "published_on", "created_at")
    list_filter = ("kind", ("desk", OfDesk), "created_at")
    list_select_related = ("desk",)
    search_fields = ("title",)
    search_help_text = _("Words of the title, the publisher or the address.")
    fields = (
        "desk", "url", "title", "publisher", "kind", "published_on", "reliability_note",
        "merged_into",
    )  # fmt: skip
    readonly_fields = ("desk", "url", "merged_into")
    deferred = ("search",)

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        changes = {name: form.cleaned_data[name] for name in form.changed_data}
        sources.edit(actor=request.user, source_id=obj.pk, seen_version=None, **changes)


@admin.register(SourceMerge)
class MergeTable(ReadOnlyTable):
    list_display = ("source", "target", "desk", "made_by", "made_at", "undone_at")
    list_filter = (("desk", OfDesk),)
    list_select_related = ("source", "target", "desk", "made_by")
    searched_by = ("source", "target")
    deferred = ("source__search", "target__search")
    actions = ("undo",)

    @admin.action(description=_("Undo, unless something later depends on it"))
    def undo(self, request, queryset):
        run_each(
            self,
            request,
            queryset.order_by("-pk"),
            lambda row: revert.undo(actor=request.user, merge_id=row.pk),
            ngettext_lazy(
                "%(count)s change was undone.", "%(count)s changes were undone.", "count"
            ),
        )


@admin.register(Snapshot)
class SnapshotTable(ReadOnlyTable):
    list_display = ("source", "taken_at", "media_type", "sha256")
    list_filter = ("taken_at",)
    list_select_related = ("source",)
    searched_by = ("source",)
    search_fields = ("sha256__exact",)
    deferred = ("text", "source__search")


@admin.register(SnapshotRequest)
class RequestTable(ReadOnlyTable):
    list_display = ("source", "wanted_by", "wanted_at", "due_at", "tries", "problem")
    list_select_related = ("source", "wanted_by")
    deferred = ("source__search",)
    searched_by = ("source",)
    search_fields = ("problem",)
