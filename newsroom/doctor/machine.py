"""This machine: programs, room, clock, settings."""

import platform
import shutil
import time

import django
from django.conf import settings
from django.core.checks import run_checks
from django.db import connection

from newsroom import outages
from newsroom.embedded import binaries
from newsroom.keeping.progress import size
from newsroom.version import VERSION

from .findings import LOOK, OK, WRONG, Finding, Findings

LITTLE = 2_000_000_000  # Bytes, and this share of a disk.
SHARE = 0.1
# Seconds. Heartbeats and leases go by the database's clock, sessions and new rows by ours.
FAST, FAR = 1.0, 15.0


def versions() -> Findings:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        [server] = cursor.fetchone()
    where = f"embedded, {binaries.folder()}" if settings.EMBEDDED else "DATABASE_URL"
    yield Finding(
        "versions", OK,
        f"Newsroom {VERSION}, Python {platform.python_version()}, Django {django.__version__}, "
        f"PostgreSQL {server} ({where})",
    )  # fmt: skip


def disk() -> Findings:
    room = shutil.disk_usage(settings.DATA)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        [used] = cursor.fetchone()
    said = f"{size(room.free)} free in {settings.DATA}, the database has {size(used)}"
    if room.free < outages.LEAST:
        yield Finding("disk", WRONG, said, "Make room: nothing more can be written.")
    elif room.free < min(LITTLE, room.total * SHARE) or (
        settings.EMBEDDED and room.free < used / 2
    ):
        yield Finding("disk", LOOK, said, "Make room before it is full.")
    else:
        yield Finding("disk", OK, said)


def clock() -> Findings:
    before = time.time()
    with connection.cursor() as cursor:
        cursor.execute("SELECT extract(epoch FROM clock_timestamp())::float8")
        [theirs] = cursor.fetchone()
    after = time.time()
    # As far apart as they must be, however long the answer was under way.
    apart = max(before - theirs, theirs - after, 0.0)
    said = f"{apart:.1f} s from the database's"
    if apart < FAST:
        yield Finding("clock", OK, said)
    else:
        yield Finding(
            "clock", WRONG if apart > FAR else LOOK, said,
            "Let both machines take the time from the network (systemd-timesyncd, chrony).",
        )  # fmt: skip


def configuration() -> Findings:
    if settings.DEBUG:
        yield Finding("settings", WRONG, "DEBUG is on", "Unset DEBUG: it shows strangers the code.")
    if not settings.HTTPS:
        hosts = set(settings.ALLOWED_HOSTS) - {"localhost", "127.0.0.1", "[::1]"}
        if hosts:
            yield Finding(
                "settings", LOOK, f"{', '.join(sorted(hosts))} without TLS: passwords can be read",
                "Put it behind a proxy with TLS and set NEWSROOM_HTTPS=1.",
            )  # fmt: skip
        else:
            yield Finding("settings", OK, "for this machine alone, without TLS")
        return
    problems = run_checks(include_deployment_checks=True)
    for one in problems:
        yield Finding("settings", LOOK, f"{one.id}: {one.msg}", one.hint or "")
    if settings.EMBEDDED:
        yield Finding(
            "settings", LOOK, "a public site with the embedded database",
            "It serves a small newsroom; otherwise set DATABASE_URL.",
        )  # fmt: skip
    elif not problems:
        yield Finding("settings", OK, "as `manage.py check --deploy` wants them")
