"""/api/v1/handovers/: whose work on a desk went to whom, and the way back."""

from annotations import access
from annotations.models import Handover, Scope
from annotations.services.accounts import handover

from ..shell import params
from ..shell.idempotency import once
from ..shell.resources import Detail, Resource


class Handovers(Resource[Handover]):
    model = Handover
    summaries = {"GET": "List handovers, newest first"}
    filters = {"desk": params.desk}

    def get(self, request):
        given = self.params()
        rows = self.full()
        return self.page(rows.filter(desk=given["desk"]) if "desk" in given else rows)


class OneHandover(Detail[Handover]):
    model = Handover
    summaries = {"GET": "Show a handover"}


class UndoHandover(Resource[Handover]):
    """What the receiver still has goes back; tokens stay ended."""

    model = Handover
    scope = Scope.DESK
    summaries = {"POST": "Take a handover back"}

    @once
    def post(self, request, pk: int):
        row = access.load(Handover.objects.all(), request.user, pk)
        handover.require_take_back(request.user, row)
        self.body()
        return self.answer(handover.take_back(actor=request.user, handover_id=row.pk))
