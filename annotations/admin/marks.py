"""Labels, watched claims and saved filters: changed on the pages, read here."""

from django.contrib import admin
from django.urls import reverse

from annotations.models import ClaimLabel, ClaimLink, Labelling, SavedFilter, Watch

from .base import OnSite, ReadOnlyTable
from .claims import OnClaim
from .filters import OfDesk


@admin.register(ClaimLabel)
class ClaimLabelTable(ReadOnlyTable):
    list_display = ("name", "desk", "colour", "created_by", "created_at")
    list_filter = ("colour", ("desk", OfDesk))
    list_select_related = ("desk", "created_by")
    search_fields = ("name",)


@admin.register(Labelling)
class LabellingTable(OnClaim, ReadOnlyTable):
    list_display = ("label", "page", "claim")
    list_select_related = ("claim", "label")
    searched_by = ("claim",)
    search_fields = ("label__name",)
    deferred = ("claim__search",)


@admin.register(ClaimLink)
class ClaimLinkTable(OnClaim, ReadOnlyTable):
    list_display = ("claim", "page", "kind", "other", "created_by", "created_at")
    list_filter = ("kind",)
    list_select_related = ("claim", "other", "created_by")
    searched_by = ("claim", "other")
    deferred = ("claim__search", "other__search")


@admin.register(Watch)
class WatchTable(OnClaim, ReadOnlyTable):
    list_display = ("person", "page", "claim", "created_at")
    list_select_related = ("claim", "person")
    searched_by = ("person", "claim")
    deferred = ("claim__search",)


@admin.register(SavedFilter)
class SavedFilterTable(OnSite, ReadOnlyTable):
    list_display = ("name", "page", "person", "desk", "query", "created_at")
    list_filter = (("desk", OfDesk),)
    list_select_related = ("person", "desk")
    search_fields = ("name", "query")

    def address(self, row):
        return f"{reverse('claims')}?{row.query}"
