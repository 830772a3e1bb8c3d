"""Receivers of a desk's changes, and the messages that were sent to them."""

from typing import Any

from rest_framework import serializers as s

from annotations.models import Delivery, Webhook
from annotations.models.webhooks.webhooks import CHANGES, Kind

from ..shell.bodies import Body, Flag, Line
from ..shell.representation import Representation, Url, Versioned, represents


@represents(Webhook)
class WebhookSerializer(Versioned):
    url = Url("webhooks")
    desk = s.IntegerField(source="desk_id")
    address = s.CharField()
    kinds = s.ListField(
        child=s.ChoiceField(choices=CHANGES), help_text="Which changes are sent; none: all of them."
    )
    is_paused = s.BooleanField()
    problem = s.CharField(help_text="Why it was paused.")
    secret_since = s.DateTimeField(help_text="When its secret was made.")
    added_by = s.IntegerField(source="added_by_id")
    assignee = s.IntegerField(
        source="assignee_id", allow_null=True, help_text="Who hears of its trouble."
    )


class SigningWebhookSerializer(WebhookSerializer):
    secret = s.CharField(
        allow_null=True,
        help_text="Signs every message: shown in this answer only, and null in a repeat.",
    )


@represents(Delivery)
class DeliverySerializer(Representation):
    id = s.IntegerField(source="pk")
    url = Url("deliveries")
    webhook = s.IntegerField(source="webhook_id")
    message_id = s.CharField(help_text="Its `webhook-id`; the same when it is sent again.")
    kind: Any = s.ChoiceField(choices=Kind.choices)
    body = s.CharField(help_text="As it is sent: these bytes are signed.")
    created_at = s.DateTimeField()
    due_at = s.DateTimeField(allow_null=True, help_text="When it is tried next.")
    tries = s.IntegerField()
    tried_at = s.DateTimeField(allow_null=True)
    delivered_at = s.DateTimeField(allow_null=True)
    is_given_up = s.BooleanField()
    status = s.IntegerField(allow_null=True, help_text="Of the last answer.")
    problem = s.CharField()


class WebhookBody(Body):
    address = Line(is_filled=True)
    kinds = s.ListField(
        child=s.ChoiceField(choices=CHANGES),
        required=False,
        default=list,
        max_length=len(CHANGES),
        help_text="Which changes are sent; none: all of them.",
    )


class WebhookChanges(Body):
    address = Line(is_filled=True, required=False)
    kinds = s.ListField(
        child=s.ChoiceField(choices=CHANGES), required=False, max_length=len(CHANGES)
    )
    is_paused = Flag(required=False)
