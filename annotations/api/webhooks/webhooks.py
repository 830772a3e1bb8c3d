"""/api/v1/desks/{id}/webhooks/ and webhooks/: where a desk's changes are sent, for its editors."""

from rest_framework.response import Response

from annotations import access
from annotations.models import Scope, Webhook
from annotations.services.webhooks import webhooks

from ..shell.bodies import Nothing
from ..shell.idempotency import once, shown_once
from ..shell.resources import Detail, Resource
from . import serializers


class DeskWebhooks(Resource[Webhook]):
    """Newest first. A receiver is told of what happens after it was added."""

    model = Webhook
    scope = Scope.DESK
    summaries = {"GET": "List the webhooks of a desk", "POST": "Add a webhook"}
    bodies = {"POST": serializers.WebhookBody}
    shapes = {"POST": serializers.SigningWebhookSerializer}
    answers = (201,)
    listed = serializers.WebhookSerializer

    def get(self, request, pk: int):
        self.params()
        return self.page(Webhook.objects.filter(desk=self._desk(pk)))

    @once
    def post(self, request, pk: int):
        desk = self._desk(pk)
        body = self.body(serializers.WebhookBody)
        row = webhooks.add(actor=request.user, desk_id=desk.pk, **body)
        return shown_once(self.answer(row, 201, secret=row.secret), "secret")

    def _desk(self, pk: int):
        desk = access.load_desk(self.user, pk)
        access.require(self.user, "keep webhooks", desk.pk)
        return desk


class OneWebhook(Detail[Webhook]):
    model = Webhook
    scope = Scope.DESK
    summaries = {"GET": "Show a webhook", "PATCH": "Edit a webhook", "DELETE": "Remove a webhook"}
    bodies = {"PATCH": serializers.WebhookChanges}

    def get(self, request, pk: int):
        self.params()
        return self.shown(kept(self, pk))

    def patch(self, request, pk: int):
        row = kept(self, pk)
        seen = self.seen(row)
        body = self.body(serializers.WebhookChanges)
        return self.answer(
            webhooks.edit(actor=request.user, webhook_id=row.pk, seen_version=seen, **body)
        )

    def delete(self, request, pk: int):
        row = kept(self, pk)
        webhooks.remove(actor=request.user, webhook_id=row.pk, seen_version=self.seen(row))
        return Response(status=204)


class RotateSecret(Resource[Webhook]):
    """What is sent from now on is signed with the new one, what waits included."""

    model = Webhook
    scope = Scope.DESK
    must_see = False
    summaries = {"POST": "Rotate the secret of a webhook"}
    bodies = {"POST": Nothing}
    shapes = {"POST": serializers.SigningWebhookSerializer}

    @once
    def post(self, request, pk: int):
        row = kept(self, pk)
        seen = self.seen(row, required=False)
        self.body()
        row = webhooks.rotate(actor=request.user, webhook_id=row.pk, seen_version=seen)
        return shown_once(self.answer(row, secret=row.secret), "secret")


def kept(resource: Resource, pk: int) -> Webhook:
    """The row if the caller keeps its desk; raises NotFound and NotAllowed."""
    row = access.load(Webhook.objects.all(), resource.user, pk)
    access.require(resource.user, "keep webhooks", row.desk_id)
    return row
