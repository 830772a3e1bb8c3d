"""`manage.py import_articles PATH…`: files and folders of articles into a desk."""

import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from annotations import access
from annotations.errors import DomainError, NotFound
from annotations.models import User
from annotations.services import articles, bulk

SUFFIXES = {".txt", ".md", ".html", ".htm"}
BATCH = 200


class Command(BaseCommand):
    help = "Imports .txt, .md and .html files; what the desk holds already is not imported again."

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", type=Path)
        parser.add_argument("--desk", required=True, help="id or slug")
        parser.add_argument("--as", required=True, dest="username", help="who imports")

    def handle(self, *, paths, desk, username, **_):
        actor = User.objects.filter(username=username, is_active=True).first()
        if actor is None:
            raise CommandError(f"There is no active person called {username!r}.")
        try:
            desk = access.load_desk(actor, desk)
            access.require(actor, "add article", desk.pk)
        except (NotFound, DomainError) as error:
            raise CommandError(f"{username} cannot import there: {error}") from error
        files = list(_files(paths))
        self.failures: list[str] = []
        done = 0
        remaining = iter(files)
        while batch := list(islice(remaining, BATCH)):
            drafts = [draft for draft in map(self._draft, batch) if draft]
            if drafts:
                bulk.add(actor=actor, desk=desk, drafts=drafts)
            done += len(batch)
            self._show(done, len(files))
        for failure in self.failures:
            self.stderr.write(failure)
        self.stdout.write(f"{len(files) - len(self.failures)} of {len(files)} files are there.")
        if self.failures:
            sys.exit(1)

    def _draft(self, path: Path):
        try:
            return articles.file_draft(path.read_bytes(), path.name)
        except (OSError, DomainError) as error:
            self.failures.append(f"{path}: {error}")
            return None

    def _show(self, done: int, total: int) -> None:
        if not self.stdout.isatty():
            return
        filled = 40 * done // total
        bar = "█" * filled + "·" * (40 - filled)
        self.stdout.write(f"\r{bar} {done}/{total}", ending="\n" if done == total else "")
        self.stdout.flush()


def _files(paths: list[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES)
        else:
            yield path
