"""Public pages, what they showed, what desks say on them, and what readers want corrected."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from annotations.models import (
    Bundle,
    BundleKey,
    CorrectionRequest,
    Embed,
    Publication,
    PublicPages,
    PublishedVerdict,
)
from annotations.services.publications import publishing

from .base import ReadOnlyTable, run_each
from .filters import OfDesk


@admin.register(Publication)
class PublicationTable(ReadOnlyTable):
    list_display = (
        "key",
        "kind",
        "state",
        "desk",
        "article",
        "claim",
        "published_by",
        "published_at",
        "corrected_at",
        "unpublished_at",
    )
    list_filter = ("state", "kind", ("desk", OfDesk))
    list_select_related = ("desk", "article", "claim", "published_by")
    deferred = ("article__search", "claim__search")
    searched_by = ("article", "claim")
    exactly = ("key",)
    actions = ("unpublish",)

    @admin.action(description=_("Take down"))
    def unpublish(self, request, queryset):
        run_each(
            self,
            request,
            queryset,
            lambda row: publishing.unpublish(actor=request.user, publication_id=row.pk),
            ngettext_lazy(
                "%(count)s page was taken down.", "%(count)s pages were taken down.", "count"
            ),
        )


@admin.register(PublishedVerdict)
class PublishedVerdictTable(ReadOnlyTable):
    list_display = ("publication", "assessment", "shown_by", "created_at")
    list_filter = (("publication__desk", OfDesk),)
    list_select_related = ("publication", "assessment__rating", "shown_by")
    deferred = ("search", "assessment__kept", "assessment__digest", "assessment__makers")


@admin.register(PublicPages)
class PublicPagesTable(ReadOnlyTable):
    list_display = ("desk", "is_on", "names_people", "updated_at")
    list_filter = ("is_on",)
    list_select_related = ("desk",)


@admin.register(CorrectionRequest)
class CorrectionRequestTable(ReadOnlyTable):
    list_display = ("publication", "words", "state", "decided_by", "created_at")
    list_filter = ("state", ("publication__desk", OfDesk))
    list_select_related = ("publication", "decided_by")
    searched_by = ("article",)
    search_fields = ("words", "name", "email")


@admin.register(Embed)
class EmbedTable(ReadOnlyTable):
    list_display = ("host", "publication", "first_seen_at", "last_seen_at")
    list_filter = (("publication__desk", OfDesk),)
    list_select_related = ("publication",)
    search_fields = ("host",)


@admin.register(Bundle)
class BundleTable(ReadOnlyTable):
    list_display = ("verdict", "key", "size", "made_at", "due_at", "problem")
    list_filter = (("verdict__publication__desk", OfDesk),)
    list_select_related = ("verdict", "key")
    deferred = ("content", "verdict__search")
    exclude = ("content",)


@admin.register(BundleKey)
class BundleKeyTable(ReadOnlyTable):
    list_display = ("name", "public_key", "created_at")
    search_fields = ("name",)
