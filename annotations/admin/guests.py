"""Links for people without an account."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from annotations.models import GuestLink
from annotations.services.guests import guests

from .base import ReadOnlyTable, run_each
from .filters import OfDesk


@admin.register(GuestLink)
class GuestLinkTable(ReadOnlyTable):
    list_display = (
        "guest",
        "revision",
        "action",
        "answer",
        "openings",
        "created_by",
        "created_at",
        "expires_at",
        "revoked_at",
    )
    list_filter = ("action", "answer", ("revision__article__desk", OfDesk))
    list_select_related = ("revision__article", "created_by")
    deferred = (
        "digest",
        "revision__text",
        "revision__blocks",
        "revision__links",
        "revision__article__search",
    )
    searched_by = ("revision__article",)
    search_fields = ("guest",)
    exclude = ("digest",)
    actions = ("revoke",)

    @admin.action(description=_("Revoke"))
    def revoke(self, request, queryset):
        run_each(
            self,
            request,
            queryset,
            lambda row: guests.revoke(actor=request.user, link_id=row.pk),
            ngettext_lazy("%(count)s link was revoked.", "%(count)s links were revoked.", "count"),
        )
