"""Connections that do not wait for ever: a server that hangs cannot keep its own limits."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg.errors import _WaitTimeout

CONNECT_SECONDS = 5
CHECK_SECONDS = 2
GRACE = 5  # Seconds the server has to end a statement by itself before it counts as hung.


def impatient(seconds: int) -> type[psycopg.Connection]:
    """The class of connections of which one wait takes at most so many seconds.

    Then OperationalError is raised and the connection is of no more use.
    """

    class Impatient(psycopg.Connection):
        longest: float = seconds

        def execute(self, query, *args, **given):
            """The pool asks by an empty statement whether a connection still answers: soon."""
            if query:
                return super().execute(query, *args, **given)
            longest, self.longest = self.longest, CHECK_SECONDS
            try:
                return super().execute(query, *args, **given)
            finally:
                self.longest = longest

        def wait(self, gen, *args, timeout: float | None = None, **given):
            try:
                return super().wait(gen, *args, timeout=timeout or self.longest or None, **given)
            except _WaitTimeout as error:
                if timeout:
                    raise
                self.pgconn.finish()
                message = f"the server did not answer within {self.longest} seconds"
                raise psycopg.OperationalError(message) from error

    return Impatient


@contextmanager
def patient(link: psycopg.Connection, seconds: int) -> Iterator[None]:
    """Inside, one wait on this connection takes so many seconds and the server's grace."""
    before = getattr(link, "longest", 0)
    if not before:  # It waits for ever as it is.
        yield
        return
    link.longest = seconds + GRACE
    try:
        yield
    finally:
        link.longest = before
