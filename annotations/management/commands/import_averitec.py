"""`manage.py import_averitec FILE --desk SLUG --as USERNAME`: claims that others checked."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from annotations import access
from annotations.errors import DomainError
from annotations.models import User
from annotations.services.imports import averitec


class Command(BaseCommand):
    help = "Brings claims with questions and answers, in AVeriTeC's schema, to a desk."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--desk", required=True, help="its slug or id")
        parser.add_argument("--as", dest="username", required=True, help="in whose name")
        parser.add_argument("--dry-run", action="store_true", help="say what would be imported")

    def handle(self, *, file, desk, username, dry_run, **_):
        person = User.objects.filter(username=username, is_active=True).first()
        if person is None:
            raise CommandError(f"There is nobody called {username}.")
        try:
            found = access.load_desk(person, desk)
            report = averitec.bring_in(
                actor=person, desk=found, data=file.read_bytes(), dry=dry_run
            )
        except DomainError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        for number, problem in report.problems.items():
            self.stderr.write(f"record {number}: {problem}")
        told = "would be imported" if dry_run else "imported"
        self.stdout.write(
            f"{len(report.added)} records {told}, {len(report.there)} were there already,"
            f" {len(report.problems)} have problems."
        )
        if report.problems:
            raise CommandError("Records with problems were left out.")
