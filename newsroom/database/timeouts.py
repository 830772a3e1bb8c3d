"""Connections that do not wait for ever: a server that hangs cannot keep its own limits."""

import select
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.db import OperationalError
from psycopg.errors import _WaitTimeout

CONNECT_SECONDS = 5
CHECK_SECONDS = 2
FRESH_SECONDS = 1  # So long a connection that answered is not asked whether it still does.
INTERVAL = 0.1  # Seconds after which psycopg looks anew, as it does by itself.
ENDED = {"57P01", "57P02"}  # PostgreSQL's codes: it was shut down, or crashed.
GRACE = 5  # Seconds the server has to end a statement by itself before it counts as hung.


class InDoubt(psycopg.OperationalError):
    """The server was asked to commit and did not answer: it may have done so, or may do so yet."""


class Impatient(psycopg.Connection):
    """A connection of which one wait takes at most `longest` seconds; 0: as long as it takes.

    Then OperationalError is raised and the connection is of no more use.
    """

    longest: float = 0
    _answered = float("-inf")  # When the server last did.

    def execute(self, query, *args, **given):
        """The pool asks by an empty statement whether a connection still answers: soon, or not at
        all when it has just done so and nothing was said to end it."""
        if query:
            return super().execute(query, *args, **given)
        if time.monotonic() - self._answered < FRESH_SECONDS and not self._is_told_something():
            return self.cursor()
        longest, self.longest = self.longest, CHECK_SECONDS
        try:
            return super().execute(query, *args, **given)
        finally:
            self.longest = longest

    def wait(self, gen, interval: float = INTERVAL, timeout: float | None = None):
        try:
            answer = super().wait(gen, interval, timeout or self.longest or None)
        except _WaitTimeout as error:
            if timeout:
                raise
            self.pgconn.finish()
            message = f"the server did not answer within {self.longest} seconds"
            raise psycopg.OperationalError(message) from error
        self._answered = time.monotonic()
        return answer

    def commit(self) -> None:
        """Commit; raises InDoubt when nobody can say whether that was done."""
        try:
            super().commit()
        except psycopg.OperationalError as error:
            if _is_said(error):
                raise
            raise InDoubt(str(error)) from error

    def _is_told_something(self) -> bool:
        """Whether the server said something unasked, as one that ends does."""
        if self.closed:
            return True
        poll = select.poll()
        poll.register(self.pgconn.socket, select.POLLIN)
        return bool(poll.poll(0))


def _is_said(error: BaseException | None) -> bool:
    """Whether the server says why it did not do it."""
    code = getattr(error, "sqlstate", None)
    return bool(code) and code not in ENDED


@contextmanager
def committing() -> Iterator[None]:
    """Inside, one statement commits by itself. Raises Django's OperationalError, because of
    InDoubt, when nobody can say whether that was done."""
    try:
        yield
    except OperationalError as error:
        if _is_said(error.__cause__):
            raise
        raise OperationalError(*error.args) from InDoubt(str(error))


def impatient(seconds: float) -> type[Impatient]:
    """The class of connections of which one wait takes at most so many seconds."""

    class Hasty(Impatient):
        longest = seconds

    return Hasty


@contextmanager
def patient(link: psycopg.Connection, seconds: int) -> Iterator[None]:
    """Inside, one wait on this connection takes so many seconds and the server's grace."""
    if not isinstance(link, Impatient) or not link.longest:  # It waits for ever as it is.
        yield
        return
    before = link.longest
    link.longest = seconds + GRACE
    try:
        yield
    finally:
        link.longest = before
