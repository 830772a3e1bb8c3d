"""`manage.py prove_claim CLAIM`: the history of one claim, provable to a stranger."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from annotations.work.sealing.proving import CannotProve, prove


class Command(BaseCommand):
    help = "Writes the history of one claim with the proof that it stands so in the audit trail."

    def add_arguments(self, parser):
        parser.add_argument("claim", type=int, help="id")
        parser.add_argument(
            "--since",
            type=int,
            metavar="HEAD",
            help="number of an older head: prove also that the trail went on from it",
        )

        parser.add_argument("--output", type=Path, metavar="FILE", help="instead of the terminal")

    def handle(self, *, claim, since, output, **_):
        try:
            bundle = prove(claim, since=since)
        except CannotProve as error:
            raise CommandError(str(error)) from error
        text = json.dumps(bundle, ensure_ascii=False, indent=1)
        if output is None:
            self.stdout.write(text)
            return
        try:
            output.write_text(text + "\n", encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{output} cannot be written: {error.strerror}.") from error
