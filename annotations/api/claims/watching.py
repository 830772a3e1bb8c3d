"""/api/v1/claims/{id}/watch/ and …/unwatch/: whether the caller wants to hear of a claim."""

from rest_framework.response import Response

from annotations.models import Claim, Watch
from annotations.services.claims import watching

from ..shell.bodies import Nothing
from ..shell.idempotency import once
from ..shell.resources import Resource
from .serializers import WatchingSerializer


class WatchClaim(Resource[Claim]):
    """One's own: nobody watches for somebody else."""

    model = Claim
    summaries = {"GET": "Show whether you watch a claim", "POST": "Watch a claim"}
    bodies = {"POST": Nothing}
    shapes = {"GET": WatchingSerializer, "POST": WatchingSerializer}

    def get(self, request, pk: int):
        self.params()
        row = self.load(pk)
        return Response({"watching": Watch.objects.of(self.user).filter(claim=row).exists()})

    @once
    def post(self, request, pk: int):
        row = self.load(pk)
        self.body()
        watching.watch(actor=self.user, claim_id=row.pk)
        return Response({"watching": True})


class UnwatchClaim(Resource[Claim]):
    model = Claim
    summaries = {"POST": "Unwatch a claim"}
    bodies = {"POST": Nothing}
    shapes = {"POST": WatchingSerializer}

    @once
    def post(self, request, pk: int):
        row = self.load(pk)
        self.body()
        watching.unwatch(actor=self.user, claim_id=row.pk)
        return Response({"watching": False})
