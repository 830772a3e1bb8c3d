"""A database that an older version made goes up with its rows, and is as one that is made today.

`old_database/` is the demo desk of commit 8c5d167, which had all the migrations that were squashed since,
and of 0.2.0: as `pg_dump --no-owner --no-acl --inserts` wrote it, and its claims as that commit exported
them. The `.zip` is a backup of 0.2.0 as the first `manage.py backup` wrote it.
"""

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from annotations.exchange.claims import ndjson
from annotations.models import Claim, ExternalCheck
from annotations.models.checks.external import terms_of
from annotations.services.claims.external_checks import key_of
from tests.databases import database_beside

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
def old_database(django_db_setup, django_db_blocker, request) -> Iterator[Path]:
    """Its folder."""
    with database_beside(django_db_blocker):
        load(request.param)
        yield request.param


def load(folder: Path) -> None:
    """The dump that lies there, into an empty database."""
    with connection.cursor() as cursor:
        cursor.execute(gzip.decompress((folder / "dump.sql.gz").read_bytes()).decode())
    connection.close()  # The dump empties the search path of its session.


def claims_of(folder: Path) -> list[dict]:
    return [json.loads(line) for line in (folder / "claims.ndjson").open()]


def exported_as(before: list[dict], after: list[dict]) -> None:
    """What claims had then they have still."""
    assert len(before) == 16
    for was, now in zip(before, after, strict=True):
        assert {key: now.get(key) for key in was} == was


def of(*folders: Path) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(
        "old_database", folders, indirect=True, ids=lambda path: path.name
    )


@of(OLD)
def test_what_is_squashed_makes_the_tables_and_guards_that_all_of_it_made(squashed, old_database):
    assert len(squashed) > 1_000
    assert squashed == schema()


@of(OLD, OLD / "v0.2.0")
def test_an_older_database_goes_up_and_exports_what_it_exported(old_database):
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    ours = {one.name for one, _ in plan if one.app_label == "annotations"}
    assert ours.isdisjoint({"0001_initial", "0002_guards"})

    call_command("migrate", verbosity=0)

    now = b"".join(ndjson(Claim.objects.order_by("pk"))).splitlines()
    exported_as(claims_of(old_database), list(map(json.loads, now)))


def test_checks_by_others_of_the_older_table_are_kept(django_db_setup, django_db_blocker):
    with database_beside(django_db_blocker):
        load(OLD / "v0.2.0")
        call_command("migrate", "annotations", "0070", verbosity=0)
        with connection.cursor() as cursor:
            cursor.execute("""INSERT INTO annotations_outsidecheck
                (claim_id, label, justification, article_url, about) VALUES
                (7, 'Refuted', 'Why', 'https://Facts.example/1', '{"claim_types": ["Quote"]}'),
                (6, 'Supported', '', '', '{}')""")

        call_command("migrate", "annotations", verbosity=0)

        one, other = ExternalCheck.objects.order_by("-claim")
        assert (one.claim_id, one.rating, one.justification) == (7, "Refuted", "Why")
        assert (one.publisher, one.url) == ("facts.example", "https://Facts.example/1")
        assert (one.claim_text, one.about) == (one.claim.statement, {"claim_types": ["Quote"]})
        assert one.key == key_of(one.url, one.claim_text)
        assert one.terms == terms_of([(one.claim_text, one.claim.article.language)])[0]
        assert (other.publisher, other.url, other.desk_id) == ("AVeriTeC", "", other.claim.desk_id)
