"""The clock of the whole machine jumps: that of the database, of pages, workers and beat."""

import shutil
import struct
import subprocess
import time
from pathlib import Path

import pytest

from tests.browser.running import running
from tests.faults.engines import LEASE, POISON
from tests.faults.test_bad_days import health
from tests.faults.test_embedded_server import connect, wait_for
from tests.faults.test_jobs import NAMES, add, ended, run_of
from tests.faults.test_up import Caller

COMPILER = shutil.which("cc")
pytestmark = [
    pytest.mark.faults,
    pytest.mark.slow,
    pytest.mark.skipif(not COMPILER, reason="needs a C compiler"),
]
HOUR = 3600
NEGATIVE = "SELECT count(*) FROM annotations_taggingrun WHERE finished_at < started_at"
LAST = """
SELECT object_id FROM annotations_event WHERE "table" = 'article' AND action = 'I'
ORDER BY id DESC LIMIT 1
"""


class Clock:
    """What the processes of a product take for the time; intervals they measure are true."""

    def __init__(self, folder: Path):
        library, self.file = folder / "clock.so", folder / "clock"
        source = str(Path(__file__).with_name("clock.c"))
        words = ["-shared", "-fPIC", "-O1", "-o", str(library), source, "-ldl"]
        subprocess.run([COMPILER, *words], check=True)
        self.file.write_bytes(struct.pack("q", 0))
        self.env = {"LD_PRELOAD": str(library), "TEST_CLOCK": str(self.file)}

    def put(self, data: Path, seconds: int) -> None:
        """So far from the true time, for everybody at once."""
        with self.file.open("r+b") as file:
            file.write(struct.pack("q", seconds))

        with connect(data) as link:
            [now] = link.execute("SELECT extract(epoch FROM clock_timestamp())").fetchone()
        assert abs(float(now) - time.time() - seconds) < HOUR / 4


@pytest.fixture
def clock(tmp_path) -> Clock:
    return Clock(tmp_path)


@pytest.mark.parametrize("jump", [HOUR, -HOUR], ids=["forward", "back"])
def test_a_clock_that_jumps_an_hour_stops_nothing(clock, tmp_path, jump):
    """A text is under way that kills its worker: its lease is of the time before."""
    data = tmp_path / "data"
    engine = {"NEWSROOM_TAGGER": "tests.faults.engines.Deadly", "NEWSROOM_TAGGING_LEASE": LEASE}
    with running(data, **engine, **clock.env) as started:
        call = Caller(started, data)
        [poison] = add(call, ("Poison", f"{NAMES} {POISON}"))
        assert wait_for(lambda: run_of(call, poison)["attempts"] == 1)
        clock.put(data, jump)

        ids = add(call, *[(f"After the jump {i}", f"{NAMES} {i}") for i in range(10)])
        assert wait_for(lambda: all(ended(call, pk) for pk in ids))
        assert {run_of(call, pk)["state"] for pk in ids} == {"done"}
        assert wait_for(lambda: ended(call, poison))
        parked = run_of(call, poison)
        assert (parked["state"], parked["attempts"]) == ("failed", 3)
        assert wait_for(lambda: health(started)[1]["status"] == "ok")
        said = health(started)[1]
        assert (said["workers"], said["oldest_queued_seconds"]) == (1, 0)
        with connect(data) as link:
            [negative], [last] = link.execute(NEGATIVE).fetchone(), link.execute(LAST).fetchone()
        assert negative == 0
        assert last == ids[-1]  # Order is that of the trail, not of the clock.
