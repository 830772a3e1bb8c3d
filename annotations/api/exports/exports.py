"""/api/v1/exports/: files of every format, streamed."""

from typing import Any

from django.http import StreamingHttpResponse

from annotations.exchange.copy_out import Busy
from annotations.exchange.formats import FORMATS, Format, left_out
from annotations.exchange.site import asked_at
from annotations.models import Claim

from ..shell.problems import TooMany
from ..shell.renderers import AnyRenderer, JSONRenderer
from ..shell.resources import Resource
from .selection import filters_of, picked


class Export(Resource[Any]):
    """Takes the filters of the list of what it holds, and of claims also `fields`; rights are
    settled before the first byte."""

    renderer_classes = (JSONRenderer, AnyRenderer)
    model = Claim
    name = ""
    kind: Format = FORMATS["claims.json"]
    media_type = kind.media_type

    def get(self, request):
        rows, fields = picked(request, self.kind)
        try:
            with asked_at(request.build_absolute_uri("/")):
                stream = self.kind.stream(rows, fields)
        except Busy as error:
            raise TooMany from error
        headers = {"Content-Disposition": f'attachment; filename="{self.name}"'}
        if missing := left_out(stream):
            headers["Names-Left-Out"] = str(missing)
        return StreamingHttpResponse(stream, content_type=self.media_type, headers=headers)


def _view(name: str, found: Format):
    return Export.as_view(
        name=name,
        kind=found,
        media_type=found.media_type,
        model=found.subject,
        filters=filters_of(found),
        summaries={"GET": f"Export {name}"},
    )


ROUTES = [(f"exports/{name}", _view(name, found)) for name, found in FORMATS.items()]
