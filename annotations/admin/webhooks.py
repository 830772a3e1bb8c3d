"""Where desks' changes are sent, and every message."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from annotations.models import Delivery, Outbox, Webhook
from annotations.services.webhooks import webhooks

from .base import ReadOnlyTable, run_each
from .filters import OfDesk


@admin.register(Webhook)
class WebhookTable(ReadOnlyTable):
    list_display = ("address", "desk", "kinds", "is_paused", "problem", "added_by", "created_at")
    list_filter = ("is_paused", ("desk", OfDesk))
    list_select_related = ("desk", "added_by")
    search_fields = ("address", "problem")
    exclude = ("secret",)


@admin.register(Delivery)
class DeliveryTable(ReadOnlyTable):
    list_display = (
        "message_id",
        "kind",
        "webhook",
        "created_at",
        "delivered_at",
        "tries",
        "status",
        "problem",
    )
    list_filter = (
        ("delivered_at", admin.EmptyFieldListFilter),
        ("due_at", admin.EmptyFieldListFilter),
        ("webhook__desk", OfDesk),
    )
    list_select_related = ("webhook",)
    search_fields = ("message_id", "webhook__address", "problem")
    actions = ("send_again",)

    @admin.action(description=_("Send again"))
    def send_again(self, request, queryset):
        run_each(
            self,
            request,
            queryset,
            lambda row: webhooks.replay(actor=request.user, delivery_id=row.pk),
            ngettext_lazy(
                "%(count)s message is on its way again.",
                "%(count)s messages are on their way again.",
                "count",
            ),
        )


@admin.register(Outbox)
class OutboxTable(ReadOnlyTable):
    list_display = ("webhook", "made_until", "next_event")
    list_select_related = ("webhook",)
    search_fields = ("webhook__address",)
