"""Claims as an Excel file: the columns of claims.csv, with numbers and dates as such.

The file is a ZIP that cannot be sent before it is whole: it is written under the system's temporary
folder, row by row, and then read from there.
"""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.db.models import QuerySet
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from annotations.models import Claim

from .claims import FORMULA, table
from .copy_out import CHUNK_BYTES, JSON_OPTIONS, Rows

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
# What Excel takes: rows of a sheet, characters of a cell.
MOST_ROWS, LONGEST = 1_048_576, 32_767
BEGAN = datetime(2000, 1, 1)  # Of an empty file; others were made when the newest row was written.


class XLSX:
    """The bytes of the file; close it, also when it was never read. Raises copy_out.Busy."""

    def __init__(self, claims: QuerySet[Claim]):
        query = f"SELECT row_to_json(x) FROM ({table(claims, str)}) x"
        self._rows = Rows(query, options=JSON_OPTIONS)

    def __iter__(self) -> Iterator[bytes]:
        with TemporaryDirectory(prefix="newsroom-xlsx-") as folder:
            path = Path(folder, "claims.xlsx")
            _write(path, self._rows)
            with path.open("rb") as file:
                while chunk := file.read(CHUNK_BYTES):
                    yield chunk

    def close(self) -> None:
        self._rows.close()


def _write(path: Path, rows: Rows) -> None:
    book = Workbook(path, {"constant_memory": True, "tmpdir": str(path.parent)})
    forms = {
        "head": book.add_format({"bold": True, "bottom": 1}),
        "moment": book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss", "align": "left"}),
        "quoted": book.add_format({"quote_prefix": True}),
    }
    sheet, at, newest = _sheet(book, forms), 0, BEGAN
    for chunk in rows:
        for line in chunk.split(b"\n"):
            if not line:
                continue
            if at == MOST_ROWS - 1:
                sheet, at = _sheet(book, forms), 0
            at += 1
            told = json.loads(line)
            newest = max(newest, _moment(told["updated_at"]))
            for column, name in enumerate(COLUMNS):
                _cell(sheet, at, column, name, told[name], forms)
    # The same rows make the same bytes.
    book.set_properties({"title": "Claims", "created": newest})
    book.close()


def _sheet(book: Workbook, forms: dict[str, Any]) -> Worksheet:
    """With its header, which stays in sight; the first one, or one for what did not fit."""
    number = len(book.worksheets())
    sheet: Worksheet = book.add_worksheet(f"Claims {number + 1}" if number else "Claims")
    sheet.freeze_panes(1, 0)
    for column, (name, width) in enumerate(COLUMNS.items()):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, name, forms["head"])
    return sheet


def _cell(
    sheet: Worksheet, row: int, column: int, name: str, value: Any, forms: dict[str, Any]
) -> None:
    """Words are words whatever they begin with: also after somebody edits the cell."""
    if value is None:
        return
    if name in MOMENTS:
        sheet.write_datetime(row, column, _moment(value), forms["moment"])
    elif isinstance(value, int):
        sheet.write_number(row, column, value)
    else:
        form = forms["quoted"] if TAKEN_FOR_FORMULAS.match(value) else None
        sheet.write_string(row, column, _short(value), form)


def _moment(value: str) -> datetime:
    """In UTC; a cell has no time zone."""
    return datetime.fromisoformat(value).replace(tzinfo=None)


def _short(words: str) -> str:
    """Excel counts UTF-16 units."""
    units = words.encode("utf-16-le")
    if len(units) <= 2 * LONGEST:
        return words
    return units[: 2 * (LONGEST - 1)].decode("utf-16-le", errors="ignore") + "…"
