"""Claims as an Excel file: the columns of claims.csv, with numbers and dates as such."""

import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import datetime
from typing import Any

import orjson
from django.db.models import QuerySet

from annotations.models import Claim

from .claims import FORMULA, chosen, table
from .copy_out import JSON_OPTIONS, Rows
from .excel import cells
from .excel.workbook import Book, Styles

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Each column with its width in characters.
COLUMNS = {
    "id": 9, "article": 9, "headline": 40, "stage": 11, "statement": 60, "exact": 40, "start": 8,
    "end": 8, "revision": 9, "claimant": 24, "said": 16, "true": 16, "sources": 40,
    "created_at": 19, "updated_at": 19, "said_needs_another_look": 12,
    "true_needs_another_look": 12, "rationale_said": 60, "rationale_true": 60,
}  # fmt: skip
MOMENTS = ("created_at", "updated_at")
TAKEN_FOR_FORMULAS = re.compile(FORMULA)
# What Excel takes of rows in a sheet, and what a ZIP takes in a part that is sent as it is written.
MOST_ROWS, MOST_BYTES = 1_048_576, 2_000_000_000
BEGAN = "2000-01-01T00:00:00"  # Of an empty file; others were made when the newest row was written.


class XLSX:
    """The bytes of the file; close it, also when it was never read. Raises copy_out.Busy."""

    def __init__(self, claims: QuerySet[Claim], fields: Sequence[str] = ()):
        # When the newest row was written is told by the file itself.
        query = table(claims, str, [*fields, "updated_at"] if fields else ())
        self._columns = chosen(COLUMNS, fields)
        self._letters = [(cells.letters(n), name) for n, name in enumerate(self._columns)]
        query = f"SELECT row_to_json(x) FROM ({query}) x"
        self._rows = Rows(query, options=JSON_OPTIONS)

    def __iter__(self) -> Iterator[bytes]:
        with closing(Book("Claims", {name: COLUMNS[name] for name in self._columns})) as book:
            yield from self._written(book)

    def _written(self, book: Book) -> Iterator[bytes]:
        newest = BEGAN
        for chunk in self._rows:
            if chunk and book.size > MOST_BYTES:
                book.start_sheet()
            made: list[str] = []
            for line in chunk.split(b"\n")[:-1]:
                if book.rows == MOST_ROWS:
                    book.add(made)
                    book.start_sheet()
                    made = []
                row = orjson.loads(line)
                newest = max(newest, row["updated_at"])
                book.rows += 1
                made.append(self._row(book.rows, row, book.styles))
            book.add(made)
            yield book.taken()
        # The same rows make the same bytes.
        book.end(datetime.fromisoformat(newest).replace(tzinfo=None))
        yield book.taken()

    def close(self) -> None:
        self._rows.close()

    def _row(self, at: int, row: dict[str, Any], styles: Styles) -> str:
        return f'<row r="{at}">{"".join(_cells(self._letters, at, row, styles))}</row>'


def _cells(
    columns: list[tuple[str, str]], at: int, row: dict[str, Any], styles: Styles
) -> Iterator[str]:
    """Words are words whatever they begin with: also after somebody edits the cell."""
    for column, name in columns:
        value = row[name]
        if value is None or value == "":
            continue
        if name in MOMENTS:
            yield cells.moment(f"{column}{at}", value, styles.moment)
        elif isinstance(value, int):
            yield cells.number(f"{column}{at}", value)
        else:
            style = styles.quoted if TAKEN_FOR_FORMULAS.match(value) else 0
            yield cells.words(f"{column}{at}", value, style)
