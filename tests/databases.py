"""A database of its own, beside the one of the other tests."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def database_beside(blocker, called: str = "old") -> Iterator[None]:
    """An empty database beside the one of the other tests; Django's connection leads there."""
    kept = connection.settings_dict
    name = f"{kept['NAME']}_{called}"
    with blocker.unblock():
        _run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)', f'CREATE DATABASE "{name}"')
        connection.close()
        connection.settings_dict = kept | {"NAME": name}
        try:
            yield
        finally:
            connection.close()
            connection.settings_dict = kept
            _run(f'DROP DATABASE "{name}" WITH (FORCE)')


def _run(*statements: str) -> None:
    with connection._nodb_cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
