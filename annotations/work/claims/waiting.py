"""What waits on claims, made anew where rows came in another order than people write them."""

from django.db import connection

AT_ONCE = 2_000
LAST = """
SELECT max(id) FROM (SELECT id FROM annotations_claim WHERE id > %s ORDER BY id LIMIT %s) piece
"""
MAKE = """
INSERT INTO newsroom_waiting SELECT * FROM newsroom_awaited(
    ARRAY(SELECT id FROM annotations_claim WHERE id > %s AND id <= %s))
"""


def make_anew() -> None:
    """Of all claims, in the running transaction, in which nobody else writes."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM newsroom_waiting")
        done = 0
        while True:
            cursor.execute(LAST, [done, AT_ONCE])
            [last] = cursor.fetchone()
            if last is None:
                return
            cursor.execute(MAKE, [done, last])
            done = last
