"""What bodies are made of: what may be sent, field by field. Rules are the services'."""

import threading
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.extensions import OpenApiSerializerExtension, OpenApiSerializerFieldExtension
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

_made = threading.local()
LONGEST_NAME = 60  # Of an unknown field, as it is told back.
NO_FIELD = gettext_lazy("There is no such field here.")


class Body(serializers.Serializer):
    """What may be sent, and nothing else: a misspelt name is refused, not passed over.

    What the representation of the object shows and nobody may set is left alone, so that an answer
    can be changed and sent back. `shape` says what that is; without one, the view's object does.
    """

    shape: type[serializers.Serializer] | None = None

    @classmethod
    def read(
        cls, data: object, shape: type[serializers.Serializer] | None = None
    ) -> dict[str, Any]:
        """What was sent, checked; raises ValidationError.

        A thread keeps its bodies: making one, field by field, took as long as a query.
        """
        made = _made.__dict__.setdefault("bodies", {})
        one = made.get(cls)
        if one is None:
            one = made[cls] = cls()
        one._context = {"shape": shape}
        try:
            return dict(one.run_validation(data))
        except serializers.ValidationError as error:
            if isinstance(error.detail, dict):
                raise
            detail: Any = {"non_field_errors": error.detail}
            raise serializers.ValidationError(detail) from error

    def to_internal_value(self, data):
        unknown = self._unknown(data) if isinstance(data, Mapping) else {}
        try:
            value = super().to_internal_value(data)
        except serializers.ValidationError as error:
            detail: Any = error.detail
            raise serializers.ValidationError({**detail, **unknown}) from error
        if unknown:
            raise serializers.ValidationError(unknown)
        return value

    def _unknown(self, data: Mapping) -> dict[str, Any]:
        shape = self.shape or (self.context.get("shape") if self.parent is None else None)
        known = self.fields.keys() | (shape._declared_fields.keys() if shape else set())
        return {name[:LONGEST_NAME]: [NO_FIELD] for name in data if name not in known}


class BodyScheme(OpenApiSerializerExtension):
    target_class = Body
    match_subclasses = True

    def map_serializer(self, auto_schema, direction):
        found = auto_schema._map_serializer(self.target, direction, bypass_extensions=True)
        return found | {"additionalProperties": False}


class Nothing(Body):
    """An action that takes nothing."""


@extend_schema_field({"type": "string", "format": "binary"})
class Upload(serializers.Field):
    """A file; the view reads it."""

    default_error_messages = {"required": gettext_lazy("Send the file in the field `file`.")}

    def to_internal_value(self, data):
        return data

    def to_representation(self, value):
        return value


ID = {"type": "integer", "minimum": 0, "maximum": 2**63 - 1}
WORDS = {"type": "string", "minLength": 1, "pattern": r"\S"}
SLUG = {"type": "string", "pattern": "^[-a-zA-Z0-9_]+$"}
NAMED = {"name": WORDS, "entity": {"oneOf": [ID, {"type": "null"}]}}


@extend_schema_field({"oneOf": [ID, SLUG]})
class IdOrSlug(serializers.Field):
    """A desk by id or slug."""

    description = "The desk, by id or slug."

    def __init__(self, **kwargs):
        super().__init__(help_text=kwargs.pop("help_text", self.description), **kwargs)

    def to_internal_value(self, data):
        if isinstance(data, bool) or not isinstance(data, int | str):
            raise serializers.ValidationError(_("Give an id or a slug."))
        return data

    def to_representation(self, value):
        return value


@extend_schema_field(
    {
        "oneOf": [
            ID,
            WORDS,
            {
                "type": "object",
                "properties": NAMED,
                "additionalProperties": False,
            },
        ]
    }
)
class Speaker(IdOrSlug):
    """A name, the id of an entity, or `{name, entity}`."""

    description = "Who says it: a name, the id of an entity, or `{name, entity}`."

    def to_internal_value(self, data):
        if isinstance(data, dict):
            unknown = next((name for name in data if name not in ("name", "entity")), None)
            if unknown is not None:
                raise serializers.ValidationError({unknown[:LONGEST_NAME]: [NO_FIELD]})
            data = data.get("entity") or data.get("name")
        if isinstance(data, bool) or not isinstance(data, int | str) or data == "":
            raise serializers.ValidationError(_("Give a name or the id of an entity."))
        return data


class Count(serializers.IntegerField):
    """A whole number, as JSON writes one."""

    def to_internal_value(self, data):
        if isinstance(data, bool | float | str):
            self.fail("invalid")
        return super().to_internal_value(data)


class Id(Count):
    """A JSON number; what no row can have is refused like an unknown id."""

    def __init__(self, **kwargs):
        super().__init__(min_value=0, max_value=2**63 - 1, **kwargs)


class Offset(Count):
    """Code points."""

    def __init__(self, **kwargs):
        super().__init__(max_value=2**31 - 1, **kwargs)


class Flag(serializers.BooleanField):
    """JSON's own true or false."""

    def to_internal_value(self, data):
        if not isinstance(data, bool):
            self.fail("invalid", input=data)
        return data


class Line(serializers.CharField):
    """Text; its length and emptiness are judged by the service.

    One that says something (`is_filled`) is told of in the schema.
    """

    def __init__(self, *, is_filled: bool = False, **kwargs):
        self.is_filled = is_filled
        kwargs.setdefault("allow_blank", True)
        super().__init__(trim_whitespace=False, **kwargs)

    def to_internal_value(self, data):
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class LineScheme(OpenApiSerializerFieldExtension):
    target_class = Line
    match_subclasses = True

    def map_serializer_field(self, auto_schema, direction):
        if self.target.is_filled:  # Else "" would be a choice beside these words.
            self.target.allow_blank = False
        found = auto_schema._map_serializer_field(self.target, direction, bypass_extensions=True)
        return found | WORDS if self.target.is_filled else found


class OwnId(Line):
    """What the caller's own system calls it; one of its kind a desk."""

    def __init__(self):
        description = "What your own system calls it: at most 200 characters, unique on its desk."
        super().__init__(required=False, help_text=description)


class SpanBody(Body):
    start = Offset()
    end = Offset()


class PlaceBody(SpanBody):
    """Words of a revision; `exact`, when given, are compared with the text."""

    revision = Id()
    exact = Line(required=False, default="")


class NoteBody(Body):
    note = Line(required=False, default="")
