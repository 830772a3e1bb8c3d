"""AVeriTeC: claims with questions, answers and verdicts, one JSON array of records (or one a line).

What is in a record is read where it is brought in.
"""

from collections.abc import Iterator

from .records import Bad, Checked, Record
from .values import BadJSON, fit, rows_of, text_of


def read(data: bytes) -> Iterator[Record]:
    for line, row in rows_of(text_of(data)):
        try:
            yield Bad(line, row.message) if isinstance(row, BadJSON) else Checked(line, fit(row))
        except BadJSON as error:
            yield Bad(line, error.message)
