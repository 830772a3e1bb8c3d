"""Files of other programs, and what became of their records."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from annotations.models import ExternalCheck, Import, ImportedRecord
from annotations.services.imports import imports

from .base import ReadOnlyTable, run_each
from .filters import AsNewest, OfDesk


class OfFormat(AsNewest):
    title = _("format")
    parameter_name = "format"


@admin.register(Import)
class ImportTable(ReadOnlyTable):
    list_display = (
        "filename", "format", "desk", "state", "done", "total", "problem", "created_by",
        "created_at",
    )  # fmt: skip
    list_filter = ("state", OfFormat, ("desk", OfDesk))
    list_select_related = ("desk", "created_by")
    search_fields = ("filename", "problem")
    exclude = ("content",)
    deferred = ("content",)
    actions = ("stop",)

    @admin.action(description=_("Stop"))
    def stop(self, request, queryset):
        run_each(
            self,
            request,
            queryset,
            lambda row: imports.stop(actor=request.user, import_id=row.pk),
            ngettext_lazy(
                "%(count)s import was stopped.", "%(count)s imports were stopped.", "count"
            ),
        )


@admin.register(ImportedRecord)
class ImportedRecordTable(ReadOnlyTable):
    list_display = ("of", "number", "line", "outcome", "article", "problem")
    list_filter = ("outcome", ("of__desk", OfDesk))
    list_select_related = ("of", "article")
    searched_by = ("article",)
    search_fields = ("of__filename", "problem")
    deferred = ("of__content", "article__search")


@admin.register(ExternalCheck)
class ExternalCheckTable(ReadOnlyTable):
    list_display = ("claim_text", "publisher", "rating", "reviewed_on", "claim", "desk", "licence")
    list_filter = (("desk", OfDesk),)
    list_select_related = ("desk", "claim")
    searched_by = ("claim",)
    search_fields = ("publisher", "claim_text", "url")
    exclude = ("terms",)
    deferred = ("terms", "claim__search")
