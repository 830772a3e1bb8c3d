"""`manage.py carry_out_redactions [--forever]`: takes down what administrators asked for."""

import signal
import threading

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection

from annotations.models import Redaction
from annotations.services.redaction import execution
from newsroom.database import roles
from newsroom.embedded.errors import EmbeddedError

PROBLEMS = (DatabaseError, EmbeddedError, OSError)


class Command(BaseCommand):
    help = "Takes down what administrators asked for in the panel, as the owner of the tables."
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser):
        parser.add_argument("--forever", action="store_true", help="again and again until stopped")
        parser.add_argument("--every", type=float, default=5, help="seconds between two times")

    def handle(self, *, forever, every, **_):
        if not forever:
            try:
                self._once()
            except PROBLEMS as error:
                raise CommandError(_sentence(error)) from error
            return
        ended = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: ended.set())
        reported = ""
        while not ended.is_set():
            problem = self._try()
            if problem and problem != reported:  # Once, not every five seconds.
                self.stderr.write(problem)
            reported = problem
            ended.wait(every)

    def _try(self) -> str:
        try:
            self._once()
        except PROBLEMS as error:
            connection.close()
            return f"Nothing is taken down: {_sentence(error)}"
        return ""

    def _once(self) -> None:
        if not Redaction.objects.waiting().exists():
            return
        with roles.as_owner():
            for row in execution.waiting():
                self.stdout.write(f"{row}: {row.get_state_display()} {row.problem}".strip())


def _sentence(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]
