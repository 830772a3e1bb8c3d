"""*Webhooks*: where a desk's changes are sent, and what became of the last messages."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from annotations import access
from annotations.errors import DomainError
from annotations.models import Delivery, Webhook
from annotations.models.webhooks.webhooks import Kind
from annotations.services.webhooks import webhooks

from ..shell.paging import page_of
from ..shell.refusal import on_refusal

DONE = {
    "pause": _("Paused. What happens meanwhile is sent once somebody resumes it."),
    "resume": _("Resumed. What waited is sent now."),
    "test": _("A test message is on its way."),
}
VERBS: dict[str, Callable[..., object]] = {
    "pause": webhooks.pause,
    "resume": webhooks.resume,
    "test": webhooks.test,
}
MOST_TOLD = 20


def page(request, pk: int, status: int = 200, **more: object):
    """A desk's receivers, with their secrets: for its editors."""
    desk = access.load_desk(request.user, pk)
    access.require(request.user, "keep webhooks", desk.pk)
    rows = Webhook.objects.filter(desk=desk).select_related("added_by", "assignee")
    shown = page_of(request, rows)
    deliveries = Delivery.objects.filter(webhook__desk=desk).select_related("webhook")
    context = {
        "desk": desk,
        "page": shown,
        "kinds": [kind for kind in Kind if kind != Kind.TEST],
        "deliveries": deliveries.order_by("-pk")[:MOST_TOLD],
        "address": request.POST.get("address", ""),
        "chosen": request.POST.getlist("kinds"),
    }
    return render(request, "webhooks/page.html", context | more, status=status)


def _refused(request, pk: int, error: DomainError):
    return page(request, pk, error.status, message=error.message, field=error.field)


def add(request, pk: int):
    """A receiver from the form of the page; a refused form comes back as it was sent."""
    desk = access.load_desk(request.user, pk)
    access.require(request.user, "keep webhooks", desk.pk)
    with on_refusal(partial(_refused, request, pk)):
        webhooks.add(
            actor=request.user,
            desk_id=desk.pk,
            address=request.POST.get("address", ""),
            kinds=request.POST.getlist("kinds"),
        )
    messages.success(request, gettext("Added. Changes are sent there from now on."))
    return redirect("webhooks", desk.pk)


def change(request, pk: int, verb: str):
    """pause, resume or test."""
    webhook = access.load(Webhook.objects.all(), request.user, pk)
    VERBS[verb](actor=request.user, webhook_id=webhook.pk)
    messages.success(request, DONE[verb])
    return redirect("webhooks", webhook.desk_id)


def remove(request, pk: int):
    webhook = access.load(Webhook.objects.all(), request.user, pk)
    webhooks.remove(actor=request.user, webhook_id=webhook.pk)
    messages.success(request, gettext("Removed. Nothing more is sent there."))
    return redirect("webhooks", webhook.desk_id)


def replay(request, pk: int):
    """Send a message once more."""
    row = access.load(Delivery.objects.select_related("webhook"), request.user, pk)
    webhooks.replay(actor=request.user, delivery_id=row.pk)
    messages.success(request, gettext("The message is on its way again."))
    return redirect("webhooks", row.webhook.desk_id)
