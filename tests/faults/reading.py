"""Exports the table `t` whenever a line comes in: `python -m tests.faults.reading`.

Says from which database it read, and how many rows.
"""

import sys

import django

django.setup()

from annotations.exchange.copy_out import Rows  # noqa: E402
from newsroom.database import replica  # noqa: E402

replica.LEFT_ALONE = 0.0
for _ in sys.stdin:
    rows = Rows("SELECT n FROM t", options="FORMAT csv")
    words = b"".join(rows).split()
    rows.close()
    print(rows._connection.alias, len(words), flush=True)
