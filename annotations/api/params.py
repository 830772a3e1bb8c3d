"""Query parameters: every one is known and readable, or the request is refused."""

from collections.abc import Callable

from annotations import access
from annotations.errors import Unreadable

Reader = Callable[[object, str], object]


def read(request, **readers: Reader) -> dict[str, object]:
    """The given parameters, each read by its reader; raises Unreadable for any other.

    `limit` and `cursor` belong to the pagination and are always known.
    """
    found = {}
    for name, values in request.query_params.lists():
        if name in ("limit", "cursor"):
            continue
        if name not in readers:
            raise Unreadable(f"There is no parameter {name[:60]!r} here.", field=name[:60])
        if len(values) > 1:
            raise Unreadable("Give this parameter once.", field=name)
        check_text(values[0], name)
        if values[0] != "":
            found[name] = readers[name](request, values[0])
    return found


def check_text(value: str, field: str) -> None:
    """Raises Unreadable for NUL and lone surrogates."""
    if "\0" in value or any("\ud800" <= char <= "\udfff" for char in value):
        raise Unreadable("This holds a character that no text can hold.", field=field)


def number(request, value: str) -> int:
    if not (value.isascii() and value.isdecimal()) or len(value) > access.LONGEST_ID:
        raise Unreadable(f"{value[:60]!r} is not an id.")
    return int(value)


def words(request, value: str) -> str:
    if len(value) > 1000:
        raise Unreadable("A search has at most 1000 characters.")
    return value


def desk(request, value: str):
    """A desk by id or slug; an unknown one and a foreign one are the same: 404."""
    return access.load_desk(request.user, value)


def one_of(choices) -> Reader:
    def read_choice(request, value: str) -> str:
        if value not in choices.values:
            raise Unreadable(f"{value[:60]!r} is none of: {', '.join(choices.values)}.")
        return value

    return read_choice
