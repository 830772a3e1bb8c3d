"""/api/v1/exports/: a desk's claims, and texts with reviewed names, as files, streamed."""

from django.http import StreamingHttpResponse

from annotations.exchange import claims as claims_out
from annotations.exchange import corpus
from annotations.exchange.copy_out import Busy
from annotations.models import Claim, NamesReview

from ..shell import params
from ..shell.problems import TooMany
from ..shell.renderers import AnyRenderer, JSONRenderer
from ..shell.resources import Resource
from .claims import FILTERS, filtered


class Export(Resource):
    """Takes the filters of the list of claims; rights are settled before the first byte."""

    model = Claim
    filters = FILTERS
    renderer_classes = (JSONRenderer, AnyRenderer)
    media_type = ""
    name = ""
    rows = staticmethod(claims_out.ndjson)

    def picked(self):
        """The rows that are asked for, of those that the person may see."""
        return self.changed(filtered(self, Claim.objects.visible_to(self.request.user)))

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


class CorpusNDJSON(Export):
    """Texts whose names were reviewed, for `train_tagger`; of one desk or of all that are seen."""

    model = NamesReview
    filters = ("desk",)
    media_type = "application/x-ndjson"
    name = "corpus.ndjson"
    rows = staticmethod(corpus.lines)

    def picked(self):
        given = self.params(desk=params.desk)
        reviews = NamesReview.objects.visible_to(self.request.user).newest()
        return reviews.of_desk(given["desk"].pk) if "desk" in given else reviews


class ClaimsJSON(Export):
    media_type = "application/json"
    name = "claims.json"
    rows = staticmethod(claims_out.JSONArray)


class ClaimsNDJSON(Export):
    media_type = "application/x-ndjson"
    name = "claims.ndjson"
    rows = staticmethod(claims_out.ndjson)


class ClaimsCSV(Export):
    media_type = "text/csv; charset=utf-8"
    name = "claims.csv"
    rows = staticmethod(claims_out.CSV)
