"""Lines of the trail as they are read to be hashed: in a stream, with every digit of a number."""

from collections.abc import Generator
from typing import Any

from django.db.models import TextField
from django.db.models.functions import Cast

from annotations.models.audit import EventQuerySet
from annotations.trail.canonical import loads
from annotations.trail.leaf import Line

AT_ONCE = 2_000
PLAIN = ("id", "at", "table", "object_id", "action", "actor_id", "request", "reason",
         "desk_id", "article_id", "claim_id")  # fmt: skip
JSON = ("old", "new", "field_salts")


def lines_of(events: EventQuerySet) -> Generator[Line, None, None]:
    """Each line of a query, in its order; to be closed by who does not read to the end."""
    texts = {f"{name}_text": Cast(name, TextField()) for name in JSON}
    rows = events.annotate(**texts).values_list(*PLAIN, "salt", *texts)
    for row in rows.iterator(chunk_size=AT_ONCE):
        yield line_of(row)


def line_of(row: tuple[Any, ...]) -> Line:
    """A line from its columns: those above, the salt, and the texts of those that are JSON."""
    *plain, salt, old, new, field_salts = row
    values = (_read(old), _read(new), None if salt is None else bytes(salt), _read(field_salts))
    return Line(*(*plain, *values))


def _read(text: str | None) -> Any:
    return None if text is None else loads(text)
