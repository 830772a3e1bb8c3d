"""/api/v1/notifications/: one's own."""

from django.db.models import TextChoices
from rest_framework import serializers as s
from rest_framework.response import Response

from annotations.models import Notification
from annotations.services.notifications import reading

from ..shell import params
from ..shell.bodies import Body, Id, Nothing
from ..shell.idempotency import once
from ..shell.representation import Representation, Url, represents
from ..shell.resources import Detail, Resource


@represents(Notification)
class NotificationSerializer(Representation):
    id = s.IntegerField(source="pk")
    url = Url("notifications")
    kind = s.ChoiceField(choices=Notification.Kind.choices)
    actor = s.IntegerField(source="actor_id", allow_null=True)
    article = s.IntegerField(source="article_id", allow_null=True)
    desk = s.IntegerField(source="desk_id", allow_null=True, help_text="Of what is on no article.")
    handover = s.IntegerField(source="handover_id", allow_null=True)
    instead_of = s.IntegerField(
        source="instead_of_id", allow_null=True, help_text="Who was mentioned, before a handover."
    )
    guest_link = s.IntegerField(source="guest_link_id", allow_null=True)
    webhook = s.IntegerField(source="webhook_id", allow_null=True)
    claim = s.IntegerField(source="claim_id", allow_null=True)
    thread = s.IntegerField(source="thread_id", allow_null=True)
    comment = s.IntegerField(source="comment_id", allow_null=True)
    assessment = s.IntegerField(source="assessment_id", allow_null=True)
    created_at = s.DateTimeField()
    read_at = s.DateTimeField(allow_null=True)


class NotificationState(TextChoices):
    UNREAD = "unread"
    READ = "read"


class Notifications(Resource[Notification]):
    model = Notification
    summaries = {"GET": "List what you were told, newest first"}
    filters = {"state": params.one_of(NotificationState)}

    def get(self, request):
        rows = self.full()
        state = self.params().get("state")
        return self.page(getattr(rows, state)() if state else rows)


class OneNotification(Detail[Notification]):
    model = Notification
    summaries = {"GET": "Show what you were told"}


class ReadNotification(Resource[Notification]):
    model = Notification
    summaries = {"POST": "Mark a notification as read"}
    bodies = {"POST": Nothing}

    @once
    def post(self, request, pk: int):
        row = self.load(pk)
        self.body()
        return self.answer(reading.read(actor=self.user, notification_id=row.pk))


class UpToBody(Body):
    up_to = Id(help_text="The newest that was seen: what came later stays unread.")


class ReadSerializer(s.Serializer):
    read = s.IntegerField(help_text="How many were unread.")


class ReadNotifications(Resource):
    """Yours."""

    summaries = {"POST": "Mark all notifications as read"}
    bodies = {"POST": UpToBody}
    shapes = {"POST": ReadSerializer}

    @once
    def post(self, request):
        body = self.body(UpToBody)
        return Response({"read": reading.read_all(actor=self.user, up_to=body["up_to"])})
