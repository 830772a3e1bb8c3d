"""`manage.py up`: everything a desk needs, from one command."""

import getpass
import ipaddress
import json
import os
import signal
import sys
import time
from http.client import HTTPConnection, HTTPException

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from annotations.work import wakeup
from newsroom.embedded.errors import EmbeddedError
from newsroom.launcher import preparing, stack
from newsroom.launcher.children import Child, Falls, stop, watch

READY_WITHIN = 300.0  # Seconds; ten on a quiet machine, a hundred on a busy one.
MOST_FALLS = (4, 60.0)  # Ended processes within so many seconds: more end everything.
STOP_WITHIN = 9.0  # Seconds; Celery takes about six.


class Command(BaseCommand):
    help = "Starts the database, migrates, and runs all processes until Ctrl-C."
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
        parser.add_argument("--port", type=int, default=8000, help="port of the site")
        parser.add_argument("--no-demo", action="store_true", help="start without the demo desk")

    def handle(self, *, host, port, no_demo, **_):
        self.stopping = False
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop)
        os.umask(0o077)  # What is written under NEWSROOM_DATA is nobody else's.
        try:
            self.alone = preparing.alone(settings.DATA, f"http://{_shown(host)}:{port}")
            self.reserved = preparing.reserve_port(host, port)
            self.reserved_for_events = preparing.reserve_port_from(host, port + 1)
            events_port = self.reserved_for_events.getsockname()[1]
            children = self._start(host, port, events_port, demo=not no_demo)
        except (preparing.CannotStart, EmbeddedError) as error:
            raise CommandError(str(error)) from error
        try:
            fallen = self._run(children, host, port)
        finally:
            stop(children, patience=STOP_WITHIN)
        if fallen:
            status = fallen.process.returncode
            raise CommandError(f"{fallen.name} ended with status {status}: everything is stopped.")

    def _stop(self, *_):
        if self.stopping:  # Asked twice: at once.
            sys.exit(1)
        self.stopping = True

    def _start(self, host, port, events_port, *, demo):
        is_demo = demo and _is_loopback(host)
        # Who signs alone knows where the key is, and pages and workers know nothing of the owner.
        sealing, owner = _taken("NEWSROOM_AUDIT_KEY"), _taken("DATABASE_OWNER_URL")
        env = {"NEWSROOM_EVENTS_PORT": str(events_port), "NEWSROOM_DEMO": str(int(is_demo))}
        if _is_loopback(host):
            env["NEWSROOM_LOCAL_URL"] = f"http://{_shown(host)}:{port}"
        preparing.database(_say)
        preparing.broker(_say)
        preparing.first_people(demo=demo, is_loopback=_is_loopback(host), ask=_ask, say=_say)
        preparing.static_files(_say)
        _say("Starting web, events, worker, beat, and who seals the trail and takes down …")
        connections.close_all()
        # The slowest to start come first. A worker of a dead parent must not linger: its runs are
        # safe in their rows.
        return [
            Child("worker", stack.worker(), env, until=signal.SIGKILL, nice=stack.WORKER_NICE),
            Child("web", stack.web(host, port), env, until=signal.SIGTERM),
            Child("beat", stack.beat(settings.DATA), env, until=signal.SIGKILL),
            Child("events", stack.events(host, events_port), env, until=signal.SIGTERM),
            Child(
                "seal", stack.seal(), sealing | owner, until=signal.SIGTERM, nice=stack.WORKER_NICE
            ),
            Child("redact", stack.redactions(), env | owner, until=signal.SIGTERM),
        ]

    def _run(self, children, host, port) -> Child | None:
        """Say when it is ready, then wait; the child that ended, or None when asked to stop."""
        deadline = time.monotonic() + READY_WITHIN

        is_ready = False

        def is_over() -> bool:
            nonlocal is_ready
            is_ready = _is_ready(host, port)
            # Without its broker a worker waits, and so do we.
            is_late = time.monotonic() > deadline and wakeup.answers()
            return self.stopping or is_ready or is_late

        fallen = watch(children, is_over=is_over)
        if fallen or self.stopping:
            return fallen
        if not is_ready:
            raise CommandError(f"Not ready after {READY_WITHIN:.0f} s; see the lines above.")
        _say(f"Newsroom is ready at http://{_shown(host)}:{port}")
        return self._keep(children)

    def _keep(self, children) -> Child | None:
        """Start again what ends, unless it does so again and again: then it is returned."""
        falls = Falls(*MOST_FALLS)
        while True:
            fallen = watch(children, is_over=lambda: self.stopping)
            if fallen is None or falls.are_too_many():
                return fallen
            status = fallen.process.returncode
            print(f"{fallen.name} ended with status {status}: starting it again.", flush=True)
            children[children.index(fallen)] = fallen.again()


def _ask(prompt: str, secret: bool) -> str:
    if not sys.stdin.isatty():
        return ""
    return getpass.getpass(prompt) if secret else input(prompt)


def _taken(name: str) -> dict[str, str]:
    """The variable, which no process gets by itself any more."""
    return {name: os.environ.pop(name)} if name in os.environ else {}


def _say(words: str) -> None:
    print(words, flush=True)


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _is_ready(host: str, port: int) -> bool:
    """Whether /healthz is 200 and a worker is there."""
    address = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - nothing is bound
    link = HTTPConnection(address, port, timeout=5)
    admitted = settings.ALLOWED_HOSTS[0].lstrip("*.") or "localhost"
    try:
        link.request("GET", "/healthz", headers={"Host": admitted})
        answer = link.getresponse()
        return answer.status == 200 and json.loads(answer.read())["workers"] > 0
    except (OSError, HTTPException, ValueError):
        return False
    finally:
        link.close()
