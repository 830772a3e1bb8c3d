"""NDJSON in the schema: text of many lines, each of which holds one object of a shape."""

import json
from collections.abc import Iterator
from typing import Any

from . import examples
from .renderers import NDJSONRenderer

TYPE = NDJSONRenderer.media_type


def describe_lines(result: dict, generator: Any, request: Any, public: bool) -> dict:
    """A hook of drf-spectacular, which takes the shape of a line for the shape of it all."""
    components = result["components"]["schemas"]
    for methods in result["paths"].values():
        for operation in methods.values():
            if TYPE in operation.get("requestBody", {}).get("content", {}):
                operation["requestBody"]["required"] = True
    for content in _contents(result):
        line = content["schema"]
        if "$ref" in line:
            content["example"] = json.dumps(examples.of(line, components)) + "\n"
            content["schema"] = {
                "type": "string",
                "format": "binary",
                "contentMediaType": TYPE,
                "contentSchema": line,
            }
    return result


def _contents(result: dict) -> Iterator[dict]:
    for methods in result["paths"].values():
        for operation in methods.values():
            bodies = [operation.get("requestBody", {}), *operation["responses"].values()]
            yield from (one["content"][TYPE] for one in bodies if TYPE in one.get("content", {}))
