"""The audit trail."""

from django.apps import apps
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from annotations.models import Event, Head, Seal
from annotations.models.claims import double_checks

from .base import ReadOnlyTable
from .searching import NEWEST, among, number_in


class OfTable(admin.SimpleListFilter):
    """By table; the names come from the code, for the trail is too long to ask it."""

    title = _("table")
    parameter_name = "table"

    def lookups(self, request, model_admin):
        return sorted(_tables().items())

    def queryset(self, request, queryset):
        return queryset.filter(table=self.value()) if self.value() else queryset


def _tables() -> dict[str, str]:
    """The tables that the trail names, and what people call them."""
    models = apps.get_app_config("annotations").get_models()
    return {str(m._meta.model_name): str(m._meta.verbose_name) for m in models}


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
    search_help_text = _(
        "The number of an object or claim, the id of a request, or the number of a person for"
        " their newest changes."
    )
    ordering = ("-id",)
    deferred = ("old", "new")

    def get_queryset(self, request):
        return double_checks.open_lines(super().get_queryset(request))

    def get_search_results(self, request, queryset, search_term):
        """The trail has no index by person, and one by object for each table."""
        words = search_term.strip()
        if not words:
            return queryset, False
        found = [queryset.filter(request=words).exclude(request="")]
        if number := number_in(words):
            newest = queryset.order_by("-pk").values_list("pk", flat=True)[:NEWEST]
            found += [
                queryset.filter(table__in=_tables(), object_id=number),
                queryset.filter(claim_id=number),
                queryset.filter(pk__in=list(newest), actor_id=number),
            ]
        return among(queryset, *found), False


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
