"""/api/v1/changes/: what happened, in order, so that a copy can be kept without asking for all."""

from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy
from rest_framework import exceptions
from rest_framework import serializers as s
from rest_framework.response import Response

from annotations.exchange import changes

from ..shell import pagination, params
from ..shell.representation import Part
from ..shell.resources import Resource


class Busy(exceptions.APIException):
    status_code = 503
    default_detail = gettext_lazy("The database is busy with writes: try again.")
    wait = 1


class ChangeAction(TextChoices):
    CREATED = "created"
    CHANGED = "changed"
    DELETED = "deleted"


COLLECTIONS = sorted(set(changes.COLLECTIONS.values()))


class ChangeSerializer(Part):
    id = s.IntegerField(source="pk", help_text="What `after` takes; it rises.")
    at = s.DateTimeField()
    action = s.ChoiceField(choices=ChangeAction.choices)
    collection = s.ChoiceField(choices=COLLECTIONS, help_text="Where the object is found.")
    object: Any = s.IntegerField(source="object_id")
    desk = s.IntegerField(source="place.desk_id")
    article = s.IntegerField(source="place.article_id", allow_null=True)
    claim = s.IntegerField(source="place.claim_id", allow_null=True)
    actor = s.IntegerField(source="actor_id", allow_null=True, help_text="Null: Newsroom itself.")
    request = s.CharField(help_text="All that one request did has this in common.")


class ChangesSerializer(s.Serializer):
    next = s.CharField(allow_null=True, help_text="Null when there is nothing more for now.")
    previous = s.CharField(allow_null=True)
    results: Any = ChangeSerializer(many=True)
    after = s.IntegerField(help_text="Keep it, and ask from there the next time.")


class Changes(Resource):
    """In the order in which it happened, without contents. Without `after` the answer is only
    where the feed stands now; 0 is its beginning."""

    summaries = {"GET": "List what changed since a change"}
    shapes = {"GET": ChangesSerializer}
    filters = {"after": params.number, "desk": params.desk}
    has_limit = True

    def get(self, request):
        given = self.params()
        most = pagination.limit_of(request)
        if "after" not in given:
            newest = changes.newest()
            if newest is None:
                raise Busy
            return self._answer(changes.Changes([], newest, False))
        desk = given.get("desk")
        found = changes.since(
            self.user, given["after"], most=most, desk_id=desk.pk if desk else None
        )
        return self._answer(found)

    def _answer(self, found: changes.Changes) -> Response:
        query = self.request.query_params.copy()
        query["after"] = str(found.after)
        path = self.request.build_absolute_uri(f"{self.request.path}?{query.urlencode()}")
        shape = ChangeSerializer()
        return Response(
            {
                "next": path if found.is_more else None,
                "previous": None,
                "results": [shape.to_representation(row) for row in found.rows],
                "after": found.after,
            }
        )
