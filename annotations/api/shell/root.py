"""/api/v1/: where everything is."""

from rest_framework.response import Response

from .renderers import AnyRenderer, JSONRenderer
from .resources import Resource

BESIDE = ("schema", "docs")


class Root(Resource):
    """Their names and addresses, as JSON even for a browser."""

    summaries = {"GET": "List the parts of the API"}
    shapes = {"GET": {"type": "object", "additionalProperties": {"type": "string"}}}
    parts: tuple[str, ...] = ()
    renderer_classes = (JSONRenderer, AnyRenderer)

    def get(self, request):
        self.params()
        found = {part.strip("/"): f"{self.base}{part}" for part in self.parts}
        for name in BESIDE:
            found[name] = request.build_absolute_uri(f"/api/{name}/")
        return Response(found, content_type=JSONRenderer.media_type)
