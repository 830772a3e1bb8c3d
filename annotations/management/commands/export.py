"""`manage.py export claims.csv --as NAME --filter stage=checked`: what the REST export gives."""

import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO

from django.core.management.base import BaseCommand, CommandError
from django.http import QueryDict

from annotations.api.exports.selection import FIELDS, Asked, picked
from annotations.errors import DomainError
from annotations.exchange.copy_out import Busy
from annotations.exchange.formats import FORMATS, left_out
from annotations.models import User


class Command(BaseCommand):
    help = "Writes an export, as GET /api/v1/exports/NAME gives it, to a file or standard output."

    def add_arguments(self, parser):
        add = parser.add_argument
        add("name", choices=sorted(FORMATS), metavar="NAME", help=", ".join(FORMATS))
        add("--as", dest="username", required=True, help="who asks: it holds what they may see")
        add("--desk", help="slug or id; else all of their desks")
        add(
            "--filter", action="append", default=[], metavar="NAME=VALUE",
            help="as in the address of the REST export; may be given more than once",
        )  # fmt: skip
        add("--fields", help="only these of each row, with commas; of exports that are tables")
        add("--out", type=Path, help="file to write; else standard output")

    def handle(self, *, name, desk, filter, fields, username, out, **_):
        asked = Asked(_person(username), _parameters(desk, filter, fields))
        found = FORMATS[name]
        try:
            rows, only = picked(asked, found)
            with closing(found.stream(rows, only)) as stream, _file(out) as file:
                for chunk in stream:
                    file.write(chunk)
                missing = left_out(stream)
        except DomainError as error:
            raise CommandError(str(error)) from error
        except Busy as error:
            raise CommandError("Two exports run already: try again in a moment.") from error
        except OSError as error:
            raise CommandError(f"{out or 'standard output'}: {error.strerror}.") from error
        if missing:
            self.stderr.write(f"Names left out because they overlap others: {missing}")


def _person(username: str) -> User:
    found = User.objects.filter(username=username).first()
    if found is None:
        raise CommandError(f"There is nobody called {username!r}.")
    return found


def _parameters(desk: str | None, filters: list[str], fields: str | None) -> QueryDict:
    given = QueryDict(mutable=True)
    for name, value in (("desk", desk), (FIELDS, fields)):
        if value:
            given[name] = value
    for one in filters:
        name, sign, value = one.partition("=")
        if not sign:
            raise CommandError(f"Write the filter {one!r} as NAME=VALUE.")
        given.appendlist(name, value)
    return given


@contextmanager
def _file(out: Path | None) -> Iterator[IO[bytes]]:
    """Standard output, or the file, which is there only once it is whole."""
    if out is None:
        yield sys.stdout.buffer
        return
    part = out.with_name(f"{out.name}.part")
    try:
        with part.open("wb") as file:
            yield file
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
