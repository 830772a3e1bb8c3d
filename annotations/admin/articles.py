"""Articles, their revisions and the files they came from: read here, tagged again."""

from django.contrib import admin
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from annotations.models import Article, Original, Revision
from annotations.services.tagging import runs

from .base import OnSite, ReadOnlyTable, WordSearch, run_each
from .filters import InLanguage, OfDesk, WithStage
from .redactions import TakenDownHere


@admin.register(Article)
class ArticleTable(TakenDownHere, WordSearch, OnSite, ReadOnlyTable):
    redacted_as = "article"
    list_display = ("headline", "page", "desk", "language", "outlet", "created_at", "version")
    list_filter = (("desk", OfDesk), InLanguage, WithStage, "created_at")
    ordering = ("-created_at", "-id")  # As the indexes of the filters have them.
    list_select_related = ("desk",)
    search_fields = ("headline",)
    search_help_text = _("Words of the headline or the text.")
    deferred = ("search",)
    actions = ("tag_again", "take_down")

    def address(self, row):
        return reverse("article", args=[row.pk])

    @admin.action(description=_("Tag again"))
    def tag_again(self, request, queryset):
        run_each(
            self,
            request,
            queryset,
            lambda row: runs.tag_again(actor=request.user, article_id=row.pk),
            ngettext_lazy(
                "%(count)s article will be tagged again.",
                "%(count)s articles will be tagged again.",
                "count",
            ),
        )


@admin.register(Revision)
class RevisionTable(TakenDownHere, OnSite, ReadOnlyTable):
    redacted_as = "revision"
    actions = ("take_down",)
    list_display = ("article", "page", "number", "kind", "length", "created_by", "created_at")
    list_filter = ("kind", "created_at")
    list_select_related = ("article", "created_by")
    searched_by = ("article",)
    exactly = ("sha256",)
    deferred = ("text", "blocks", "links", "article__search")

    def address(self, row):
        return reverse("article", args=[row.article_id])


@admin.register(Original)
class OriginalTable(OnSite, ReadOnlyTable):
    list_display = ("filename", "page", "article", "media_type", "encoding", "sha256")
    list_select_related = ("article",)
    searched_by = ("article",)
    search_fields = ("filename", "sha256__exact")
    deferred = ("content", "article__search")

    def address(self, row):
        return reverse("article", args=[row.article_id])
