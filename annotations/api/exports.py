"""/api/v1/exports/: a desk's claims as files, streamed."""

from django.http import StreamingHttpResponse

from annotations.exchange import claims as claims_out
from annotations.exchange.copying import Busy
from annotations.models import Claim

from .claims import FILTERS, filtered
from .problems import TooMany
from .renderers import AnyRenderer, JSONRenderer
from .resources import Resource


class Export(Resource):
    """Takes the filters of the list of claims; rights are settled before the first byte."""

    model = Claim
    filters = FILTERS
    renderer_classes = (JSONRenderer, AnyRenderer)
    media_type = ""
    name = ""
    rows = staticmethod(claims_out.ndjson)

    def get(self, request):
        queryset = filtered(self, Claim.objects.visible_to(request.user))
        try:
            rows = self.rows(queryset)
        except Busy as error:
            raise TooMany from error
        return StreamingHttpResponse(
            rows,
            content_type=self.media_type,
            headers={"Content-Disposition": f'attachment; filename="{self.name}"'},
        )


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
