"""What `redact` and `forget_person` have in common."""

import sys
from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from annotations.models import Redaction, User
from annotations.services.redaction import execution, requests
from newsroom.database import roles


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--by", required=True, help="the administrator who decided it")
    parser.add_argument("--reason", required=True, help="why; shown where the thing was")
    parser.add_argument("--basis", required=True, help="the law or order it rests on")
    parser.add_argument("--yes", action="store_true", help="do not ask before it is done")


def take_down(
    command: BaseCommand, *, kind: str, object_id: int | None, by: str, yes: bool, **given
) -> dict[str, int]:
    """Say what would go, ask, and do it; how many rows of which table changed.

    `given`: words, reason, basis. Raises DomainError, and CommandError where nobody agreed.
    """
    actor = User.objects.filter(username=by, is_active=True).first()
    if actor is None:
        raise CommandError(f"There is no active person called {by!r}.")
    given = {name: given[name] for name in ("words", "reason", "basis") if name in given}
    wanted = {"actor": actor, "kind": kind, "object_id": object_id, **given}
    foreseen = requests.foreseen(requests.draft(**wanted))
    if not yes:
        counts = ", ".join(f"{number:,} {name}" for name, number in sorted(foreseen.items()))
        command.stdout.write(f"This would change or remove: {counts or 'nothing'}.")
        if not sys.stdin.isatty() or input("Type yes to do it for good: ") != "yes":
            raise CommandError("Nothing was done.")
    with roles.as_owner():
        row = execution.carry_out(requests.request(**wanted).pk)
    if row.state != Redaction.State.DONE:
        raise CommandError(row.problem)
    return dict(row.counts)
