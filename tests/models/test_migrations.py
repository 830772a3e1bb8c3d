"""A database that an older version made goes up with its rows, and is as one that is made today.

`old_database/` is the demo desk of commit 8c5d167, which had all the migrations that were squashed since:
as `pg_dump --no-owner --no-acl --inserts` wrote it, and its claims as that commit exported them.
"""

import gzip
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from annotations.exchange.claims import ndjson
from annotations.models import Claim

pytestmark = pytest.mark.slow

OLD = Path(__file__).parent / "old_database"
SCHEMA = r"""
SELECT 'column', attrelid::regclass::text, attname::text, concat_ws(' ', relpersistence, attnum,
    format_type(atttypid, atttypmod), attnotnull, attidentity, pg_get_expr(adbin, adrelid))
FROM pg_attribute JOIN pg_class c ON c.oid = attrelid AND relkind = 'r'
    LEFT JOIN pg_attrdef ON (adrelid, adnum) = (attrelid, attnum)
WHERE attnum > 0
UNION ALL SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid)
FROM pg_constraint
UNION ALL SELECT 'index', tablename, indexname, indexdef FROM pg_indexes
UNION ALL SELECT 'trigger', tgrelid::regclass::text, tgname, pg_get_triggerdef(oid)
FROM pg_trigger WHERE NOT tgisinternal
UNION ALL SELECT 'function', proname, '', pg_get_functiondef(oid)
FROM pg_proc WHERE proname LIKE 'newsroom\_%'
"""
OURS = ("annotations_", "newsroom_")
# PostgreSQL words conditions anew when it reads them from a dump.
REWORDED = re.compile(r"::(character varying|text)(\[\])?|[()]")


@contextmanager
def database_beside(blocker) -> Iterator[None]:
    """An empty database beside the one of the other tests; Django's connection leads there."""
    kept = connection.settings_dict
    name = f"{kept['NAME']}_old"
    with blocker.unblock():
        _run(f'DROP DATABASE IF EXISTS "{name}"', f'CREATE DATABASE "{name}"')
        connection.close()
        connection.settings_dict = kept | {"NAME": name}
        try:
            yield
        finally:
            connection.close()
            connection.settings_dict = kept
            _run(f'DROP DATABASE "{name}"')


def _run(*statements: str) -> None:
    with connection._nodb_cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def schema() -> set[tuple[str, ...]]:
    """Every column, constraint, index, trigger and function of ours."""
    with connection.cursor() as cursor:
        cursor.execute(SCHEMA)
        return {
            (kind, *names, said if kind == "function" else REWORDED.sub("", said))
            for kind, *names, said in cursor.fetchall()
            if names[0].startswith(OURS)
        }


@pytest.fixture(scope="module")
def squashed(django_db_setup, django_db_blocker) -> set[tuple[str, ...]]:
    """What the squashed migrations make of an empty database."""
    with database_beside(django_db_blocker):
        call_command("migrate", "annotations", "0002_guards", verbosity=0)
        return schema()


@pytest.fixture(scope="module")
def old_database(django_db_setup, django_db_blocker) -> Iterator[None]:
    with database_beside(django_db_blocker):
        with connection.cursor() as cursor:
            cursor.execute(gzip.decompress((OLD / "dump.sql.gz").read_bytes()).decode())
        connection.close()  # The dump empties the search path of its session.
        yield


def test_what_is_squashed_makes_the_tables_and_guards_that_all_of_it_made(squashed, old_database):
    assert len(squashed) > 1_000
    assert squashed == schema()


def test_an_older_database_goes_up_and_exports_what_it_exported(old_database):
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    assert {one.name for one, _ in plan}.isdisjoint({"0001_initial", "0002_guards"})

    call_command("migrate", verbosity=0)

    was = [json.loads(line) for line in (OLD / "claims.ndjson").open()]
    now = map(json.loads, b"".join(ndjson(Claim.objects.order_by("pk"))).splitlines())
    assert len(was) == 16
    for before, after in zip(was, now, strict=True):
        assert {key: after.get(key) for key in before} == before
