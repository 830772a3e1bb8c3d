"""Articles that went to other desks."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from annotations.models import Transfer
from annotations.services.transfers import revert

from .base import ReadOnlyTable, run_each
from .filters import OfDesk


@admin.register(Transfer)
class TransferTable(ReadOnlyTable):
    """Two rows each: one of the desk that it left, one of the desk that it came to."""

    list_display = (
        "headline", "kind", "way", "desk", "other_desk", "made_by", "made_at", "undone_at",
    )  # fmt: skip
    list_filter = ("kind", "way", ("desk", OfDesk))
    list_select_related = ("desk", "other_desk", "made_by")
    searched_by = ("article",)
    search_fields = ("headline",)
    deferred = ("article__search", "other_article__search")
    actions = ("undo",)

    @admin.action(description=_("Move back, unless it was moved again"))
    def undo(self, request, queryset):
        run_each(
            self,
            request,
            queryset.order_by("-pk"),
            lambda row: revert.undo(actor=request.user, transfer_id=row.pk),
            ngettext_lazy(
                "%(count)s article was moved back.", "%(count)s articles were moved back.", "count"
            ),
        )
