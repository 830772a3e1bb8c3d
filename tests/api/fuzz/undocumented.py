"""Fields of an answer that the schema does not tell of."""

from collections.abc import Iterator, Mapping
from typing import Any

from schemathesis import Case

# What `include` asks for, as the parameter says; the object of 412, as the answer says.
BESIDE = {"included", "current"}


def of(case: Case, response: Any) -> list[str]:
    """Paths of fields of this answer that its operation does not tell of."""
    root = case.operation.schema.raw_schema
    told = root["paths"][case.operation.path][case.operation.method]["responses"]
    content = told.get(str(response.status_code), {}).get("content", {})
    kind = response.headers.get("content-type", [""])[0].split(";")[0]
    if kind not in ("application/json", "application/problem+json") or kind not in content:
        return []
    found = fields(response.json(), content[kind].get("schema", {}), root)
    return [path for path in found if path not in BESIDE]


def fields(
    value: Any, schema: Mapping[str, Any], root: Mapping[str, Any], at: str = ""
) -> Iterator[str]:
    """Their paths; a schema that says nothing of its fields takes any."""
    if isinstance(value, list):
        for one in _flat(schema, root):
            if "items" in one:
                for item in value:
                    yield from fields(item, one["items"], root, f"{at}[]")
                return
        return
    if not isinstance(value, dict):
        return
    known = [one for one in _flat(schema, root) if _is_closed(one)]
    if not known or any("properties" not in one for one in _objects(schema, root)):
        return
    properties: dict[str, list] = {}
    for one in known:
        for name, field in one["properties"].items():
            properties.setdefault(name, []).append(field)
    for name, inner in value.items():
        path = f"{at}.{name}".lstrip(".")
        if name not in properties:
            yield path
        elif len(properties[name]) == 1:
            yield from fields(inner, properties[name][0], root, path)


def _flat(schema: Mapping[str, Any], root: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """A schema and all that it is put together of."""
    if "$ref" in schema:
        found: Any = root
        for part in schema["$ref"].removeprefix("#/").split("/"):
            found = found[part]
        yield from _flat(found, root)
    yield schema
    for way in ("allOf", "oneOf", "anyOf"):
        for part in schema.get(way, ()):
            yield from _flat(part, root)


def _is_closed(schema: Mapping[str, Any]) -> bool:
    return "properties" in schema and not schema.get("additionalProperties")


def _objects(schema: Mapping[str, Any], root: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [one for one in _flat(schema, root) if one.get("type") == "object"]
