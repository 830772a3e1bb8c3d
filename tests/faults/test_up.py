"""`manage.py up` under bad luck: what it says, what it leaves, what is finished later."""

import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser.running import ROOT, Running, free_port, running
from tests.faults.test_embedded_server import postmaster, wait_for


def up(data: Path, *options: str, **env: str) -> subprocess.CompletedProcess:
    """An attempt to start that is expected to fail."""
    return subprocess.run(
        [sys.executable, "manage.py", "up", *options],
        cwd=ROOT,
        env={
            **os.environ,
            "NEWSROOM_DATA": str(data),
            "DJANGO_SETTINGS_MODULE": "newsroom.settings",
            **env,
        },
        capture_output=True,
        text=True,
        timeout=300,
    )


def children_of(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(child) for child in found]


def command_of(pid: int) -> str:
    with contextlib.suppress(FileNotFoundError):
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    return ""


def child(started: Running, words: str) -> int | None:
    """The first process of that command; None while there is none."""
    pids = children_of(started.process.pid)
    return next((pid for pid in pids if words in command_of(pid)), None)


def is_alive(pid: int) -> bool:
    with contextlib.suppress(FileNotFoundError):
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    return False


@pytest.fixture
def data(tmp_path):
    return tmp_path / "data"


class Caller:
    """The REST API of a started product, as the demo's reporter."""

    def __init__(self, started: Running, data: Path):
        self.started = started
        run = subprocess.run(
            [sys.executable, "manage.py", "create_token", "reporter"],
            cwd=ROOT,
            env={
                **os.environ,
                "NEWSROOM_DATA": str(data),
                "DJANGO_SETTINGS_MODULE": "newsroom.settings",
            },
            capture_output=True,
            text=True,
            check=True,
        )
        self.token = run.stdout.strip()

    def __call__(self, method: str, path: str, body: object = None) -> dict:
        link = http.client.HTTPConnection("127.0.0.1", self.started.port, timeout=120)
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        link.request(method, path, json.dumps(body) if body else None, headers)
        answer = link.getresponse()
        found = json.loads(answer.read())
        assert answer.status < 300, found
        return found


def test_a_port_in_use_is_one_clear_sentence(data):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        run = up(data, "--port", str(port))

    assert run.returncode == 1
    assert f"Port {port}" in run.stderr
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize(
    "url", ["mysql://a@b/c", "nonsense", "postgres://nobody@127.0.0.1:9/none", "postgres://[x/y"]
)
def test_a_broken_database_url_is_one_clear_sentence(data, url):
    run = up(data, "--port", str(free_port()), DATABASE_URL=url, SECRET_KEY="x" * 50)

    assert run.returncode == 1
    assert run.stderr.strip()
    assert "Traceback" not in run.stderr


def test_a_data_folder_of_a_newer_postgresql_is_one_clear_sentence(data):
    (data / "pg18").mkdir(parents=True)
    (data / "pg18" / "PG_VERSION").write_text("99\n")

    run = up(data, "--port", str(free_port()))

    assert run.returncode == 1
    assert "newer PostgreSQL 99" in run.stderr
    assert "Traceback" not in run.stderr


def test_ctrl_c_stops_everything_and_a_second_start_is_ready_again(data):
    with running(data) as started:
        family = children_of(started.process.pid)
        # People go before what is tagged.
        given = {
            " worker " in command_of(pid): os.getpriority(os.PRIO_PROCESS, pid) for pid in family
        }
        assert given == {True: 10, False: 0}
        assert started.stop() == 0
    assert wait_for(lambda: not any(map(is_alive, family)))
    assert wait_for(lambda: postmaster(data) is None)

    with running(data) as again:
        assert sum("Newsroom is ready at" in line for line in again.lines) == 1


def test_a_killed_parent_leaves_nothing_that_holds_the_next_start(data):
    with running(data) as started:
        family = children_of(started.process.pid)
        started.process.kill()
        started.process.wait()
    assert wait_for(lambda: not any(map(is_alive, family)))

    with running(data) as again:
        assert again.process.poll() is None


def test_a_worker_killed_in_the_middle_of_tagging_costs_nothing(data):
    """Another is started, which takes the run again and finishes it once; no mention is doubled."""
    text = "Ilka Varn met Tomas Okell in Oslo on 2 March 2026.\n\n" * 2500
    with running(data, NEWSROOM_TAGGING_LEASE="40") as started:
        call = Caller(started, data)
        made = call("POST", "/api/v1/articles/", {"desk": "demo", "headline": "Long", "text": text})
        path = f"/api/v1/tagging-runs/?revision={made['current_revision']['id']}"
        assert wait_for(lambda: call("GET", path)["results"][0]["state"] == "running")
        worker = child(started, "celery")
        for pid in [*children_of(worker), worker]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        assert wait_for(lambda: child(started, "celery") not in (None, worker))
        assert wait_for(lambda: call("GET", path)["results"][0]["state"] == "done")
        run = call("GET", path)["results"][0]
        found = call("GET", f"/api/v1/articles/{made['id']}/annotations/")["mentions"]

    places = [(one["start"], one["end"], one["label"]) for one in found]
    assert run["attempts"] == 2
    assert len(places) == len(set(places)) == run["counts"]["mentions"] > 5000
