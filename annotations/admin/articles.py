"""Articles, their revisions and the files they came from: read here, tagged again."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from annotations.models import Article, Original, Revision
from annotations.services.tagging import runs

from .base import ReadOnlyTable, WordSearch, run_each


@admin.register(Article)
class ArticleTable(WordSearch, ReadOnlyTable):
    list_display = ("headline", "desk", "language", "outlet", "created_at", "version")
    list_filter = ("desk", "created_at")
    list_select_related = ("desk",)
    search_fields = ("headline",)
    search_help_text = _("Words of the headline or the text.")
    deferred = ("search",)
    actions = ("tag_again",)

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
class RevisionTable(ReadOnlyTable):
    list_display = ("article", "number", "kind", "length", "created_by", "created_at")
    list_filter = ("kind", "created_at")
    list_select_related = ("article", "created_by")
    search_fields = ("article__headline", "sha256__exact")
    deferred = ("text", "blocks", "links", "article__search")


@admin.register(Original)
class OriginalTable(ReadOnlyTable):
    list_display = ("filename", "article", "media_type", "encoding", "sha256")
    list_select_related = ("article",)
    search_fields = ("filename", "article__headline", "sha256__exact")
    deferred = ("content", "article__search")
