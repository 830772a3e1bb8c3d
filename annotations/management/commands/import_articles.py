"""`manage.py import_articles PATH…`: files and folders of articles into a desk."""

import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from annotations import access
from annotations.errors import DomainError
from annotations.ingest.kinds import ENDINGS, SUFFIXES
from annotations.messages import in_english
from annotations.models import Desk, User
from annotations.services.articles import articles, bulk
from newsroom import outages
from newsroom.embedded.errors import EmbeddedError

BATCH = 200
MOST_NAMED = 50  # Files that are not read.


class Command(BaseCommand):
    help = f"Imports {in_english(ENDINGS)} files that the desk does not have yet."

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
        except DomainError as error:
            raise CommandError(f"{username} cannot import into this desk: {error}") from error
        files, unread = _files(paths)
        self.failures: list[str] = []
        self._import(actor, desk, files)
        for failure in self.failures:
            self.stderr.write(failure)
        self._name(unread)
        self.stdout.write(f"{len(files) - len(self.failures)} of {len(files)} files are imported.")
        if self.failures:
            sys.exit(1)

    def _import(self, actor: User, desk: Desk, files: list[Path]) -> None:
        done = 0
        try:
            for batch in _batches(files):
                drafts = [draft for draft in map(self._draft, batch) if draft]
                if drafts:
                    bulk.add(actor=actor, desk=desk, drafts=drafts)
                done += len(batch)
                self._show(done, len(files))
        except KeyboardInterrupt:
            raise CommandError(_stopped(done, len(files)), returncode=130) from None
        except (DatabaseError, EmbeddedError) as error:
            reason = str(error).strip().split("\n")[0]
            failed = f"The database failed: {reason}."
            said = outages.FULL if outages.is_disk_full(error) else failed
            raise CommandError(f"{said} {_stopped(done, len(files))}") from error

    def _name(self, unread: list[Path]) -> None:
        """Files of kinds that are not read: no failure, but nobody has to look for them."""
        for path in unread[:MOST_NAMED]:
            self.stderr.write(
                f"{path}: skipped, the name does not end in {', '.join(sorted(SUFFIXES))}"
            )
        if len(unread) > MOST_NAMED:
            self.stderr.write(f"… and {len(unread) - MOST_NAMED} more, also skipped.")

    def _draft(self, path: Path):
        try:
            return articles.file_draft(path.read_bytes(), path.name)
        except OSError as error:
            self.failures.append(f"{path}: {error.strerror}.")
        except DomainError as error:
            self.failures.append(f"{path}: {error}")
        return None

    def _show(self, done: int, total: int) -> None:
        if not self.stdout.isatty():
            return
        filled = 40 * done // total
        bar = "█" * filled + "·" * (40 - filled)
        self.stdout.write(f"\r{bar} {done}/{total}", ending="\n" if done == total else "")
        self.stdout.flush()


def _stopped(done: int, total: int) -> str:
    return (
        f"Stopped after {done} of {total} files. Run the same command again "
        "to go on: what is there already is not imported twice."
    )


def _batches(files: list[Path]) -> Iterator[list[Path]]:
    remaining = iter(files)
    while batch := list(islice(remaining, BATCH)):
        yield batch


def _files(paths: list[Path]) -> tuple[list[Path], list[Path]]:
    """What is to be read, and what in the folders is not; hidden files are nobody's articles."""
    files: list[Path] = []
    unread: list[Path] = []
    for path in paths:
        if not path.is_dir():
            files.append(path)
            continue
        for found in sorted(one for one in path.rglob("*") if one.is_file()):
            if any(part.startswith(".") for part in found.relative_to(path).parts):
                continue
            kind = files if found.suffix.lower() in SUFFIXES else unread
            kind.append(found)
    return files, unread
