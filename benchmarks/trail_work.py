"""The work of `benchmarks.trail`, in a data folder of its own."""

import os
import statistics
import subprocess
import sys
import time

import django

django.setup()

from django.db import connection, transaction  # noqa: E402

from annotations.models import Event  # noqa: E402
from newsroom.database import roles  # noqa: E402

ROUNDS = 15
CLAIMS = 1_000


def measure(lines: int) -> None:
    with roles.as_owner():
        cost_of_columns()
    for total in (lines // 10, lines):
        with roles.as_owner():
            fill(total)
        print(f"\n{total:,} lines")
        timed("seal_audit")
        timed("verify_audit")


def fill(total: int) -> None:
    """Claims, until the trail has so many lines."""
    while missing := total - Event.objects.count():
        add_claims(min(missing, 10_000))


def add_claims(number: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT string_agg(quote_ident(attname), ', ') FROM pg_attribute"
            " WHERE attrelid = 'annotations_claim'::regclass AND attnum > 0"
            " AND NOT attisdropped AND attgenerated = '' AND attname <> 'id'"
        )
        [columns] = cursor.fetchone()
        cursor.execute(
            f"INSERT INTO annotations_claim ({columns}) SELECT {columns}"
            " FROM (SELECT * FROM annotations_claim WHERE stage = 'open' LIMIT 1) one,"
            f" generate_series(1, {number})"
        )


def cost_of_columns() -> None:
    """A thousand claims in one statement, by turns with the columns of the seal and without."""
    took: dict[bool, list[float]] = {True: [], False: []}
    for turn in range(2 * ROUNDS + 2):
        has_columns = turn % 2 == 0
        with transaction.atomic(), connection.cursor() as cursor:
            if not has_columns:
                cursor.execute(
                    "ALTER TABLE annotations_event DROP COLUMN salt, DROP COLUMN field_salts,"
                    " DROP COLUMN reason"
                )
            began = time.perf_counter()
            add_claims(CLAIMS)
            if turn > 1:  # The first of each warm the server up.
                took[has_columns].append(time.perf_counter() - began)
            transaction.set_rollback(True)
    with_them, without = (statistics.median(took[has]) * 1_000 for has in (True, False))
    print(
        f"{CLAIMS:,} claims in one statement: {with_them:.1f} ms, without the columns "
        f"{without:.1f} ms: {with_them / without:.2f} times (medians of {ROUNDS}; "
        f"fastest {min(took[True]) / min(took[False]):.2f} times)"
    )


def timed(command: str) -> None:
    began = time.perf_counter()
    pid = subprocess.Popen([sys.executable, "-m", "django", command]).pid
    _, status, used = os.wait4(pid, 0)
    took = time.perf_counter() - began
    print(
        f"  {command}: {took:.1f} s ({used.ru_utime + used.ru_stime:.1f} s of the processor), "
        f"at most {used.ru_maxrss // 1024} MB, exit status {os.waitstatus_to_exitcode(status)}"
    )


if __name__ == "__main__":
    measure(int(sys.argv[1]))
