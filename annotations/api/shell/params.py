"""Query parameters: every one is known and readable, or the request is refused."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from annotations import access
from annotations.errors import Unreadable
from annotations.ingest.addresses import page_keys
from annotations.text.whole_numbers import ID_DIGITS, whole

LONGEST = 1_000  # Characters of what is searched for.
SHOWN = 60  # Characters of what was sent, as it is told back.


class Param(NamedTuple):
    """How a parameter is read, and how OpenAPI describes it."""

    read: Callable[[object, str], object]
    type: Any
    description: str = ""
    enum: tuple[str, ...] = ()
    title: str = ""  # Of what these values are.
    is_list: bool = False  # Names with commas between them, or one by one.
    required: bool = False


Filters = Mapping[str, Param]
# RFC 3339, as answers write it.
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)", re.ASCII)


def read(request, filters: Filters) -> dict[str, Any]:
    """The given parameters, each read as its filter says; raises Unreadable for any other.

    `limit` and `cursor` belong to the pagination and are always known.
    """
    found = {}
    for name, values in request.query_params.lists():
        if name in ("limit", "cursor"):
            continue
        if name not in filters:
            raise _unreadable(
                _("There is no parameter “%(value)s” here."), name, field=name[:SHOWN]
            )
        if len(values) > 1 and filters[name].is_list:
            values = [",".join(values)]
        if len(values) > 1:
            raise Unreadable(_("Give this parameter only once."), field=name)
        check_text(values[0], name)
        if values[0] != "":
            found[name] = _value(request, filters[name], values[0], name)
    return found


def _value(request, one: Param, value: str, name: str) -> object:
    """Raises Unreadable beside the parameter."""
    try:
        return one.read(request, value)
    except Unreadable as error:
        error.field = error.field or name
        raise


def check_text(value: str, field: str) -> None:
    """Raises Unreadable for NUL and lone surrogates."""
    if "\0" in value or any("\ud800" <= char <= "\udfff" for char in value):
        raise Unreadable(_("This contains a character that no text can contain."), field=field)


def _unreadable(message: str, value: str, field: str | None = None, **more: str) -> Unreadable:
    return Unreadable(message % {"value": value[:SHOWN], **more}, field=field)


def _number(request, value: str) -> int:
    number = whole(value)
    if number is None:
        raise _unreadable(_("“%(value)s” is not an id."), value)
    return number


def _moment(request, value: str) -> datetime:
    try:
        found = parse_datetime(value) if MOMENT.fullmatch(value) else None
    except ValueError:
        found = None
    if found is None:
        message = _(
            "“%(value)s” is not a time: write it as in %(example)s, a plus sign as %(plus)s."
        )
        raise _unreadable(
            message, value, field="updated_since", example="2026-03-01T09:30:00Z", plus="%2B"
        )
    return found


def _words(request, value: str) -> str:
    if len(value) > LONGEST:
        raise Unreadable(_("A search can have at most 1,000 characters."))
    return value


def _address(request, value: str) -> str:
    if not page_keys(value):
        raise _unreadable(_("“%(value)s” is not a web address."), value)
    return value


def _desk(request, value: str):
    """A desk by id or slug; an unknown one and a foreign one are the same: 404."""
    return access.load_desk(request.user, value)


def one_of(choices) -> Param:
    def read_choice(request, value: str) -> str:
        if value not in choices.values:
            message = _("“%(value)s” is not one of: %(choices)s.")
            raise _unreadable(message, value, choices=", ".join(choices.values))
        return value

    title = choices.__qualname__.replace(".", "")
    return Param(read_choice, str, enum=tuple(choices.values), title=title)


def some_of(known: tuple[str, ...], title: str, description: str) -> Param:
    """Some of these names, each once, in the order in which they were given."""

    def read_names(request, value: str) -> tuple[str, ...]:
        return names_in("fields", value, known)

    return Param(read_names, str, description, enum=known, title=title, is_list=True)


def names_in(param: str, value: str, known: Sequence[str]) -> tuple[str, ...]:
    """Names with commas between them; raises Unreadable with the known ones for another."""
    found = tuple(dict.fromkeys(part.strip() for part in value.split(",") if part.strip()))
    for name in found:
        if name not in known:
            message = _("“%(name)s” is not one of: %(known)s.")
            said = {"name": name[:SHOWN], "known": ", ".join(known) or "–"}
            raise Unreadable(message % said, field=param)
    return found


desk = Param(_desk, str, "The id or the slug of a desk.")
ID = {"type": "integer", "minimum": 0, "maximum": 10**ID_DIGITS - 1}
number = Param(_number, ID, "An id.")
WORDS = {"type": "string", "maxLength": LONGEST}
words = Param(_words, WORDS)
names = Param(_words, WORDS, is_list=True)
own_id = Param(_words, WORDS, "What your own system calls it.")
address = Param(_address, str, "A web address, in any of the spellings of its page.")
moment = Param(
    _moment,
    datetime,
    "What was written at this time or later. Ask from five minutes before your last round began: "
    "a write that was under way then is committed since.",
)
