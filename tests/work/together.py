"""Doing one thing from several threads at the same moment, each with its own connection."""

import threading
from collections.abc import Callable

from django.db import connection


def together(*calls: Callable[[], object]) -> list[object]:
    """What each call returned, in order; an exception is returned instead of raised."""
    start = threading.Barrier(len(calls))
    answers: list[object] = [None] * len(calls)

    def run(i: int, call: Callable[[], object]) -> None:
        try:
            start.wait()
            answers[i] = call()
        except Exception as error:  # Handed to the test, which says what it expects.
            answers[i] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers
