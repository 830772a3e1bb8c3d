"""Lines of everything.ndjson as rows, many in one statement; those that the database refuses are
found one by one."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import Any

import orjson
from django.contrib.postgres.search import SearchVectorField
from django.db import DataError, IntegrityError, connection, transaction
from django.db.models import BinaryField, Field
from django.utils import timezone

from annotations.exchange.everything.lines import Line, Report
from annotations.exchange.everything.tables import Table
from annotations.models.searching import CONFIG

from . import searchable

ROWS = 500
BYTES = 4 * 1024 * 1024
# Not those by which a connection or a disk ends.
REFUSALS = (DataError, IntegrityError, KeyError, TypeError, ValueError, AttributeError)
Shape = tuple[str, ...]  # The names of a line.


def write(lines: Iterable[Line], report: Report) -> None:
    """Insert them as they come; what is refused goes into the report, until that is full."""
    for batch in batches(lines):
        _insert_all(batch, report)
        if report.is_full:
            return


def batches(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Of one table and with the same names, as they follow each other, and not too many."""
    for _of, same in groupby(lines, key=lambda line: (line.table.name, tuple(line.row))):
        batch: list[Line] = []
        size = 0
        for line in same:
            batch.append(line)
            size += len(line.text)
            if len(batch) == ROWS or size >= BYTES:
                yield batch
                batch, size = [], 0
        if batch:
            yield batch


def _insert_all(batch: Sequence[Line], report: Report) -> None:
    """All at once; by halves where that is refused, until the line is found."""
    try:
        with transaction.atomic():
            _insert(batch)
    except REFUSALS as error:
        if len(batch) == 1:
            report.add(batch[0].number, _sentence(error))
            return
        half = len(batch) // 2
        _insert_all(batch[:half], report)
        _insert_all(batch[half:], report)


def _insert(batch: Sequence[Line]) -> None:
    first = batch[0]
    statement, values = _statement(first.table, tuple(first.row))
    texts = [line.text for line in batch]
    if first.table.model in searchable.TEXTS:
        words = searchable.words(first.table.model, [line.row for line in batch])
        texts = [
            text[:-1] + b',"search":' + orjson.dumps(one) + b"}"
            for text, one in zip(texts, words, strict=True)
        ]
    with connection.cursor() as cursor:
        cursor.execute(statement, [*values, (b"[" + b",".join(texts) + b"]").decode()])


@cache
def _statement(table: Table, names: Shape) -> tuple[str, list[Any]]:
    """The statement that writes lines with these names, and what stands in the other columns."""
    quote = connection.ops.quote_name
    read, into, kept, values = [], [], [], []
    others: list[tuple[str, str]] = []
    for one in table.model._meta.concrete_fields:
        column = str(one.column)
        name = quote(column)
        if isinstance(one, SearchVectorField):
            read.append(f"{name} text")
            into.append(name)
            kept.append(f"to_tsvector('{CONFIG}', r.{name})")
        elif column in names:
            is_file = isinstance(one, BinaryField)
            read.append(f"{name} {'text' if is_file else one.db_type(connection)}")
            into.append(name)
            kept.append(f"decode(r.{name}, 'base64')" if is_file else f"r.{name}")
        elif (said := table.never.get(column)) is not None:
            others.append((name, said))
        elif not one.has_db_default():
            others.append((name, f"%s::{one.db_type(connection)}"))
            values.append(_of_new_row(one))
    columns = ", ".join([*into, *(name for name, _value in others)])
    selected = ", ".join([*kept, *(value for _name, value in others)])
    return (
        f"INSERT INTO {quote(table.model._meta.db_table)} ({columns}) SELECT {selected} "  # noqa: S608 - names of our columns
        f"FROM json_to_recordset(%s::json) r({', '.join(read)})"
    ), values


def _of_new_row(field: "Field[Any, Any]") -> Any:
    if getattr(field, "auto_now_add", False) or getattr(field, "auto_now", False):
        return field.get_db_prep_save(timezone.now(), connection)
    return field.get_db_prep_save(field.get_default(), connection)


def _sentence(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"“{error.args[0]}” is missing."
    said = str(error).strip().splitlines() or [type(error).__name__]
    detail = next((one for one in said if one.startswith("DETAIL")), "")
    return " ".join([said[0], detail.removeprefix("DETAIL:").strip()]).strip()
