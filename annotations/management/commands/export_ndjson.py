"""`manage.py export_ndjson`: everything, or one desk, for `import_ndjson`."""

import sys
from contextlib import closing
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from annotations.exchange.copy_out import Busy
from annotations.exchange.everything.export import Everything
from annotations.models import Desk


class Command(BaseCommand):
    help = "Writes everything.ndjson: all rows of all desks, or of one, without secrets."

    def add_arguments(self, parser):
        parser.add_argument("--desk", help="the slug of one; all of them without")
        parser.add_argument("--out", type=Path, help="file to write; else it is printed")

    def handle(self, *, desk, out, **_):
        found = Desk.objects.filter(slug=desk).first() if desk else None
        if desk and found is None:
            raise CommandError(f"There is no desk called {desk!r}.")
        try:
            with closing(Everything(found)) as rows:
                if out is None:
                    for chunk in rows:
                        self._print(chunk)
                    return
                self._write(out, rows)
        except Busy as error:
            raise CommandError("Two exports run already: try again in a moment.") from error
        except FileExistsError as error:
            raise CommandError(f"{out} is there already.") from error
        except OSError as error:
            raise CommandError(f"{out} cannot be written: {error.strerror}.") from error

    def _write(self, out: Path, rows: Everything) -> None:
        """The file is there once it is whole, and takes the place of no other."""
        part = out.with_name(f"{out.name}.part")
        try:
            with part.open("wb") as file:
                file.writelines(rows)
            out.hardlink_to(part)
        finally:
            part.unlink(missing_ok=True)

    def _print(self, chunk: bytes) -> None:
        sys.stdout.buffer.write(chunk)
