"""Rows out of PostgreSQL as they come, by COPY: constant memory however long the export is."""

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import ExitStack
from typing import Any

import orjson
import psycopg
from django.db import connection, connections, transaction
from django.db.models import QuerySet

from newsroom.database import replica
from newsroom.database.locks import Lock
from newsroom.database.timeouts import patient

CHUNK_BYTES = 64 * 1024
# A quote and a delimiter that JSON text never holds, so that COPY leaves it as it is.
JSON_OPTIONS = r"FORMAT csv, QUOTE E'\x01', DELIMITER E'\x02'"
# Each export holds a thread and a connection; eight would stop the site.
AT_ONCE = 2
LONGEST_SECONDS = 3_600


class Busy(Exception):
    """As many exports as may run at once are running."""


def literal_sql(queryset: QuerySet[Any, Any]) -> str:
    """The queryset's SQL with its parameters as literals: COPY takes no parameters."""
    # Also of a queryset of which Django knows that it holds nothing.
    compiler = queryset.query.get_compiler(connection=connection, elide_empty=False)
    return mogrify(*compiler.as_sql())


def mogrify(sql: str, params: Sequence[object]) -> str:
    """psycopg's own quoting, for the open connection."""
    connection.ensure_connection()
    return psycopg.ClientCursor(connection.connection).mogrify(sql, params)


class Rows:
    """The bytes of `COPY (query) TO STDOUT`; close it, also when it was never read.

    A chunk holds whole rows; several queries follow each other and see one moment. They come from
    the replica where there is one (newsroom/database/replica.py). Raises Busy at once when too many
    exports run.
    """

    def __init__(self, *queries: str, options: str):
        self._statements = [f"COPY ({query}) TO STDOUT WITH ({options})" for query in queries]
        self._chunks: Generator[bytes] | None = None
        self._stack = ExitStack()
        alias = replica.for_reading()
        self._connection = connections[alias]
        is_first = not self._connection.in_atomic_block
        self._stack.enter_context(transaction.atomic(using=alias))
        if (
            len(queries) > 1 and is_first
        ):  # Only a transaction that read nothing yet can ask for it.
            with self._connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        if not self._has_slot():
            self._stack.close()
            raise Busy
        # Longer than any other statement: readers are slow.
        with self._connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('statement_timeout', %s, true)", [f"{LONGEST_SECONDS}s"]
            )

    def _has_slot(self) -> bool:
        with self._connection.cursor() as cursor:
            for slot in range(AT_ONCE):
                cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [Lock.EXPORT, slot])
                if cursor.fetchone()[0]:
                    return True
        return False

    def value(self, query: str) -> Any:
        """What a query of one value answers, before the rows are read."""
        link = self._connection
        with patient(link.connection, LONGEST_SECONDS), link.cursor() as cursor:
            cursor.execute(query)
            return cursor.fetchone()[0]

    def __iter__(self) -> Iterator[bytes]:
        self._chunks = self._read()
        return self._chunks

    def _read(self) -> Generator[bytes]:
        kept: list[bytes] = []
        size = 0
        # A sort makes the first row wait for all.
        link = self._connection
        longer = patient(link.connection, LONGEST_SECONDS)
        with self._stack, longer, link.cursor() as cursor:
            for statement in self._statements:
                with cursor.copy(statement) as copy:
                    for row in copy:
                        kept.append(bytes(row))
                        size += len(row)
                        if size >= CHUNK_BYTES:
                            yield b"".join(kept)
                            kept, size = [], 0
            yield b"".join(kept)

    def close(self) -> None:
        # First the COPY: while it is suspended the connection takes nothing, not even the end.
        if self._chunks is not None:
            self._chunks.close()
        self._stack.close()


class Shaped:
    """Rows of a query that answers one JSON value a row, each written by `shape`.

    `head` and `tail` stand around them, `between` between any two. Constant memory, one snapshot.
    """

    def __init__(
        self,
        query: str,
        shape: Callable[[Any], bytes],
        *,
        head: bytes = b"",
        between: bytes = b"",
        tail: bytes = b"",
    ):
        self._rows = Rows(query, options=JSON_OPTIONS)
        self._shape, self._head, self._between, self._tail = shape, head, between, tail
        self.value = self._rows.value

    def __iter__(self) -> Iterator[bytes]:
        yield self._head
        is_first = True
        for chunk in self._rows:
            shaped = self._between.join(
                self._shape(orjson.loads(line)) for line in chunk.split(b"\n") if line
            )
            if shaped:
                yield shaped if is_first else self._between + shaped
                is_first = False
        yield self._tail

    def close(self) -> None:
        self._rows.close()
