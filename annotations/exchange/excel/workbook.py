"""An Excel file that is sent while it is written.

XlsxWriter makes the book: its parts, styles and the headers of its sheets. The rows are put between
them on the way out, for it would write all to a file first.
"""

import re
import zipfile
from collections.abc import Iterable, Mapping
from datetime import datetime
from io import BytesIO
from typing import NamedTuple

from xlsxwriter import Workbook

ROWS_END = b"</sheetData>"
# The row that tells how the styles are numbered, and a size that is not known when it is written.
EXAMPLE, SIZE = re.compile(rb'<row r="2".*?</row>'), re.compile(rb"<dimension [^>]*/>")
STYLE = re.compile(rb'<c r="[AB]2" s="(\d+)"')
# The same in every book; by these, in front, programs know the kind of file.
FIRST = ("_rels/.rels", "xl/styles.xml", "xl/theme/theme1.xml")
SHEET = "xl/worksheets/sheet{}.xml"
LEVEL = 3  # The usual 6 takes half as long again, for a file a tenth smaller.


class Styles(NamedTuple):
    """Numbers of how cells look: a date and time, words that begin like a formula."""

    moment: int
    quoted: int


class Book:
    """`columns` are names with widths. `add` rows, `end` it, and send what is `taken` in between;
    close it.

    `rows` counts those of the sheet, its header among them, `size` its bytes.
    """

    def __init__(self, title: str, columns: Mapping[str, int]):
        self._title, self._columns = title, columns
        self._made = _made(title, columns, 2, datetime(2000, 1, 1))
        self.styles = Styles(*map(int, STYLE.findall(self._made[SHEET.format(1)])))
        self._out = _Out()
        self._zip = zipfile.ZipFile(self._out, "w")  # type: ignore[call-overload]  # It only writes.
        for name in FIRST:
            self._zip.writestr(_entry(name), self._made[name])
        self._sheets = self.rows = self.size = 0
        self.start_sheet()

    def start_sheet(self) -> None:
        """With its header; what is added goes on below it."""
        if self._sheets:
            self._end_sheet()
        self._sheets += 1
        data = EXAMPLE.sub(b"", SIZE.sub(b"", self._made[SHEET.format(min(self._sheets, 2))]))
        head, self._tail = data.split(ROWS_END)
        self._part = self._zip.open(_entry(SHEET.format(self._sheets)), "w")
        self.rows, self.size = 1, self._part.write(head)

    def add(self, rows: Iterable[str]) -> None:
        """Rows as XML; who adds them counts them."""
        self.size += self._part.write("".join(rows).encode())

    def end(self, changed_at: datetime) -> None:
        """`changed_at` is told as the time at which the file was made."""
        self._end_sheet()
        made = _made(self._title, self._columns, self._sheets, changed_at)
        for name, data in made.items():
            if name not in self._zip.NameToInfo:
                self._zip.writestr(_entry(name), data)
        self._zip.close()

    def taken(self) -> bytes:
        """What is written of the file since this was asked last."""
        return self._out.taken()

    def close(self) -> None:
        """Also when it was not ended, so that nothing is left open."""
        if self._zip.fp is not None:
            self._part.close()
            self._zip.close()

    def _end_sheet(self) -> None:
        self._part.write(ROWS_END + self._tail)
        self._part.close()


class _Out:
    """What a ZIP is written to: nothing of it is kept, and it cannot go back."""

    def __init__(self) -> None:
        self._kept: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._kept.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Everything is taken by whoever sends it."""

    def taken(self) -> bytes:
        kept, self._kept = self._kept, []
        return b"".join(kept)


def _entry(name: str) -> zipfile.ZipInfo:
    found = zipfile.ZipInfo(name)  # Of 1980: it says nothing of when.
    found.compress_type = zipfile.ZIP_DEFLATED
    found._compresslevel = LEVEL  # type: ignore[attr-defined]
    return found


def _made(
    title: str, columns: Mapping[str, int], sheets: int, changed_at: datetime
) -> dict[str, bytes]:
    """The parts of the book; its sheets have a header and one row with an example of each style."""
    file = BytesIO()
    book = Workbook(file, {"in_memory": True})
    head = book.add_format({"bold": True, "bottom": 1})
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss", "align": "left"})
    quoted = book.add_format({"quote_prefix": True})
    for number in range(1, sheets + 1):
        sheet = book.add_worksheet(f"{title} {number}" if number > 1 else title)
        sheet.freeze_panes(1, 0)
        for column, (name, width) in enumerate(columns.items()):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, name, head)
        sheet.write_number(1, 0, 0, moment)
        sheet.write_number(1, 1, 0, quoted)
    book.set_properties({"title": title, "created": changed_at})
    book.close()
    with zipfile.ZipFile(file) as parts:
        return {name: parts.read(name) for name in parts.namelist()}
