"""/api/v1/exports/: a desk's claims, and texts with reviewed names, as files, streamed."""

from collections.abc import Callable, Iterable

from django.http import StreamingHttpResponse

from annotations.exchange import claims as claims_out
from annotations.exchange import corpus
from annotations.exchange.copy_out import Busy
from annotations.models import Claim, NamesReview

from ..shell import params
from ..shell.problems import TooMany
from ..shell.renderers import AnyRenderer, JSONRenderer
from ..shell.resources import Resource, Row
from .claims import FILTERS, filtered


class Export(Resource[Row]):
    """Takes the filters of the list of claims; rights are settled before the first byte."""

    filters: params.Filters = FILTERS
    renderer_classes = (JSONRenderer, AnyRenderer)
    media_type = ""
    name = ""
    rows: Callable[..., Iterable[bytes]]

    def picked(self):
        """The rows that are asked for, of those that the person may see."""
        return self.changed(filtered(self, Claim.objects.visible_to(self.user)))

    def get(self, request):
        picked = self.picked()
        try:
            rows = self.rows(picked)
        except Busy as error:
            raise TooMany from error
        return StreamingHttpResponse(
            rows,
            content_type=self.media_type,
            headers={"Content-Disposition": f'attachment; filename="{self.name}"'},
        )


class CorpusNDJSON(Export[NamesReview]):
    """For `train_tagger`: of each article the newest revision whose names were reviewed."""

    model = NamesReview
    summaries = {"GET": "Export the texts with reviewed names"}
    filters = {"desk": params.desk}
    media_type = "application/x-ndjson"
    name = "corpus.ndjson"
    rows = staticmethod(corpus.lines)

    def picked(self):
        given = self.params()
        reviews = NamesReview.objects.visible_to(self.user).newest()
        return reviews.of_desk(given["desk"].pk) if "desk" in given else reviews


class ClaimsJSON(Export[Claim]):
    model = Claim
    summaries = {"GET": "Export claims as JSON"}
    media_type = "application/json"
    name = "claims.json"
    rows = staticmethod(claims_out.JSONArray)


class ClaimsNDJSON(Export[Claim]):
    model = Claim
    summaries = {"GET": "Export claims as lines of JSON"}
    media_type = "application/x-ndjson"
    name = "claims.ndjson"
    rows = staticmethod(claims_out.ndjson)


class ClaimsCSV(Export[Claim]):
    model = Claim
    summaries = {"GET": "Export claims as CSV"}
    media_type = "text/csv; charset=utf-8"
    name = "claims.csv"
    rows = staticmethod(claims_out.CSV)
