"""/api/v1/webhooks/{id}/deliveries/ and deliveries/: what was sent to a receiver, for 30 days."""

from django.db.models import TextChoices

from annotations import access
from annotations.models import Delivery, Scope
from annotations.services.webhooks import webhooks

from ..shell import params
from ..shell.bodies import Nothing
from ..shell.idempotency import once
from ..shell.resources import Resource
from . import serializers
from .webhooks import kept as kept_webhook


class DeliveryState(TextChoices):
    WAITING = "waiting"
    DELIVERED = "delivered"
    GIVEN_UP = "given-up"


class Deliveries(Resource[Delivery]):
    """Newest first."""

    model = Delivery
    scope = Scope.DESK
    listed = serializers.DeliverySerializer
    summaries = {"GET": "List what was sent to a webhook"}
    filters = {"state": params.one_of(DeliveryState)}

    def get(self, request, pk: int):
        rows = Delivery.objects.filter(webhook=kept_webhook(self, pk))
        state = self.params().get("state")
        return self.page(getattr(rows, state.replace("-", "_"))() if state else rows)


class TestWebhook(Resource[Delivery]):
    """A message of the kind `test`: the answer, which says later whether it arrived."""

    model = Delivery
    scope = Scope.DESK
    summaries = {"POST": "Send a test to a webhook"}
    bodies = {"POST": Nothing}
    answers = (201,)

    @once
    def post(self, request, pk: int):
        row = kept_webhook(self, pk)
        self.body()
        return self.answer(webhooks.test(actor=request.user, webhook_id=row.pk), 201)


class OneDelivery(Resource[Delivery]):
    model = Delivery
    scope = Scope.DESK
    summaries = {"GET": "Show a message to a webhook"}

    def get(self, request, pk: int):
        self.params()
        return self.shown(kept(self, pk))


class Replay(Resource[Delivery]):
    """With the id it had, so that its receiver can tell."""

    model = Delivery
    scope = Scope.DESK
    summaries = {"POST": "Send a message to a webhook again"}
    bodies = {"POST": Nothing}

    @once
    def post(self, request, pk: int):
        row = kept(self, pk)
        self.body()
        return self.answer(webhooks.replay(actor=request.user, delivery_id=row.pk))


def kept(resource: Resource, pk: int) -> Delivery:
    """The row if the caller keeps its desk; raises NotFound and NotAllowed."""
    row = access.load(Delivery.objects.select_related("webhook"), resource.user, pk)
    access.require(resource.user, "keep webhooks", row.webhook.desk_id)
    return row
