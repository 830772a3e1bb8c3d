"""`manage.py restore FILE`: a backup is put back, all of it or nothing."""

import time
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from newsroom.database import history, roles
from newsroom.embedded.errors import EmbeddedError
from newsroom.keeping import restore
from newsroom.keeping.errors import KeepingError
from newsroom.keeping.progress import Progress
from newsroom.launcher import preparing

REFUSED = (KeepingError, preparing.CannotStart, roles.RoleError, history.TooOld)


class Command(BaseCommand):
    help = "Puts a backup into an empty database, and brings it up to date."
    requires_migrations_checks = False

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="what `manage.py backup` wrote")
        parser.add_argument(
            "--replace", action="store_true", help="what the database holds may be lost"
        )
        parser.add_argument(
            "--check", action="store_true", help="only say whether the file is whole and fits"
        )

    def handle(self, *, file, replace, check, **_):
        began, progress = time.monotonic(), Progress(self.stdout.write)
        try:
            if check:
                held = restore.checked(file, progress).manifest
            else:
                with preparing.alone(settings.DATA, ""):
                    held = restore.put_back(file, progress, replace=replace)
        except KeyboardInterrupt:
            raise CommandError("Stopped; the database is as it was.", returncode=130) from None
        except REFUSED as error:
            raise CommandError(str(error)) from error
        except (DatabaseError, EmbeddedError) as error:
            reason = str(error).strip().splitlines()[0]
            raise CommandError(f"The database cannot be reached: {reason}") from error
        self.stdout.write(
            f"{file} is {'whole' if check else 'put back'}: {held.rows:,} rows of "
            f"{len(held.tables)} tables as they were at {held.made_at} (Newsroom {held.version}, "
            f"PostgreSQL {held.postgresql}), in {time.monotonic() - began:.0f} s."
        )
