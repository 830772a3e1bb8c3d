"""What every worker process is, however it was started."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

THREADS = "OPENBLAS_NUM_THREADS"
CODE = """
from newsroom.celery import app
app.loader.import_default_modules()
import os, numpy
numpy.ones((400, 400)) @ numpy.ones((400, 400))
print(len(os.listdir("/proc/self/task")))
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="counts threads as Linux shows them")
@pytest.mark.parametrize(("asked", "threads"), [("", 1), ("2", min(2, os.cpu_count() or 1))])
def test_a_worker_calculates_with_one_thread_unless_somebody_wants_more(asked, threads):
    env = {name: value for name, value in os.environ.items() if name != THREADS}
    run = subprocess.run(
        [sys.executable, "-c", CODE],
        cwd=Path(__file__).resolve().parents[2],
        env=env | ({THREADS: asked} if asked else {}),
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.stdout == f"{threads}\n", run.stderr
