"""The audit trail."""

from django.apps import apps
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from annotations.models import Event, Head, Seal
from annotations.models.claims import double_checks

from .base import ReadOnlyTable


class OfTable(admin.SimpleListFilter):
    """By table; the names come from the code, for the trail is too long to ask it."""

    title = _("table")
    parameter_name = "table"

    def lookups(self, request, model_admin):
        models = apps.get_app_config("annotations").get_models()
        return sorted((m._meta.model_name, str(m._meta.verbose_name)) for m in models)

    def queryset(self, request, queryset):
        return queryset.filter(table=self.value()) if self.value() else queryset


@admin.register(Event)
class EventTable(ReadOnlyTable):
    list_display = (
        "at",
        "table",
        "object_id",
        "action",
        "actor_id",
        "claim_id",
        "reason",
        "request",
    )
    list_filter = ("action", OfTable, "at")
    search_fields = (
        "object_id__exact", "claim_id__exact", "actor_id__exact", "request__exact",
    )  # fmt: skip
    search_help_text = _("The number of an object, a claim or a person, or the id of a request.")
    ordering = ("-id",)
    deferred = ("old", "new")

    def get_queryset(self, request):
        return double_checks.open_lines(super().get_queryset(request))


@admin.register(Head)
class HeadTable(ReadOnlyTable):
    list_display = ("number", "at", "tree", "size", "key")
    search_fields = ("number__exact", "tree__exact")
    search_help_text = _("The number of a head, or of a desk: 0 is what belongs to none.")
    ordering = ("-number",)
    deferred = ("edge",)


@admin.register(Seal)
class SealTable(ReadOnlyTable):
    list_display = ("event_id", "tree", "index")
    search_fields = ("event_id__exact",)
    search_help_text = _("The number of a line of the trail.")
    ordering = ("-event_id",)
    deferred = ("leaf",)
