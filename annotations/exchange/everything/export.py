"""everything.ndjson: all rows that people's work is made of, in one snapshot (docs/ndjson.md)."""

import hashlib
from collections import Counter
from collections.abc import Iterator

import orjson
from django.db.models import QuerySet

from annotations.models import Desk
from newsroom.version import VERSION

from ..copy_out import JSON_OPTIONS, Rows
from .selecting import statements
from .tables import TABLES

FORMAT = 1
NAME = b'{"type":"'  # Before the type of a line.


class Everything:
    """A header, a line a row, and a last line that says how many and with which SHA-256.

    `desk`: of one desk alone. Close it, also when it was never read. Raises copy_out.Busy.
    """

    def __init__(self, desk: Desk | None = None):
        self._desk = desk
        self._rows = Rows(*statements(desk), options=JSON_OPTIONS)

    def __iter__(self) -> Iterator[bytes]:
        digest, counts = hashlib.sha256(), Counter[str]()
        head = header(self._desk)
        digest.update(head)
        yield head
        for chunk in self._rows:
            digest.update(chunk)
            counts.update(map(name_of, chunk.split(b"\n")[:-1]))
            yield chunk
        yield trailer(counts, digest.hexdigest())

    def close(self) -> None:
        self._rows.close()


def of_desk(desks: "QuerySet[Desk]") -> Everything:
    """Of the one desk that was picked."""
    return Everything(desks.get())


def header(desk: Desk | None) -> bytes:
    """The first line; it says nothing of when: the same rows are the same bytes."""
    said = {"newsroom": VERSION, "format": FORMAT, "desk": desk.slug if desk else None}
    return orjson.dumps(said) + b"\n"


def trailer(counts: Counter[str], digest: str) -> bytes:
    """The last line, of the rows by type and of all bytes before it."""
    rows = {table.name: counts[table.name] for table in TABLES if counts[table.name]}
    return orjson.dumps({"type": "end", "rows": rows, "sha256": digest}) + b"\n"


def name_of(line: bytes) -> str:
    """The type of a line as it was written."""
    return line[len(NAME) : line.index(b'"', len(NAME))].decode()
