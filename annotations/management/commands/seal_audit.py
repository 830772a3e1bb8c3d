"""`manage.py seal_audit [--forever]`: the process that signs the audit trail, and nothing else."""

import os
import signal
import threading
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from annotations.work.sealing.key_files import KeyProblem, signing_key
from annotations.work.sealing.published import Unpublished, check, publish
from annotations.work.sealing.seals import CannotSeal, seal
from newsroom.database import roles
from newsroom.embedded.errors import EmbeddedError

PROBLEMS = (CannotSeal, Unpublished, KeyProblem, DatabaseError, EmbeddedError, OSError)


class Command(BaseCommand):
    help = "Seals the new lines of the audit trail and signs the heads of its trees."
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser):
        parser.add_argument("--forever", action="store_true", help="again and again until stopped")
        parser.add_argument("--every", type=float, default=10, help="seconds between two times")
        parser.add_argument(
            "--key-file",
            type=Path,
            default=os.environ.get("NEWSROOM_AUDIT_KEY") or settings.DATA / "audit" / "signing.key",
            help="the key that signs, made when there is none; by default NEWSROOM_AUDIT_KEY",
        )

    def handle(self, *, forever, every, key_file, **_):
        os.umask(0o077)
        if not forever:
            try:
                self._once(key_file)
            except PROBLEMS as error:
                raise CommandError(_sentence(error)) from error
            return
        ended = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: ended.set())
        reported = ""
        while not ended.is_set():
            problem = self._try(key_file)
            if problem and problem != reported:  # Once, not every ten seconds.
                self.stderr.write(problem)
            reported = problem
            ended.wait(every)

    def _try(self, key_file: Path) -> str:
        try:
            self._once(key_file)
        except PROBLEMS as error:
            return f"The audit trail is not sealed: {_sentence(error)}"
        return ""

    def _once(self, key_file: Path) -> None:
        key = signing_key(Path(key_file))
        with roles.as_owner():
            published = (settings.AUDIT_HEADS, settings.DATA / "audit" / "sent.json")
            # What was published has to fit before anything is built on it.
            check(*published)
            for head in seal(key):
                self.stdout.write(f"Head {head.number}: tree {head.tree}, {head.size} lines.")
            publish(*published)


def _sentence(error: Exception) -> str:
    return str(error).strip().splitlines()[0]
