"""Two people at once, of whom the second waits for what the first one holds."""

import threading
from collections.abc import Callable

from django.db import connection, transaction

WAITS = "SELECT cardinality(pg_blocking_pids(%s)) > 0"
Call = Callable[[], object]


def race(first: Call, second: Call) -> list[object]:
    """What both returned; an exception is returned instead of raised.

    `first` does its work and does not commit before `second` waits for it, or has ended: so the
    second always meets what stood before, and always goes on with what stands afterwards.
    """
    answers: list[object] = [None, None]
    is_begun, is_done = threading.Event(), threading.Event()
    backend: list[int] = []

    def lead() -> None:
        with transaction.atomic():
            answers[0] = first()
            is_begun.set()
            while not is_done.wait(0.005) and not (backend and _waits(backend[0])):
                pass

    def follow() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            backend.extend(cursor.fetchone())
        is_begun.wait()
        answers[1] = second()

    def run(place: int, part: Call) -> None:
        try:
            part()
        except Exception as error:  # Handed to the test, which says what it expects.
            answers[place] = error
        finally:
            (is_begun, is_done)[place].set()
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate((lead, follow))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def _waits(pid: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(WAITS, [pid])
        return cursor.fetchone()[0]
