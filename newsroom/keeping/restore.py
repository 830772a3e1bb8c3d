"""A backup is put back: all of it or nothing, and only into a database that may be emptied.

Its tables are made by our migrations up to those that the file's database had; then its rows go
in; then the migrations since. So neither Newsroom nor PostgreSQL has to be of the same version.
"""

import shutil
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from newsroom.database import history, roles
from newsroom.version import VERSION

from . import tables
from .archive import Archive, Manifest, Table
from .errors import KeepingError
from .progress import Progress, size

# What `migrate` and workers write by themselves: a database with these alone is empty.
UNASKED = {
    tables.MIGRATIONS, "django_content_type", "auth_permission", "newsroom_cache",
    "annotations_workerheartbeat", "newsroom_term", "newsroom_term_change",
}  # fmt: skip
OTHERS = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND usename = ANY(%s) AND pid <> pg_backend_pid()
"""


def put_back(path: Path, progress: Progress, *, replace: bool = False) -> Manifest:
    """Put the backup `path` into the database, and bring it up to date; says what it held.

    Raises KeepingError, and the database is as it was: the file is damaged or of a newer version,
    the database is in use, or it holds something and `replace` is not said.
    """
    archive = checked(path, progress)
    with roles.as_owner():
        _refuse(archive.manifest, replace=replace)
        try:
            with transaction.atomic(durable=True):
                tables.steady()
                tables.drop_all()
                _migrate(archive.manifest.migrations)
                _fill(archive, progress)
        except DatabaseError as error:
            reason = str(error).strip().splitlines()[0]
            raise KeepingError(f"Nothing was changed; the database said: {reason}") from error
        _bring_up_to_date(archive.manifest.tables)
    archive.close()
    return archive.manifest


def checked(path: Path, progress: Progress) -> Archive:
    """The file, whole and of a version that can be put back; raises KeepingError."""
    archive = Archive(path)
    manifest = archive.manifest
    progress.begin("Checking the file", manifest.bytes)
    archive.check(progress.add)
    loader = MigrationLoader(None)
    applied = _applied(manifest, loader)
    if history.is_too_old(applied, loader):
        raise KeepingError(
            f"{path} is too old for this version: put it back with commit {history.STEP}."
        )
    ours = set(loader.disk_migrations) | {
        one for m in loader.replacements.values() for one in m.replaces
    }
    if _number(manifest.version) > _number(VERSION) or applied - ours:
        raise KeepingError(
            f"{path} was made by a newer Newsroom ({manifest.version}, this is {VERSION}): "
            "install that one."
        )
    return archive


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".")[:3] if part.isdecimal())


def _applied(manifest: Manifest, loader: MigrationLoader) -> set[tuple[str, str]]:
    """The migrations that the file's database had, of the packages that there are still."""
    return {one for one in manifest.migrations if one[0] in loader.migrated_apps}


def _refuse(manifest: Manifest, *, replace: bool) -> None:
    owner, application = connection.settings_dict["USER"], settings.DATABASE_APPLICATION
    with connection.cursor() as cursor:
        cursor.execute(OTHERS, [[owner, application]])
        [others] = cursor.fetchone()
    if others:
        raise KeepingError(
            f"Newsroom is using this database ({others} connections): stop it first."
        )
    held = [name for name in _held() if name not in UNASKED]
    if held and not replace:
        raise KeepingError(
            f"This database holds something already ({len(held)} tables with rows): back it up, "
            "then say --replace if all of it may be lost."
        )
    if settings.EMBEDDED:
        free = shutil.disk_usage(settings.DATA).free
        if free < manifest.bytes:
            raise KeepingError(
                f"The rows need at least {size(manifest.bytes)} in {settings.DATA}; "
                f"{size(free)} are free. Make room."
            )


def _held() -> Iterable[str]:
    """The tables of ours that have rows."""
    with connection.cursor() as cursor:
        for table in tables.found():
            cursor.execute(f"SELECT EXISTS (SELECT FROM {connection.ops.quote_name(table.name)})")
            if cursor.fetchone()[0]:
                yield table.name


def _migrate(migrations: list[tuple[str, str]]) -> None:
    """Make the tables as these migrations do."""
    executor = MigrationExecutor(connection)
    graph, applied = executor.loader.graph, set(migrations)
    for key, squash in executor.loader.replacements.items():
        if applied.issuperset(squash.replaces):
            applied.add(key)
    nodes = applied & set(graph.nodes)
    last = [
        node
        for node in sorted(nodes)
        if not any(
            child.key in nodes and child.key[0] == node[0]
            for child in graph.node_map[node].children
        )
    ]
    executor.migrate(last)


def _fill(archive: Archive, progress: Progress) -> None:
    made = {table.name: table for table in tables.found()}
    for table in archive.manifest.tables:
        if table.name not in made or set(made[table.name].columns) != set(table.columns):
            raise KeepingError(
                f"Nothing was changed: this version makes no table as the file's {table.name} is."
            )
    slowing = tables.slowing()
    progress.begin("Putting the rows back", archive.manifest.bytes)
    with connection.cursor() as cursor:
        for put in slowing:
            cursor.execute(put.away)
        # Migrations and what they notify have made rows, which are in the file too.
        quoted = ", ".join(map(connection.ops.quote_name, made))
        cursor.execute(f"TRUNCATE {quoted}")
    for table in archive.manifest.tables:
        _copy(archive, table, progress)
    progress.begin("Making indexes and keys", len(slowing))
    with connection.cursor() as cursor:
        for put in reversed(slowing):
            cursor.execute(put.back)
            progress.add(1)


def _copy(archive: Archive, table: Table, progress: Progress) -> None:
    quoted = f"{connection.ops.quote_name(table.name)} ({tables.columns(table)})"
    with connection.cursor() as cursor:
        with cursor.copy(f"COPY {quoted} FROM STDIN") as copy:
            for chunk in archive.rows(table):
                copy.write(chunk)
                progress.add(len(chunk), table.name)
        if cursor.rowcount != table.rows:
            raise KeepingError(
                f"Nothing was changed: rows of {table.name} are missing in the file."
            )
        for column, sequence in tables.sequences(table.name).items():
            if column in table.sequences:
                cursor.execute("SELECT setval(%s, %s, %s)", [sequence, *table.sequences[column]])


def _bring_up_to_date(found: list[Table]) -> None:
    """Raises KeepingError: from here on the database holds what the file held."""
    try:
        _analyze(found)
        call_command("migrate", verbosity=0, interactive=False)
    except (DatabaseError, CommandError, KeyboardInterrupt) as error:
        reason = (str(error).strip() or "stopped").splitlines()[0]
        raise KeepingError(
            "The rows are put back, but the database was not brought up to this version "
            f"({reason}): run `manage.py migrate`."
        ) from error


def _analyze(found: list[Table]) -> None:
    with connection.cursor() as cursor:
        for table in found:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(table.name)}")
