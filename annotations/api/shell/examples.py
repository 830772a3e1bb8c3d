"""Examples for the schema, made of its own shapes: one for each body and each answer."""

from typing import Any

DEEPEST = 12
# By the name of a field; others are made by their type.
VALUES: dict[str, Any] = {
    "action": "assign",
    "aliases": "Ilka Varn",
    "asked": "Ministry of Transport",
    "address": "https://example.org/feed.xml",
    "body": "Does the report cover 2019?",
    "byline": "Ilka Varn",
    "claimant": "Ilka Varn",
    "content": "Orlen B-LOC",
    "email": "ilka@example.org",
    "exact": "41 bridges",
    "excerpt": "41 bridges were inspected.",
    "external_id": "cms-4711",
    "guest": "Dr Advocat",
    "headline": "Minister resigns",
    "href": "https://example.org/report",
    "label": "Supported",
    "labels": "Health",
    "language": "en",
    "message": "There is no such field here.",
    "name": "Ilka Varn",
    "next": None,
    "note": "Which page?",
    "outlet": "Gazette",
    "prefix": "We counted ",
    "previous": None,
    "publisher": "Ministry of Transport",
    "rating": "supported",
    "rationale": "The ministry's list names 41.",
    "reply": "It is so.",
    "request": "7017a60295f04bb990dc5c26db8c062d",
    "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "slug": "politics",
    "source_url": "https://example.org/news/1",
    "statement": "The minister counted 41 bridges.",
    "suffix": " on Tuesday.",
    "text": "We counted 41 bridges on Tuesday.",
    "title": "Report on bridges",
    "url": "https://newsroom.example/api/v1/claims/7/",
    "username": "ilka",
    "version": 1,
    "wikidata_id": "Q42",
    "wording": "How many bridges did they count?",
}
WORDS = "Who counted them?"
FORMATS = {"date": "2026-03-01", "date-time": "2026-03-01T09:30:00Z", "uri": "https://example.org/"}


def of(schema: dict, components: dict, name: str = "", depth: int = 0) -> Any:
    """A value that the schema takes."""
    if "$ref" in schema:
        schema = components[schema["$ref"].rsplit("/", 1)[-1]]
    for way in ("allOf", "oneOf", "anyOf"):
        if way in schema:
            return of(schema[way][0], components, name, depth)
    if "enum" in schema:
        return next((value for value in schema["enum"] if value not in ("", None)), None)
    kinds = schema.get("type", "object")
    kind = kinds[0] if isinstance(kinds, list) else kinds
    if kind == "object":
        return _object(schema, components, depth)
    if kind == "array":
        one = of(schema.get("items", {}), components, name, depth + 1)
        return [one] * max(1, schema.get("minItems", 1))
    return _plain(schema, kind, name)


def _object(schema: dict, components: dict, depth: int) -> dict:
    if depth > DEEPEST:
        return {}
    fields = schema.get("properties", {})
    return {name: of(one, components, name, depth + 1) for name, one in fields.items()}


def _plain(schema: dict, kind: str, name: str) -> Any:
    if "default" in schema:
        return schema["default"]
    if schema.get("format") in FORMATS:
        return FORMATS[schema["format"]]
    usual = {"integer": 7, "number": 0.5, "boolean": False, "string": "", "null": None}
    value = VALUES.get(name, usual.get(kind))
    if value == "" and schema.get("minLength"):
        value = WORDS
    kinds: dict[str, Any] = {"integer": int, "number": (int, float), "string": str, "boolean": bool}
    fits = kinds.get(kind)
    if fits and not isinstance(value, fits) and not (value is None and _may_be_null(schema)):
        value = usual[kind]
    return value if kind != "integer" else max(value or 0, schema.get("minimum", 0))


def _may_be_null(schema: dict) -> bool:
    return "null" in schema.get("type", ())
