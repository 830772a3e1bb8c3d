"""Request bodies."""

from rest_framework import parsers

from . import json


class JSONParser(parsers.BaseParser):
    """JSON in UTF-8, guarded (json.loads)."""

    media_type = "application/json"

    def parse(self, stream, media_type=None, parser_context=None):
        return json.loads(stream.read())


class MultiPartParser(parsers.MultiPartParser):
    """One uploaded file with its fields."""


class NDJSONParser(parsers.BaseParser):
    """Lines of JSON, left as bytes: each line has its own errors."""

    media_type = "application/x-ndjson"

    def parse(self, stream, media_type=None, parser_context=None):
        return stream.read().splitlines()
