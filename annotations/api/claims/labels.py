"""/api/v1/labels/: the words that a desk keeps for its claims."""

from rest_framework.response import Response

from annotations import access
from annotations.models import ClaimLabel
from annotations.services.claims import labels

from ..accounts.desks import desk_of_body
from ..shell import params
from ..shell.idempotency import once
from ..shell.resources import Detail, Resource
from . import serializers


class Labels(Resource[ClaimLabel]):
    """By name; a claim has those of its own desk."""

    model = ClaimLabel
    summaries = {"GET": "List the labels of your desks", "POST": "Add a label"}
    bodies = {"POST": serializers.ClaimLabelBody}
    filters = {"desk": params.desk, "updated_since": params.moment}

    def get(self, request):
        given = self.params()
        return self.page(self.full().filter(**given))

    @once
    def post(self, request):
        body = self.body(serializers.ClaimLabelBody)
        desk = desk_of_body(request, body.pop("desk"))
        return self.answer(labels.add(actor=request.user, desk_id=desk.pk, **body), 201)


class OneLabel(Detail[ClaimLabel]):
    model = ClaimLabel
    summaries = {"GET": "Show a label", "PATCH": "Edit a label", "DELETE": "Delete a label"}
    bodies = {"PATCH": serializers.ClaimLabelChanges}

    def patch(self, request, pk: int):
        row = self.load(pk)
        access.require(request.user, "keep labels", row.desk_id)
        seen = self.seen(row)
        body = self.body(serializers.ClaimLabelChanges)
        return self.answer(
            labels.edit(actor=request.user, label_id=row.pk, seen_version=seen, **body)
        )

    def delete(self, request, pk: int):
        row = self.load(pk)
        access.require(request.user, "keep labels", row.desk_id)
        labels.remove(actor=request.user, label_id=row.pk, seen_version=self.seen(row))
        return Response(status=204)
