"""/api/v1/correction-requests/: what readers of public pages want corrected."""

from annotations import access
from annotations.models import CorrectionRequest, Desk
from annotations.services.publications import publishing, requests

from ..shell import params
from ..shell.idempotency import once
from ..shell.resources import Resource
from . import serializers

FILTERS = {
    "desk": params.desk,
    "state": params.one_of(CorrectionRequest.State),
    "updated_since": params.moment,
}


class CorrectionRequests(Resource[CorrectionRequest]):
    """Of the desks that the caller edits, the oldest first: readers leave names and addresses."""

    model = CorrectionRequest
    summaries = {"GET": "List what readers want corrected"}
    filters = FILTERS

    def get(self, request):
        given, rows = self.params(), self.full()
        desks = Desk.objects.visible_to(self.user).values_list("pk", flat=True)
        mine = [pk for pk in desks if access.may(self.user, publishing.ACTION, pk)]
        rows = rows.filter(publication__desk__in=mine)
        if "desk" in given:
            rows = rows.filter(publication__desk=given["desk"])
        if "state" in given:
            rows = rows.filter(state=given["state"])
        return self.page(rows)


class OneCorrectionRequest(Resource[CorrectionRequest]):
    model = CorrectionRequest
    summaries = {"GET": "Show what a reader wants corrected"}

    def get(self, request, pk: int):
        self.params()
        return self.answer(_kept(self, pk))


class DecideCorrectionRequest(Resource[CorrectionRequest]):
    """Accept it or decline it; what follows is done on the claim."""

    model = CorrectionRequest
    must_see = True
    summaries = {"POST": "Decide about a reader’s request"}
    bodies = {"POST": serializers.CorrectionDecisionBody}

    @once
    def post(self, request, pk: int):
        row = _kept(self, pk)
        seen = self.seen(row)
        body = self.body(serializers.CorrectionDecisionBody)
        return self.answer(
            requests.decide(actor=self.user, request_id=row.pk, seen_version=seen, **body)
        )


def _kept(resource: Resource, pk: int) -> CorrectionRequest:
    """The row, for editors of its desk."""
    rows = CorrectionRequest.objects.select_related("publication")
    row = access.load(rows, resource.user, pk)
    access.require(resource.user, publishing.ACTION, row.publication.desk_id)
    return row
