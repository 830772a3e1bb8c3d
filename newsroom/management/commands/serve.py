"""`manage.py serve web`: one of the processes of `up`, for systemd, containers, other machines."""

import os
import sys

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from newsroom.launcher import stack

PROCESSES = ("web", "events", "worker", "beat")
PORTS = {"web": 8000, "events": 8001}
BESIDE = 10  # Ports further, where one listens beside the one that it stands in for.


class Command(BaseCommand):
    help = "Becomes one process of Newsroom; the database is migrated and static files collected."
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser):
        parser.add_argument("process", choices=PROCESSES)
        parser.add_argument("--host", default="127.0.0.1", help="where web or events listens")
        parser.add_argument("--port", type=int, help="web: 8000, events: 8001")
        parser.add_argument(
            "--beside", action="store_true",
            help="stands in for the one that is started anew: web on 8010, events on 8011",
        )  # fmt: skip
        parser.add_argument("--processes", type=int, default=2, help="of web or of a worker")

    def handle(self, *, process, host, port, beside, processes, **_):
        if beside and process not in PORTS:
            raise CommandError("Only web and events stand in for another: --beside is for these.")
        port = port or PORTS.get(process, 0) + BESIDE * beside
        words = {
            "web": lambda: stack.web(host, port, processes, stack.PATIENT),
            "events": lambda: stack.events(host, port),
            "worker": lambda: stack.worker(processes),
            "beat": lambda: stack.beat(settings.DATA),
        }[process]()
        if process == "web" and not os.path.isdir(settings.STATIC_ROOT):
            raise CommandError("Static files are missing: run manage.py collectstatic first.")
        sys.stdout.flush()
        os.execv(words[0], words)  # noqa: S606 - signals reach the process itself.
