"""The database: its tables, roles, what it promises, and whether its pages are whole."""

import time

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from newsroom.database import history, replica, roles

from .findings import LOOK, OK, WRONG, Finding, Findings

SHORT = 10.0  # Seconds for looking at indexes, unless all is asked for.
PROMISES = ("fsync", "full_page_writes", "synchronous_commit")
LONG = 3_600  # Seconds that a transaction may be open.
OLD = 1_000_000_000  # Of two thousand million transactions that PostgreSQL can tell apart.
INVALID = "SELECT indexrelid::regclass::text FROM pg_index WHERE NOT indisvalid"
STATE = """
SELECT (SELECT coalesce(sum(checksum_failures), 0) FROM pg_stat_database),
    (SELECT coalesce(max(extract(epoch FROM now() - xact_start)), 0) FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid()),
    (SELECT age(datfrozenxid) FROM pg_database WHERE datname = current_database()),
    (SELECT count(*) FROM pg_stat_activity), current_setting('max_connections')::int
"""
INDEXES = """
SELECT i.indexrelid, i.indexrelid::regclass::text FROM pg_index i
JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am m ON m.oid = c.relam
WHERE m.amname = 'btree' AND c.relkind = 'i' AND i.indisvalid
    AND c.relnamespace = current_schema()::regnamespace
ORDER BY pg_relation_size(c.oid)
"""
HEAPS = """
SELECT c.relname, v.msg FROM pg_class c CROSS JOIN LATERAL (
    SELECT msg FROM verify_heapam(c.oid::regclass) LIMIT 1) v
WHERE c.relkind = 'r' AND c.relpersistence = 'p'
    AND c.relnamespace = current_schema()::regnamespace
"""
MAY_NOT = {"42501", "0A000", "58P01", "22023"}  # No right, or no such extension here.


def migrations() -> Findings:
    try:
        history.check()
    except history.TooOld as error:
        yield Finding("migrations", WRONG, "too old for this version", str(error))
        return
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    ours = executor.loader.disk_migrations.keys() | {
        one for squash in executor.loader.replacements.values() for one in squash.replaces
    }
    newer = sorted(
        name
        for app, name in executor.loader.applied_migrations.keys() - ours
        if app in executor.loader.migrated_apps
    )
    if newer:
        yield Finding(
            "migrations", WRONG, f"the database is of a newer version ({newer[-1]})",
            "Install that version: this one does not know its tables.",
        )  # fmt: skip
    elif waiting:
        yield Finding(
            "migrations", WRONG, f"{len(waiting)} are still to run, the first is {waiting[0][0]}",
            "Run `manage.py backup FILE`, then `manage.py migrate`.",
        )  # fmt: skip
    else:
        yield Finding("migrations", OK, "all are applied")


def two_roles() -> Findings:
    if not settings.DATABASE_OWNER:
        if not roles.owns_tables():
            yield Finding("roles", OK, "whoever works here owns no table")
            return
        yield Finding(
            "roles", LOOK, "one role does everything and could switch the guards off",
            "Give DATABASE_URL a role of its own (docs/running.md, Two roles).",
        )  # fmt: skip
        return
    try:
        with roles.as_owner():
            is_there = roles.check()
    except roles.RoleError as error:
        yield Finding("roles", WRONG, "the application has too many rights", str(error))
        return
    if is_there:
        yield Finding("roles", OK, "the application can switch no guard off")
    else:
        yield Finding(
            "roles", WRONG, "there is no role for the application", "Run `manage.py migrate`."
        )


def server() -> Findings:
    with connection.cursor() as cursor:
        for name in PROMISES:
            cursor.execute("SELECT current_setting(%s)", [name])
            if cursor.fetchone() == ("off",):
                yield Finding(
                    "server", WRONG, f"{name} is off: what was saved may be lost with the power",
                    f"Set {name} = on in postgresql.conf.",
                )  # fmt: skip
        cursor.execute(STATE)
        failures, longest, age, used, most = cursor.fetchone()
    if failures:
        yield Finding(
            "server", WRONG, f"{failures} pages on the disk are not as they were written",
            "Look at the disk, and put the last good backup back on another one.",
        )  # fmt: skip
    if longest > LONG:
        yield Finding(
            "server", LOOK, f"a transaction is open for {longest / 3600:.0f} hours",
            "Find it in pg_stat_activity and end its program: nothing is tidied up behind it.",
        )  # fmt: skip
    if age > OLD:
        yield Finding(
            "server", LOOK, f"the oldest row is {age:,} transactions old",
            "Run VACUUM FREEZE while few people work.",
        )  # fmt: skip
    if used > most * 0.9:
        yield Finding(
            "server", LOOK, f"{used} of {most} connections are taken",
            "Lower NEWSROOM_DATABASE_POOL, raise max_connections or use pgbouncer.",
        )  # fmt: skip
    yield Finding("server", OK, f"answers, {used} of {most} connections")


def exports() -> Findings:
    """Whether they come from the replica, where there is to be one."""
    if not replica.is_wanted():
        return
    problem = replica.why_not()
    if problem:
        yield Finding(
            "replica", LOOK, f"exports read from the primary: {problem}",
            "Start it, see in its log and on its disk why it does not follow, or correct "
            "DATABASE_REPLICA_URL.",
        )  # fmt: skip
    else:
        yield Finding("replica", OK, "has all that was committed; exports read from it")


def pages(thorough: bool) -> Findings:
    """Whether indexes are in order, the smallest first, for a while; thorough: all, and tables."""
    with connection.cursor() as cursor:
        cursor.execute(INVALID)
        for (name,) in cursor.fetchall():
            yield Finding("indexes", WRONG, f"{name} is not valid", f"Run REINDEX INDEX {name};")
    with roles.as_owner(), transaction.atomic():
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SET LOCAL client_min_messages = warning")
                cursor.execute("CREATE EXTENSION IF NOT EXISTS amcheck")
            yield from _amcheck(thorough)
        except DatabaseError as error:
            if getattr(error.__cause__, "sqlstate", "") not in MAY_NOT:
                raise
            yield Finding(
                "indexes", LOOK, "not looked at: amcheck cannot be used here",
                "As an administrator of the database: CREATE EXTENSION amcheck; and GRANT EXECUTE "
                "ON FUNCTION bt_index_check(regclass, boolean) TO the owner.",
            )  # fmt: skip
        transaction.set_rollback(True)  # The extension goes as it came.


def _amcheck(thorough: bool) -> Findings:
    until, looked, broken = time.monotonic() + SHORT, 0, 0
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute(INDEXES)
        every = cursor.fetchall()
        for oid, name in every:
            if not thorough and time.monotonic() > until:
                break
            looked += 1
            try:
                with transaction.atomic():
                    cursor.execute("SELECT bt_index_check(%s::oid::regclass, %s)", [oid, thorough])
            except DatabaseError as error:
                if getattr(error.__cause__, "sqlstate", "") in MAY_NOT:
                    raise
                broken += 1
                reason = str(error).strip().splitlines()[0]
                yield Finding("indexes", WRONG, reason, f"Run REINDEX INDEX {name};")
        if thorough:
            cursor.execute(HEAPS)
            for table, reason in cursor.fetchall():
                broken += 1
                yield Finding(
                    "tables", WRONG, f"{table}: {reason}",
                    "Look at the disk, and put the last good backup back on another one.",
                )  # fmt: skip
    if not broken:
        rest = "" if looked == len(every) else " (--thorough looks at all, and at the tables)"
        yield Finding("indexes", OK, f"{looked} of {len(every)} are in order{rest}")
