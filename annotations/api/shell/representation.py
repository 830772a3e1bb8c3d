"""How objects look outside: one serializer reads a row and describes itself to OpenAPI."""

import threading
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

import orjson
from django.db.models import Model, QuerySet
from rest_framework import serializers as s

from annotations import access
from annotations.errors import NotFound
from annotations.models.prepared import Prepared

if TYPE_CHECKING:
    from typing_extensions import Self

# Their values are written as they are: the renderer knows them.
PLAIN = {
    s.BooleanField,
    s.CharField,
    s.ChoiceField,
    s.DateField,
    s.DateTimeField,
    s.DictField,
    s.FloatField,
    s.IntegerField,
    s.ListField,
}
_OF_MODEL: dict[type[Model], type["Representation"]] = {}
_made = threading.local()


class Url(s.CharField):
    """The address of an object, `path` being its collection's below /api/v1/."""

    def __init__(self, path: str, **kwargs):
        super().__init__(source="*", **kwargs)
        self.path = path

    def to_representation(self, row: Any) -> str:
        return url_of(self.context["base"], self.path, row)


def url_of(base: str, path: str, row: Any) -> str:
    return f"{base}{path}/{row.pk}/"


class Part(s.Serializer):
    """A part of an object. Several times as fast as its base class: values are not converted."""

    def to_representation(self, row: Any) -> dict[str, Any]:
        shown: dict[str, Any] = {}
        for field in self._readable_fields:
            value = field.get_attribute(row)
            is_plain = value is None or type(field) in PLAIN
            shown[field.field_name or ""] = value if is_plain else field.to_representation(value)
        return shown


class Representation(Part):
    """An object as GET gives it; needs `base` in its context, and `user` for what depends on it."""

    model: type[Model]

    @classmethod
    def rows(cls) -> QuerySet:
        """Rows with all that the fields read: nothing more is asked of the database."""
        return cls.model._default_manager.all()

    @classmethod
    def at(cls, base: str, user: Any) -> "Self":
        """The one that answers `user` in this thread, which has one request at a time.

        Making it anew, field by field, took as long as a query. `base` begins all addresses.
        """
        made = _made.__dict__.setdefault("readers", {})
        one = made.get(cls)
        if one is None:
            one = made[cls] = cls()
        one._context = {"base": base, "user": user}
        return one

    def beside_version(self, row: Any, shown: dict[str, Any]) -> dict[str, Any]:
        """What is `shown` of a row and may change while its version stays."""
        return {}

    @classmethod
    def one(cls, pk: int) -> Any:
        """The row with this id, with all that the fields read; raises NotFound."""
        found = _one_of(cls).first(pk)
        if found is None:
            raise NotFound
        return found

    @classmethod
    def load(cls, user: Any, pk: object) -> Any:
        """The same if the person may see it; raises NotFound as access.load does."""
        return _loader_of(cls).load(user, pk)


class Versioned(Representation):
    """What every object that can be changed begins with."""

    id = s.IntegerField(source="pk")
    version = s.IntegerField()
    created_at = s.DateTimeField()
    updated_at = s.DateTimeField()


class MadeInSQL(Versioned):
    """An object that the database writes as JSON, the annotation `json` of its row.

    Also for exports: `exchange/claim_json.py` and the fields here are held equal by a test.
    """

    def to_representation(self, row: Any) -> dict[str, Any]:
        url = self._declared_fields["url"]
        assert isinstance(url, Url)
        address = url_of(self.context["base"], url.path, row)
        return {"id": row.pk, "url": address} | orjson.loads(row.json)


@cache
def _one_of(reader: type[Representation]) -> Prepared:
    return Prepared(lambda pk: reader.rows().filter(pk=pk))


@cache
def _loader_of(reader: type[Representation]) -> access.Loader:
    rows: Any = reader.rows
    return access.Loader(rows)


def represents(model: type[Model]) -> Callable[[type[Representation]], type[Representation]]:
    """The serializer that stands for a model, wherever one of its rows is the answer."""

    def registered(serializer: type[Representation]) -> type[Representation]:
        serializer.model = model
        _OF_MODEL[model] = serializer
        return serializer

    return registered


def of_model(model: type[Model] | None) -> type[Representation] | None:
    return _OF_MODEL.get(model) if model else None


def reader_of(model: type[Model]) -> type[Representation]:
    """The same of a model that has one."""
    return _OF_MODEL[model]


def base_of(request) -> str:
    return f"{request.scheme}://{request.get_host()}/api/v1/"


def now(row: Model, request) -> dict[str, Any]:
    """The object as GET gives it now; a row that was never saved, as it stands."""
    reader = reader_of(type(row))
    found = row if row.pk is None else reader.one(row.pk)
    return reader.at(base_of(request), request.user).to_representation(found)
