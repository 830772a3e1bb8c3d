"""Which databases our migrations can bring up to date."""

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

# A commit that has all the migrations that were squashed (docs/running.md).
STEP = "8c5d167"


class TooOld(Exception):
    """The database is of a version that is too far back; the message is for the person."""


def check() -> None:
    """Raises TooOld when the database has only some of the migrations that were squashed.

    The others are gone. Asked before Django looks, whose loader fails over them or makes the
    tables a second time.
    """
    applied = MigrationRecorder(connection).applied_migrations().keys()
    loader = MigrationLoader(None)
    for key, squashed in loader.replacements.items():
        gone = set(squashed.replaces) - loader.disk_migrations.keys()
        missing = gone - applied
        if missing and (key in applied or missing != gone):
            raise TooOld(
                "This database is too old for this version, and nothing was changed in it: start "
                f"commit {STEP} with it once, then this version (docs/running.md, Upgrading)."
            )
