"""/api/v1/claims/{id}/history/: what the audit trail tells of a claim."""

from typing import Any

from rest_framework import serializers as s
from rest_framework.response import Response

from annotations import access
from annotations.models import Claim, Event
from annotations.services.undo import history

from ..shell import pagination
from ..shell.representation import Representation
from ..shell.resources import Resource


class HistorySerializer(Representation):
    id = s.IntegerField(source="pk", help_text="Of the line of the trail.")
    at: Any = s.DateTimeField()
    actor = s.IntegerField(source="actor_id", allow_null=True, help_text="Null: Newsroom itself.")
    request = s.CharField(help_text="All lines of one request have this in common.")
    reason = s.CharField(source="why", help_text="What `X-Reason` said.")
    told: Any = s.ListField(
        child=s.CharField(),
        source="texts",
        help_text="In words; empty where it only follows from another line.",
    )


class ClaimHistory(Resource[Event]):
    """Newest first: the claim, its places, attribution, evidence, verdicts, contacts, labels and
    links."""

    listed = HistorySerializer
    summaries = {"GET": "List what happened to a claim"}

    def get(self, request, pk: int):
        self.params()
        claim = access.load(Claim.objects.defer("search"), self.user, pk)
        page: Any = pagination.page(request, history.events(claim), lambda row: row)
        rows = history.with_texts(claim, page["results"])
        return Response(page | {"results": [self.summarise(row) for row in rows]})
