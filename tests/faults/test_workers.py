"""Workers that stand still and are told to end; a queue that is emptied, or from tomorrow."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.browser.running import ROOT, Running, running
from tests.faults.engines import SLOW, STILL, STOPS
from tests.faults.test_bad_days import health
from tests.faults.test_embedded_server import wait_for
from tests.faults.test_jobs import NAMES, add, ended, run_of
from tests.faults.test_up import Caller, child, children_of

pytestmark = pytest.mark.faults
ENGINE = {"NEWSROOM_TAGGER": "tests.faults.engines.Deadly"}
OF_TOMORROW = """
from newsroom.celery import app
app.send_task("annotations.tasks.of_tomorrow", queue="tagging")
app.send_task("annotations.tasks.tag_due", args=["an argument of tomorrow"])
"""


@pytest.fixture(scope="module")
def started(tmp_path_factory) -> Iterator[Running]:
    data = tmp_path_factory.mktemp("worker") / "data"
    with running(data, **ENGINE, **{STOPS: "1"}) as started:
        started.data = data
        yield started


@pytest.fixture(scope="module")
def call(started) -> Caller:
    """Once the demo's own articles are tagged, so that a test's are alone."""
    call = Caller(started, started.data)
    runs = "/api/v1/tagging-runs/?state="
    assert wait_for(
        lambda: not any(call("GET", runs + state)["results"] for state in ("queued", "running"))
    )
    return call


@pytest.fixture(autouse=True)
def continued(started) -> Iterator[None]:
    """What a test stopped goes on after it, also where it failed."""
    yield
    if child(started, " worker "):
        send(signal.SIGCONT, *reversed(worker(started)))


def manage(data: Path, *words: str) -> subprocess.Popen:
    env = {"NEWSROOM_DATA": str(data), "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
    return subprocess.Popen(
        [sys.executable, "manage.py", *words], cwd=ROOT, env={**os.environ, **env, **ENGINE},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


@contextmanager
def another_worker(data: Path) -> Iterator[None]:
    """As on a second machine."""
    process = manage(data, "serve", "worker", "--processes", "1")
    try:
        yield
    finally:
        process.terminate()
        process.wait(60)


def worker(started: Running) -> list[int]:
    """Its main process and those of its pool."""
    main = child(started, " worker ")
    return [main, *children_of(main)]


def send(number: int, *pids: int) -> None:
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, number)


def stands_still(pid: int) -> bool:
    """Stopped, or dead and not yet buried by a parent that is stopped."""
    with contextlib.suppress(FileNotFoundError):
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] in "TZ"
    return False


def places(call: Caller, article: int) -> list[tuple]:
    found = call("GET", f"/api/v1/articles/{article}/annotations/")["mentions"]
    return sorted((one["start"], one["end"], one["label"]) for one in found)


def are_tagged(call: Caller, articles: list[int]) -> bool:
    return wait_for(lambda: all(ended(call, pk) for pk in articles))


def test_a_worker_that_stood_still_past_its_lease_writes_nothing(started, call):
    """Another finished its run meanwhile. What tags goes on before what would kill it for being
    late, as it may."""
    [still] = add(call, ("Slept over", f"{NAMES} {STILL}"))
    assert wait_for(lambda: all(map(stands_still, worker(started))))
    main, *pool = worker(started)
    with another_worker(started.data):
        assert wait_for(lambda: run_of(call, still)["state"] == "done")
    run, found = run_of(call, still), places(call, still)

    send(signal.SIGCONT, *pool)
    assert wait_for(lambda: "taken back while it was worked on" in "".join(started.lines))
    send(signal.SIGCONT, main)
    assert run["attempts"] > 1
    assert run_of(call, still) == run
    assert places(call, still) == found
    assert len(found) == len(set(found)) == run["counts"]["mentions"] > 0
    assert are_tagged(call, add(call, ("After it", NAMES)))


def test_a_worker_that_is_told_to_end_finishes_what_it_has(started, call):
    ids = add(call, *[(f"Deployed {i}", f"{NAMES} {SLOW} {i}") for i in range(20)])
    assert wait_for(lambda: any(run_of(call, pk)["state"] == "running" for pk in ids))
    [main, *_] = worker(started)
    send(signal.SIGTERM, main)

    assert are_tagged(call, ids)
    assert wait_for(lambda: child(started, " worker ") not in (None, main))
    runs = [run_of(call, pk) for pk in ids]
    assert {run["state"] for run in runs} == {"done"}
    assert {run["attempts"] for run in runs} <= {1, 2}  # A slow machine hands some back.
    assert len(places(call, ids[0])) == runs[0]["counts"]["mentions"] > 0


def test_an_emptied_queue_loses_no_article(started, call):
    pids = worker(started)
    send(signal.SIGSTOP, *pids)
    ids = add(call, *[(f"Emptied {i}", f"{NAMES} {i}") for i in range(20)])
    for message in (started.data / "queue" / "messages").iterdir():
        message.unlink()
    send(signal.SIGCONT, *reversed(pids))

    assert are_tagged(call, ids)
    assert {run_of(call, pk)["state"] for pk in ids} == {"done"}


def test_messages_of_another_version_stop_nothing(started, call):
    """A task that this one does not know; one with words that it does not take."""
    before = worker(started)
    assert manage(started.data, "shell", "-c", OF_TOMORROW).wait(120) == 0
    assert wait_for(lambda: not list((started.data / "queue" / "messages").glob("*.msg")))

    assert are_tagged(call, add(call, ("After tomorrow", NAMES)))
    assert worker(started)[0] == before[0]
    assert wait_for(lambda: health(started)[1]["workers"] == 1)
