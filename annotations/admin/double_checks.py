"""Claims that two people rate unseen: here, too, nobody reads what is sealed."""

from django.contrib import admin

from annotations.models import BlindRating, DoubleCheck

from .base import ReadOnlyTable
from .claims import OnClaim, claim_page


@admin.register(DoubleCheck)
class DoubleCheckTable(OnClaim, ReadOnlyTable):
    list_display = ("claim", "page", "question", "state", "revealed_at", "decided_by")
    list_filter = ("state", "question", "created_at")
    list_select_related = ("claim", "decided_by")
    searched_by = ("claim",)
    deferred = ("claim__search",)


@admin.register(BlindRating)
class BlindRatingTable(OnClaim, ReadOnlyTable):
    list_display = ("double_check", "page", "seat", "rater", "rating", "handed_in_at")
    list_filter = ("double_check__state", "handed_in_at")
    list_select_related = ("double_check__claim", "rater", "rating")
    searched_by = ("double_check__claim",)
    search_fields = ("rationale",)
    deferred = ("double_check__claim__search",)

    def address(self, row):
        return claim_page(row.double_check.claim)

    def get_queryset(self, request):
        return super().get_queryset(request).open_to(request.user)
