"""Slows down those who guess passwords: by name and by address, never for ever.

An address that guesses many names keeps one try for each name; only after a wrong one the name has
to wait with the address. So colleagues behind the same address still come in.

Counted in the database, in one statement, so that many processes and parallel guesses count as one.
"""

import hashlib
from datetime import timedelta

from django.db import connection
from django.db.models.functions import Now

from annotations.models import SignInFailure
from annotations.text.folding import fold

FREE_BY_NAME = 5  # Wrong passwords before the first wait.
FREE_BY_ADDRESS = 30  # A newsroom may share one address.
LONGEST_WAIT = 60  # Seconds; a stranger cannot lock a person out for longer.
FORGOTTEN_AFTER = timedelta(minutes=15)

COUNT = """
INSERT INTO annotations_signinfailure (key, failures, last_at) VALUES (%s, 1, now())
ON CONFLICT (key) DO UPDATE SET last_at = now(), failures = CASE
    WHEN annotations_signinfailure.last_at < now() - %s THEN 1
    ELSE annotations_signinfailure.failures + 1 END
"""
WAIT = """
SELECT key, failures, extract(epoch FROM now() - last_at) FROM annotations_signinfailure
WHERE key = ANY(%s) AND last_at > now() - %s
"""


def seconds_to_wait(*, name: str, address: str) -> int:
    """How long this name has to wait before its next try from this address; 0 for most."""
    free = _keys(name, address)
    with connection.cursor() as cursor:
        cursor.execute(WAIT, [list(free), FORGOTTEN_AFTER])
        rows = cursor.fetchall()
    if next(iter(free)) not in {key for key, *_ in rows}:
        return 0
    waits = [
        min(2 ** (failures - free[key]), LONGEST_WAIT) - float(age)
        for key, failures, age in rows
        if failures >= free[key]
    ]
    return max([0, *(int(wait) + 1 for wait in waits if wait > 0)])


def failed(*, name: str, address: str) -> None:
    """Count a wrong password."""
    with connection.cursor() as cursor:
        for key in _keys(name, address):
            cursor.execute(COUNT, [key, FORGOTTEN_AFTER])


def succeeded(*, name: str, address: str) -> None:
    """The right one: the name starts anew; old rows go."""
    SignInFailure.objects.filter(key=next(iter(_keys(name, address)))).delete()
    SignInFailure.objects.filter(last_at__lt=Now() - FORGOTTEN_AFTER).delete()


def _keys(name: str, address: str) -> dict[str, int]:
    return {
        hashlib.sha256(f"name:{fold(name)}".encode()).hexdigest(): FREE_BY_NAME,
        hashlib.sha256(f"address:{address}".encode()).hexdigest(): FREE_BY_ADDRESS,
    }
