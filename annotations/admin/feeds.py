"""Feeds that desks read."""

from django.contrib import admin
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from annotations.models import Feed, FeedEntry
from annotations.services.feeds import feeds

from .base import OnSite, ReadOnlyTable, run_each
from .filters import OfDesk

READ = ngettext_lazy(
    "%(count)s feed will be read as soon as a worker is free.",
    "%(count)s feeds will be read as soon as a worker is free.",
    "count",
)
PAUSED = ngettext_lazy("%(count)s feed was paused.", "%(count)s feeds were paused.", "count")
RESUMED = ngettext_lazy("%(count)s feed was resumed.", "%(count)s feeds were resumed.", "count")
REMOVED = ngettext_lazy("%(count)s feed was removed.", "%(count)s feeds were removed.", "count")


@admin.register(Feed)
class FeedTable(OnSite, ReadOnlyTable):
    list_display = (
        "__str__",
        "page",
        "desk",
        "address",
        "is_paused",
        "read_at",
        "failures",
        "problem",
    )
    list_filter = ("is_paused", ("problem", admin.EmptyFieldListFilter), ("desk", OfDesk))
    list_select_related = ("desk",)
    search_fields = ("name", "address", "problem")
    actions = ("read_soon", "pause", "resume", "remove")

    def address(self, row):
        return f"{reverse('feeds')}?desk={row.desk.slug}"

    @admin.action(description=_("Read now"))
    def read_soon(self, request, queryset):
        self._each(request, queryset, feeds.read_soon, READ)

    @admin.action(description=_("Pause"))
    def pause(self, request, queryset):
        self._each(request, queryset, feeds.pause, PAUSED)

    @admin.action(description=_("Resume"))
    def resume(self, request, queryset):
        self._each(request, queryset, feeds.resume, RESUMED)

    @admin.action(description=_("Remove the feeds, keep their articles"))
    def remove(self, request, queryset):
        self._each(request, queryset, feeds.remove, REMOVED)

    def _each(self, request, queryset, verb, done):
        def act(row):
            verb(actor=request.user, feed_id=row.pk)

        run_each(self, request, queryset, act, done)


@admin.register(FeedEntry)
class EntryTable(ReadOnlyTable):
    list_display = ("feed", "article", "problem")
    list_filter = (("feed__desk", OfDesk),)
    list_select_related = ("feed", "article")
    deferred = ("article__search",)
    searched_by = ("article",)
    search_fields = ("feed__name", "problem")
