"""Answers."""

from rest_framework import renderers

from . import json


class JSONRenderer(renderers.BaseRenderer):
    media_type = "application/json"
    format = "json"
    charset = None

    def render(self, data, accepted_media_type=None, renderer_context=None):
        if isinstance(data, bytes):  # Rendered already.
            return data
        return b"" if data is None else json.dumps(data)


class NDJSONRenderer(JSONRenderer):
    media_type = "application/x-ndjson"
    format = "ndjson"


class AnyRenderer(JSONRenderer):
    """For downloads: they have one form, whatever Accept says."""

    media_type = "*/*"
