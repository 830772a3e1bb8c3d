"""Conversations, and what people are told: read here."""

from django.contrib import admin

from annotations.models import Comment, MailSettings, Notification, Thread
from annotations.services.notifications import sentences

from .base import OnSite, ReadOnlyTable


@admin.register(Thread)
class ThreadTable(OnSite, ReadOnlyTable):
    list_display = ("__str__", "page", "article", "claim", "state", "created_by", "resolved_at")
    list_filter = ("state", "resolved_at")
    list_select_related = ("article", "claim", "created_by")
    searched_by = ("article", "claim")
    search_fields = ("exact",)
    deferred = ("article__search", "claim__search")

    def address(self, row):
        return sentences.place(row.article_id, row.claim_id, row.pk)


@admin.register(Comment)
class CommentTable(OnSite, ReadOnlyTable):
    list_display = ("__str__", "page", "created_by", "created_at", "edited_at", "deleted_at")
    list_filter = ("created_at", "deleted_at")
    list_select_related = ("thread", "created_by")
    searched_by = ("thread__article",)
    search_fields = ("body",)

    def address(self, row):
        thread = row.thread
        return sentences.place(thread.article_id, thread.claim_id, thread.pk, row.pk)


@admin.register(Notification)
class NotificationTable(ReadOnlyTable):
    list_display = ("person", "kind", "article", "created_at", "read_at", "mail_at", "mailed_at")
    list_filter = ("kind", "created_at", "mailed_at")
    list_select_related = ("person", "article")
    searched_by = ("person", "article")
    deferred = ("article__search",)


@admin.register(MailSettings)
class MailSettingsTable(ReadOnlyTable):
    list_display = ("person", "conversation", "work", "watched", "hour", "time_zone", "tries")
    list_filter = ("conversation", "work", "watched")
    list_select_related = ("person",)
    searched_by = ("person",)
