"""Which databases our migrations can bring up to date."""

from collections.abc import Collection

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

# A commit that has all the migrations that were squashed (docs/running.md).
STEP = "8c5d167"


class TooOld(Exception):
    """The database is of a version that is too far back; the message is for the person."""


def check() -> None:
    """Raises TooOld when the database has only some of the migrations that were squashed.

    Asked before Django looks, whose loader fails over them or makes the tables a second time.
    """
    if is_too_old(MigrationRecorder(connection).applied_migrations().keys(), MigrationLoader(None)):
        raise TooOld(
            "This database is too old for this version, and nothing was changed in it: start "
            f"commit {STEP} with it once, then this version (docs/running.md, Upgrading)."
        )


def is_too_old(applied: Collection[tuple[str, str]], loader: MigrationLoader) -> bool:
    """Whether some, not all, of the squashed migrations are applied: the others are gone."""
    for key, squashed in loader.replacements.items():
        gone = set(squashed.replaces) - loader.disk_migrations.keys()
        missing = gone - set(applied)
        if missing and (key in applied or missing != gone):
            return True
    return False
