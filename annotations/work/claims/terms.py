"""Counts in how many claims each term stands, which weighs it in the search for similar claims."""

from django.db import connection, transaction

from newsroom.database.locks import Lock

AT_ONCE = 2_000
TRY = "SELECT pg_try_advisory_xact_lock(%s, 0)"


def count(most: int = AT_ONCE) -> bool:
    """Count what so many claims changed, unless another worker does; whether there is more."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(TRY, [Lock.TERMS])
        if cursor.fetchone() != (True,):
            return False
        cursor.execute("SELECT newsroom_count_terms(%s)", [most])
        [is_more] = cursor.fetchone()
        return bool(is_more)


def count_all() -> None:
    """Count all that changed, in the running transaction: no words of claims wait to be counted."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, 0)", [Lock.TERMS])
    while count():
        pass
