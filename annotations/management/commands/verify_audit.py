"""`manage.py verify_audit`: whether the audit trail is as it was signed.

Exit status: 0 all is well, 1 somebody changed the trail, 2 it could not be verified.
"""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from annotations.management.verifying import add_keys, reason
from annotations.trail.heads import BadHead
from annotations.work.sealing.key_files import KeyProblem, public_keys
from annotations.work.sealing.verifying import Report, verify
from newsroom.embedded.errors import EmbeddedError

CHANGED, UNKNOWN = 1, 2


class Command(BaseCommand):
    help = "Verifies every line of the audit trail against its seals, heads and signatures."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("--heads", type=Path, help="heads that were published, one a line")
        add_keys(parser, "those beside the trail's key here")

    def handle(self, *, heads, key, **_):
        try:
            keys = public_keys(key or [settings.DATA / "audit"])
            report = verify(keys, heads or _default())
        except (KeyProblem, OSError, BadHead, DatabaseError, EmbeddedError) as error:
            raise CommandError(reason(error), returncode=UNKNOWN) from error
        for words in report.findings:
            self.stderr.write(words)
        if report.findings:
            raise CommandError("The audit trail was changed.", returncode=CHANGED)
        if not report.heads:
            raise CommandError(
                "The audit trail has never been sealed: run manage.py seal_audit.",
                returncode=UNKNOWN,
            )
        self.stdout.write(_said(report))


def _default() -> Path | None:
    """The file that heads are published in, where it is one and is there."""
    path = Path(settings.AUDIT_HEADS)
    return path if path.is_file() else None


def _said(report: Report) -> str:
    words = f"{report.lines:,} lines are as they were signed, under {report.heads:,} heads."
    words += f" {report.published:,} of the heads were compared with published ones."
    if report.redacted:
        words += f" {report.redacted:,} lines have words taken out."
    if report.waiting:
        words += f" {report.waiting:,} lines wait to be sealed."
    return words
