"""Lines of a bulk import, read without a serializer where nothing is wrong with them.

A serializer takes longer for a line than all else together. Whatever is not plainly right is left
to it: there is one home for rules and errors.
"""

from collections.abc import Callable
from typing import Any

from rest_framework.exceptions import ValidationError
from rest_framework.fields import DateTimeField

from annotations.models import Label

from . import serializers

LINES = ("headline", "text", "language", "outlet", "byline", "source_url", "external_id")
NEEDED = ("desk", "headline", "text")
MOST = 2**31 - 1  # An offset.
LABELS = frozenset(Label.values)
Fields = Callable[[dict], "dict[str, Any] | None"]


def read(value: dict) -> dict[str, Any] | None:
    """What BulkLine makes of a JSON object; None where only BulkLine itself can tell."""
    if not value.keys() <= KNOWN or not all(name in value for name in NEEDED):
        return None
    desk = value["desk"]
    if type(desk) is not str and type(desk) is not int:
        return None
    line: dict[str, Any] = {"desk": desk}
    for name in LINES:
        if name in value:
            if type(value[name]) is not str:
                return None
            line[name] = value[name]
    if "published_at" in value:
        try:
            line["published_at"] = _PUBLISHED.run_validation(value["published_at"])
        except ValidationError:
            return None
    for name, one in (("claims", _claim), ("mentions", _mention)):
        if name in value:
            spans = _spans(value[name], one)
            if spans is None:
                return None
            line[name] = spans
    return line


def _spans(rows: object, one: Fields) -> list[dict] | None:
    if type(rows) is not list:
        return None
    read = (one(row) if type(row) is dict else None for row in rows)
    found = [row for row in read if row is not None]
    return found if len(found) == len(rows) else None


def _claim(row: dict) -> dict[str, Any] | None:
    start, end, statement = row.get("start"), row.get("end"), row.get("statement", "")
    own = row.get("external_id", "")
    if not (_is_offset(start) and _is_offset(end) and type(statement) is type(own) is str):
        return None
    if not row.keys() <= KNOWN_OF_CLAIM:
        return None
    read = {"start": start, "end": end, "statement": statement}
    return read | {"external_id": own} if "external_id" in row else read


def _mention(row: dict) -> dict[str, Any] | None:
    start, end, label = row.get("start"), row.get("end"), row.get("label")
    if not (_is_offset(start) and _is_offset(end) and type(label) is str and label in LABELS):
        return None
    if not row.keys() <= KNOWN_OF_MENTION:
        return None
    return {"start": start, "end": end, "label": label}


def _is_offset(value: object) -> bool:
    return type(value) is int and value <= MOST


def _known(body: type[serializers.Body]) -> frozenset[str]:
    """The names that a body takes or leaves alone."""
    shape = body.shape._declared_fields if body.shape else {}
    return frozenset([*body._declared_fields, *shape])


KNOWN = _known(serializers.BulkLine)
KNOWN_OF_CLAIM = _known(serializers.BulkClaim)
KNOWN_OF_MENTION = _known(serializers.BulkMention)
_PUBLISHED = DateTimeField(allow_null=True)
