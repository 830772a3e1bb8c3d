"""`manage.py doctor`: what is well, what to look at, what is wrong, and what to do about it."""

import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from functools import partial

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import DatabaseError, connection

from newsroom import outages
from newsroom.doctor import database, machine, trail, work
from newsroom.doctor.findings import WRONG, Finding, Findings, worst
from newsroom.embedded.errors import EmbeddedError

WITH_TABLES = (
    database.two_roles, database.exports, work.workers, work.beat, work.queue, work.web,
    work.redactions, work.word_vectors, trail.sealing,
)  # fmt: skip
ALWAYS = (work.broker, machine.configuration)


class Command(BaseCommand):
    help = "Looks at everything that must be well, and says what to do where it is not."
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="for programs")
        parser.add_argument(
            "--thorough", action="store_true", help="look at every page of indexes and tables"
        )

    def handle(self, *, json: bool, thorough: bool, **_):
        findings = list(_look(thorough))
        self.stdout.write(_as_json(findings) if json else "\n".join(map(_line, findings)))
        if worst(findings) == WRONG:
            sys.exit(1)


def _look(thorough: bool) -> Findings:
    try:
        connection.ensure_connection()
    except (DatabaseError, EmbeddedError) as error:
        yield Finding("database", WRONG, str(error).strip().splitlines()[0], _to_reach_it(error))
        for look in ALWAYS:
            yield from _safely(look)
        return
    server = (machine.versions, machine.disk, machine.clock, database.server)
    tables = list(_safely(database.migrations))
    rest = (*WITH_TABLES, partial(database.pages, thorough)) if worst(tables) != WRONG else ()
    for look in server:
        yield from _safely(look)
    yield from tables
    for look in (*rest, *ALWAYS):
        yield from _safely(look)


def _to_reach_it(error: Exception) -> str:
    """What to do so that the database can be reached; libpq tells the kinds by words alone."""
    said = str(error)
    if outages.is_disk_full(error):
        return str(outages.FULL)
    if settings.EMBEDDED:
        if "does not exist" in said:
            return "It was not set up yet: run `manage.py up`, or `manage.py migrate`."
        return f"See {settings.DATA / 'pg18.log'} for why it does not answer."
    if "does not exist" in said:
        return "Make its roles and the database (docs/running.md), or correct DATABASE_URL."
    if "password" in said:
        return "Correct the name and the password in DATABASE_URL."
    return "Start it, or correct DATABASE_URL."


def _safely(look: Callable[[], Findings]) -> Findings:
    """What it finds; that it fell is a finding too."""
    try:
        yield from look()
    except Exception as error:
        name = getattr(look, "__name__", "indexes")
        reason = (str(error).strip() or type(error).__name__).splitlines()[0]
        yield Finding(name, WRONG, f"could not be looked at: {reason}", "See whether it lasts.")
        connection.close_if_unusable_or_obsolete()


def _line(one: Finding) -> str:
    advice = f"\n{'':18}→ {one.advice}" if one.advice else ""
    return f"{one.state:5} {one.subject:11} {one.said}{advice}"


def _as_json(findings: list[Finding]) -> str:
    report = {"state": worst(findings), "findings": [asdict(one) for one in findings]}
    return json.dumps(report, indent=1)
