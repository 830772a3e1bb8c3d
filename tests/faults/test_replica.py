"""Exports with a real streaming replica: whole whatever happens to it."""

import os
import subprocess
import sys

import pytest

from tests.browser.running import ROOT
from tests.faults.clusters import Cluster
from tests.faults.test_embedded_server import wait_for

pytestmark = [pytest.mark.faults, pytest.mark.slow]


@pytest.fixture
def primary(tmp_path):
    made = Cluster(tmp_path / "primary")
    made.make()
    made.start()
    made.ask("CREATE TABLE t AS SELECT generate_series(1, 10) n")
    yield made
    made.stop()


@pytest.fixture
def replica(primary, tmp_path):
    made = Cluster(tmp_path / "replica")
    made.follow(primary)
    made.start()
    yield made
    made.process.kill()
    made.process.wait()


@pytest.fixture
def export(primary, replica):
    """Exports in a process of the product: (from where, how many rows)."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.reading"], cwd=ROOT, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "newsroom.settings", "SECRET_KEY": "x" * 50,
             "DATABASE_URL": primary.url, "DATABASE_REPLICA_URL": replica.url},
    )  # fmt: skip

    def exported() -> tuple[str, int]:
        process.stdin.write("\n")
        process.stdin.flush()
        name, count = process.stdout.readline().split()
        return name, int(count)

    yield exported
    process.kill()
    process.wait()


def test_an_export_reads_from_the_replica_what_was_committed_a_moment_ago(primary, replica, export):
    for count in (10, 20, 30):
        assert export() == ("replica", count)
        primary.ask("INSERT INTO t SELECT generate_series(1, 10)")


def test_a_replica_that_is_behind_or_gone_costs_no_row(primary, replica, export):
    assert export() == ("replica", 10)
    replica.ask("SELECT pg_wal_replay_pause()")
    primary.ask("INSERT INTO t VALUES (11)")
    assert export() == ("default", 11)
    replica.ask("SELECT pg_wal_replay_resume()")
    assert wait_for(lambda: export() == ("replica", 11))

    replica.process.kill()
    replica.process.wait()
    assert export() == ("default", 11)
    (replica.folder / "postmaster.pid").unlink(missing_ok=True)
    replica.start()
    assert wait_for(lambda: export() == ("replica", 11))


def test_a_replica_that_was_promoted_is_none_any_more(primary, replica, export):
    assert export() == ("replica", 10)
    replica.ask("SELECT pg_promote()")
    replica.ask("INSERT INTO t VALUES (99)")
    assert export() == ("default", 10)
