"""`manage.py backup FILE`: all that the database holds, of one moment, in one file."""

import time
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from newsroom.embedded.errors import EmbeddedError
from newsroom.keeping import backup
from newsroom.keeping.errors import KeepingError
from newsroom.keeping.progress import Progress, size


class Command(BaseCommand):
    help = "Writes all that the database holds, uploaded files too, into a new file."
    requires_migrations_checks = False

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="a file that is not there yet")

    def handle(self, *, file, verbosity, **_):
        began = time.monotonic()
        # Who is called by cron is heard when something is wrong.
        say = self.stdout.write if verbosity else lambda line: None
        try:
            held = backup.write(file, Progress(say))
        except KeyboardInterrupt:
            raise CommandError("Stopped; there is no file.", returncode=130) from None
        except KeepingError as error:
            raise CommandError(str(error)) from error
        except (DatabaseError, EmbeddedError) as error:
            reason = str(error).strip().splitlines()[0]
            raise CommandError(f"The database failed, there is no file: {reason}") from error
        say(
            f"{file}: {held.rows:,} rows of {len(held.tables)} tables as they were at "
            f"{held.made_at}, {size(file.stat().st_size)}, "
            f"in {time.monotonic() - began:.0f} s."
        )
