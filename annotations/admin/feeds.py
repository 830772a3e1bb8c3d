"""Feeds that desks read."""

from django.contrib import admin

from annotations.models import Feed, FeedEntry
from annotations.services.feeds import feeds

from .base import ReadOnlyTable, run_each


@admin.register(Feed)
class FeedTable(ReadOnlyTable):
    list_display = ("__str__", "desk", "address", "is_paused", "read_at", "failures", "problem")
    list_filter = ("is_paused", "desk")
    list_select_related = ("desk",)
    search_fields = ("name", "address", "problem")
    actions = ("read_soon", "pause", "resume", "remove")

    @admin.action(description="Read now")
    def read_soon(self, request, queryset):
        self._each(request, queryset, feeds.read_soon, "read with the next free worker")

    @admin.action(description="Pause")
    def pause(self, request, queryset):
        self._each(request, queryset, feeds.pause, "paused")

    @admin.action(description="Resume")
    def resume(self, request, queryset):
        self._each(request, queryset, feeds.resume, "resumed")

    @admin.action(description="Remove; the articles they brought stay")
    def remove(self, request, queryset):
        self._each(request, queryset, feeds.remove, "removed")

    def _each(self, request, queryset, verb, done):
        def act(row):
            verb(actor=request.user, feed_id=row.pk)

        run_each(self, request, queryset, act, done)


@admin.register(FeedEntry)
class EntryTable(ReadOnlyTable):
    list_display = ("feed", "article", "problem")
    list_filter = ("feed__desk",)
    list_select_related = ("feed", "article")
    deferred = ("article__search",)
    search_fields = ("feed__name", "article__headline", "problem")
