"""AVeriTeC: claims with questions, answers and verdicts, one JSON array of records (or one a line).

What is in a record is read where it is brought in.
"""

from collections.abc import Iterator
from typing import Any

from annotations.text.message import Message

from .records import Bad, Checked, Record
from .values import BadJSON, fit, rows_of, text_of


def read(data: bytes) -> Iterator[Record]:
    for line, row in rows_of(text_of(data)):
        try:
            yield _record(line, row)
        except BadJSON as error:
            yield Bad(line, error.message)


def _record(line: int, row: Any) -> Record:
    if isinstance(row, BadJSON):
        return Bad(line, row.message, is_foreign=row.is_foreign)
    if not isinstance(row, dict):
        return Bad(line, Message("import-no-object"), is_foreign=True)
    if "claim" not in row:
        return Bad(line, Message("import-no-claim"), is_foreign=True)
    return Checked(line, fit(row))
