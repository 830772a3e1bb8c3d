"""`manage.py verify_proof FILE`: checks a proof of `prove_claim`; needs no database.

Exit status: 0 proved, 1 not proved, 2 it could not be checked.
"""

import json
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from annotations.management.verifying import add_keys, reason
from annotations.trail.leaf import moment
from annotations.trail.proofs import BadProof, check_bundle
from annotations.work.sealing.key_files import KeyProblem, public_keys

NOT_PROVED, UNKNOWN = 1, 2


class Command(BaseCommand):
    help = "Checks that the lines of a proof are in the audit trail that a key signed."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        add_keys(parser, "those beside the trail's key here")

    def handle(self, *, file, key, **_):
        try:
            keys = public_keys(key or [settings.DATA / "audit"])
            bundle = json.loads(file.read_text(encoding="utf-8"))
        except (KeyProblem, OSError) as error:
            raise CommandError(reason(error), returncode=UNKNOWN) from error
        except ValueError as error:
            raise CommandError(f"{file} holds no proof: {error}", returncode=UNKNOWN) from error
        try:
            lines, heads = check_bundle(bundle, keys)
        except BadProof as error:
            raise CommandError(str(error), returncode=NOT_PROVED) from error
        for line in lines:
            self.stdout.write(
                f"{moment(line.at)}  {line.action} {line.table} {line.object_id}, by {line.actor}"
            )
        for head in heads:
            self.stdout.write(
                f"Head {head.number} of {head.at}: tree {head.tree}, {head.size} lines, "
                f"signed by key {head.key}"
            )
        self.stdout.write(f"{len(lines)} lines are proved.")
