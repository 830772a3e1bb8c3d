"""Requests are counted by all processes of one start together, and by no other start."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COUNT = "import django; django.setup()\nfrom newsroom.counting import count, counted, FOLDER\n"


def children(tmp_path, *codes: str) -> list[str]:
    """What children of one process print, one after the other."""
    parent = (
        "import subprocess, sys\n"
        f"for code in {[COUNT + code for code in codes]!r}:\n"
        "    run = subprocess.run([sys.executable, '-c', code], text=True, capture_output=True)\n"
        "    assert run.returncode == 0, run.stderr\n"
        "    print(run.stdout, end='')\n"
    )
    return printed(parent, tmp_path)


def printed(parent: str, tmp_path, *words: str) -> list[str]:
    env = {**os.environ, "TMPDIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
    run = subprocess.run(
        [sys.executable, "-c", parent, *words], cwd=ROOT, env=env, text=True, capture_output=True
    )
    assert run.returncode == 0, run.stderr
    return run.stdout.splitlines()


TWO = "count('GET', '/claims/', 200, 0.02)\n"
SUM = (
    "counted = counted()\n"
    "print(counted.get_sample_value('newsroom_requests_total',"
    " {'method': 'GET', 'route': '/claims/', 'status': '200'}))\n"
    "print(counted.get_sample_value('newsroom_request_seconds_count', {'route': '/claims/'}))\n"
)


@pytest.mark.slow
def test_processes_of_one_start_count_together(tmp_path):
    assert children(tmp_path, TWO, TWO + TWO, SUM) == ["3.0", "3.0"]


FORKED = """
import os, sys
import newsroom.wsgi
for code in sys.argv[1:]:
    if not os.fork():
        from newsroom.counting import count, counted
        exec(code)
        sys.stdout.flush()
        os._exit(0)
    assert os.wait()[1] == 0
"""


@pytest.mark.slow
def test_processes_that_are_forked_when_all_is_loaded_count_together(tmp_path):
    """Their parent has loaded the library, for `/metrics`, before anybody counted."""
    assert printed(FORKED, tmp_path, TWO, TWO + TWO, SUM) == ["3.0", "3.0"]


@pytest.mark.slow
def test_another_start_counts_from_nothing_and_takes_the_old_folder_away(tmp_path):
    children(tmp_path, TWO)
    [old] = tmp_path.glob("newsroom-metrics-*")
    assert old.stat().st_mode & 0o777 == 0o700

    assert children(tmp_path, SUM) == ["None", "None"]
    assert not old.exists()


def test_a_folder_of_somebody_else_is_refused(tmp_path, monkeypatch):
    (tmp_path / "theirs").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    code = (
        "import os, tempfile\n"
        "from pathlib import Path\n"
        "began = Path(f'/proc/{os.getppid()}/stat').read_text().rsplit(')', 1)[1].split()[19]\n"
        "name = f'newsroom-metrics-{os.geteuid()}-{os.getppid()}-{began}'\n"
        "(Path(tempfile.gettempdir()) / name).symlink_to('theirs')\n"
        "import newsroom.counting\n"
    )
    env = {**os.environ, "TMPDIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=env, text=True, capture_output=True
    )
    assert "is somebody else's" in run.stderr
