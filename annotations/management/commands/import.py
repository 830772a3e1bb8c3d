"""`manage.py import FORMAT FILE --desk …`: texts with annotations of other programs into a desk."""

import re
import sys
import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from annotations import access
from annotations.errors import DomainError
from annotations.ingest.annotated import brat
from annotations.ingest.annotated.formats import FORMATS
from annotations.jobs.run_import import bring_in_this
from annotations.models import Import, User
from annotations.services.imports import imports, labels

MOST_NAMED = 50
ADDRESS = re.compile(r"https?://", re.IGNORECASE)


class Command(BaseCommand):
    help = "Imports annotations of other programs: " + ", ".join(sorted(FORMATS)) + "."

    def add_arguments(self, parser):
        parser.add_argument("format", choices=sorted(FORMATS))
        parser.add_argument("file", help="a file, or the web address of a page, a feed or a dump")
        parser.add_argument("--desk", required=True, help="id or slug")
        parser.add_argument("--as", required=True, dest="username", help="who imports")
        parser.add_argument("--dry-run", action="store_true", help="show what would be imported")
        parser.add_argument(
            "--label",
            action="append",
            default=[],
            metavar="NAME=TARGET",
            help=f"what becomes of a label: {', '.join(labels.TARGETS)}",
        )
        parser.add_argument(
            "--unknown", choices=labels.UNKNOWN, help="what becomes of labels nobody named"
        )
        parser.add_argument(
            "--article", type=int, help="of annotations: the article they are on (its number)"
        )

    def handle(self, *, format, file, desk, username, dry_run, label, unknown, article, **_):
        actor = User.objects.filter(username=username, is_active=True).first()
        if actor is None:
            raise CommandError(f"There is no active person called {username!r}.")
        options = {"labels": dict(map(_pair, label)), "unknown": unknown, "article": article}
        try:
            job = imports.add(
                actor=actor,
                desk=access.load_desk(actor, desk),
                format=format,
                **_given(file),
                options=options,
                start=not dry_run,
                rings=False,
            )
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        except DomainError as error:
            raise CommandError(f"{file} cannot be imported: {error}") from error
        while Import.objects.filter(pk=job.pk, state__in=Import.UNDER_WAY).exists():
            if not bring_in_this(job.pk):  # A worker has it, or it waits for the database.
                time.sleep(1)
        job = Import.objects.without_content().get(pk=job.pk)
        if job.state == Import.State.DRAFT:
            self._show(job)
            imports.stop(actor=actor, import_id=job.pk)
        elif dry_run:
            raise CommandError(f"{file} cannot be imported: {job.problem}")
        else:
            self._report(job)

    def _show(self, job: Import) -> None:
        shown: dict[str, Any] = job.preview
        for name, count in shown["counts"].items():
            self.stdout.write(f"{name}: {count}")
        for one in shown["labels"]:
            self.stdout.write(f"label {one['name']} ({one['count']}): {one['target']}")
        for one in shown["first"]:
            self.stdout.write(f"line {one['line']}: {one['headline']}")
        for fault in shown["faults"]:
            self.stderr.write(f"line {fault['line']}: {fault['problem']} {fault['words']}".strip())

    def _report(self, job: Import) -> None:
        left = job.records.with_something_left().order_by("number")
        for row in left[:MOST_NAMED]:
            if row.problem:
                self.stderr.write(f"line {row.line}: {row.problem}")
            for one in row.left[:MOST_NAMED]:
                self.stderr.write(f"line {row.line}: {one['problem']} {one['words']}")
        counts = ", ".join(f"{name}: {count}" for name, count in sorted(job.counts.items()))
        self.stdout.write(f"{job.done} of {job.total} records processed ({counts}).")
        if job.state != Import.State.DONE:
            self.stderr.write(job.problem or "It is not finished.")
            sys.exit(1)


def _given(file: str) -> dict[str, Any]:
    if ADDRESS.match(file):
        return {"address": file}
    path = Path(file)
    return {"data": _content(path), "filename": path.name}


def _content(path: Path) -> bytes:
    """Of a file; of a folder an archive of what is in it."""
    if not path.is_dir():
        return path.read_bytes()
    found = sorted(one for one in path.rglob("*") if one.is_file())
    return brat.of_folder({one.relative_to(path).as_posix(): one.read_bytes() for one in found})


def _pair(text: str) -> tuple[str, str]:
    name, equals, target = text.rpartition("=")
    if not equals:
        raise CommandError(f"{text!r}: write NAME=TARGET.")
    return name, target
