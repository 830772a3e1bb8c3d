"""Reads everything.ndjson: what is wrong with a file is told by the number of the line."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import orjson
from django.utils.translation import gettext as _

from annotations.errors import Invalid

from .export import FORMAT
from .selecting import fields, key
from .tables import TABLES, Table

LONGEST = 512 * 1024 * 1024  # Bytes of a line: an uploaded file is one.
MOST = 100  # Problems that are named.
PLACES = {table.name: place for place, table in enumerate(TABLES)}
END = "end"


class Line(NamedTuple):
    """A row as it stands in the file, without the line break."""

    number: int
    table: Table
    text: bytes
    row: dict[str, Any]


@dataclass
class Report:
    """What is in a file: its rows by type, and what is wrong with them, by line."""

    newsroom: str = ""
    sha256: str = ""
    rows: Counter[str] = field(default_factory=Counter)
    problems: list[tuple[int, str]] = field(default_factory=list)

    @property
    def is_full(self) -> bool:
        return len(self.problems) >= MOST

    def add(self, number: int, problem: str) -> None:
        if not self.is_full:
            self.problems.append((number, problem))


def check(path: Path) -> Report:
    """Read the whole file without the database.

    Raises Invalid where it is no file of ours, of a newer format, cut off, or not as it was
    written; problems of single lines are in the report.
    """
    report = Report()
    digest = hashlib.sha256()
    last = (-1, 0)
    with path.open("rb") as file:
        head = file.readline(LONGEST)
        report.newsroom = _header(head)
        digest.update(head)
        for number, text in enumerate(iter(lambda: file.readline(LONGEST), b""), start=2):
            found = _parsed(text)
            if found.get("type") == END and text.endswith(b"\n"):
                _compare(found, report, digest.hexdigest(), is_last=not file.read(1))
                report.problems.sort()
                return report
            digest.update(text)
            last = _check_line(report, number, found, last)
    raise Invalid(
        _("The file is cut off: its last line, which says how many rows it has, is missing.")
    )


def read(path: Path) -> Iterator[Line]:
    """The rows of a file that was checked."""
    with path.open("rb") as file:
        file.readline(LONGEST)
        for number, text in enumerate(iter(lambda: file.readline(LONGEST), b""), start=2):
            row = _parsed(text)
            if row.get("type") == END:
                return
            yield Line(number, TABLES[PLACES[row["type"]]], text[:-1], row)


def _header(line: bytes) -> str:
    """The version of the product that wrote the file."""
    said = _parsed(line)
    number, version = said.get("format"), said.get("newsroom")
    if type(number) is not int or not isinstance(version, str) or "desk" not in said:
        raise Invalid(_("This is not an everything.ndjson: its first line does not say so."))
    if number > FORMAT:
        message = _(
            "This file has format %(format)s of Newsroom %(version)s; this version reads formats"
            " up to %(known)s: update it first."
        )
        raise Invalid(message % {"format": number, "version": version, "known": FORMAT})
    return version


def _parsed(line: bytes) -> dict[str, Any]:
    """The line as an object; an empty one for what is none."""
    try:
        found = orjson.loads(line)
    except orjson.JSONDecodeError:
        return {}
    return found if isinstance(found, dict) else {}


def _compare(end: dict[str, Any], report: Report, digest: str, *, is_last: bool) -> None:
    """Raises Invalid where the file is not what was written."""
    if not is_last:
        raise Invalid(_("There is something after the last line of the file."))
    if end.get("sha256") != digest:
        message = _("The file was changed or damaged since it was written: its SHA-256 differs.")
        if report.problems:
            message += " " + _("Look at line %(number)s.") % {"number": min(report.problems)[0]}
        raise Invalid(message)
    if end.get("rows") != dict(report.rows) and not report.problems:
        raise Invalid(_("The last line counts other rows than the file has."))
    report.sha256 = digest


def _check_line(
    report: Report, number: int, row: dict[str, Any], last: tuple[int, int]
) -> tuple[int, int]:
    """The place of the line, after which all others have to come."""
    place = PLACES.get(str(row.get("type")), -1)
    if place < 0:
        report.add(number, _("This is not a line of JSON with a type that is known."))
        return last
    table = TABLES[place]
    report.rows[table.name] += 1
    pk = row.get(key(table))
    if not isinstance(pk, int) or isinstance(pk, bool):
        report.add(number, _("The number of the row (“%(key)s”) is missing.") % {"key": key(table)})
        return last
    strange = row.keys() - _known(table)
    if strange:
        message = _("There is no column “%(column)s” in “%(type)s”.")
        report.add(number, message % {"column": min(strange), "type": table.name})
    if (place, pk) <= last:
        report.add(number, _("The line is there twice, or out of order."))
    return max(last, (place, pk))


def _known(table: Table) -> set[str]:
    return {"type", *(str(one.column) for one in fields(table, is_desk=False))}
