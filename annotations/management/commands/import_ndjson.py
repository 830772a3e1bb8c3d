"""`manage.py import_ndjson FILE`: everything that a file of ours holds, into an empty database."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from annotations.errors import DomainError
from annotations.services.everything import importing
from newsroom.database import roles
from newsroom.embedded.errors import EmbeddedError


class Command(BaseCommand):
    help = "Imports what `export_ndjson` wrote, with all numbers and times; all of it or nothing."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="say what would be imported")
        parser.add_argument("--beside", action="store_true", help="also beside what is there")

    def handle(self, *, file, dry_run, beside, **_):
        try:
            with roles.as_owner():
                report = importing.run(file, dry=dry_run, beside=beside)
        except DomainError as error:
            raise CommandError(f"{error.message} Nothing was imported.") from error
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        except (DatabaseError, EmbeddedError) as error:
            reason = str(error).strip().split("\n")[0]
            raise CommandError(f"The database failed: {reason}. Nothing was imported.") from error
        for number, problem in report.problems:
            self.stderr.write(f"line {number}: {problem}")
        if report.problems:
            raise CommandError("Nothing was imported.")
        for name, number in report.rows.items():
            self.stdout.write(f"{number:8,}  {name}")
        outcome = "would be imported: nothing was written" if dry_run else "imported"
        self.stdout.write(f"{report.rows.total():,} rows {outcome}.")
