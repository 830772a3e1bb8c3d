"""Articles that not everybody on their desk may see yet."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from annotations.models import Embargo
from annotations.services.articles import embargoes

from .base import ReadOnlyTable, run_each
from .filters import OfDesk


@admin.register(Embargo)
class EmbargoTable(ReadOnlyTable):
    list_display = ("article", "until", "people", "reason", "created_by", "created_at")
    list_filter = (("article__desk", OfDesk),)
    list_select_related = ("article", "created_by")
    deferred = ("article__search",)
    searched_by = ("article",)
    search_fields = ("reason",)
    actions = ("lift",)

    @admin.action(description=_("Lift"))
    def lift(self, request, queryset):
        run_each(
            self,
            request,
            queryset,
            lambda row: embargoes.lift(actor=request.user, article_id=row.article_id),
            ngettext_lazy(
                "%(count)s embargo was lifted.", "%(count)s embargoes were lifted.", "count"
            ),
        )
