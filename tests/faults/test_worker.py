"""The queue is damaged; whoever uploads an article does not notice."""

import os
import subprocess
import sys

from tests.browser.running import ROOT, running
from tests.faults.engines import LEASE
from tests.faults.test_embedded_server import wait_for
from tests.faults.test_up import Caller, children_of, data  # noqa: F401


def is_tagged(call: Caller, headline: str) -> bool:
    body = {"desk": "demo", "headline": headline, "text": "Ilka Varn met Tomas Okell in Oslo."}
    made = call("POST", "/api/v1/articles/", body)
    path = f"/api/v1/tagging-runs/?revision={made['current_revision']['id']}"
    return wait_for(lambda: call("GET", path)["results"][0]["state"] == "done")


def test_an_empty_message_stops_nothing(data):  # noqa: F811
    with running(data) as started:
        call = Caller(started, data)
        before = set(children_of(started.process.pid))
        torn = data / "queue" / "messages" / "1_x.tagging.msg"
        torn.touch()
        assert wait_for(lambda: not torn.exists())

        assert is_tagged(call, "After the empty message")
        assert set(children_of(started.process.pid)) == before


def test_a_worker_that_hears_no_bell_is_replaced(data):  # noqa: F811
    """Celery is told to leave its queues, as if their messages had ceased to reach it."""
    with running(data) as started:
        call = Caller(started, data)
        # Bells that it has heard by then are worked off.
        assert is_tagged(call, "Before it leaves")
        env = {**os.environ, "NEWSROOM_DATA": str(data)}
        for queue in ("tagging", "web"):
            leave = ["-m", "celery", "-A", "newsroom", "control", "cancel_consumer", queue]
            subprocess.run([sys.executable, *leave], env=env, cwd=ROOT, check=True, timeout=120)

        assert is_tagged(call, "Nobody hears of this")
        assert any("worker ended with status" in line for line in started.lines)


def test_a_tagger_that_loads_for_longer_than_a_task_may_take_costs_no_try(data):  # noqa: F811
    env = {"NEWSROOM_TAGGER": "tests.faults.engines.Late", "NEWSROOM_TAGGING_LEASE": LEASE}
    with running(data, **env) as started:
        call = Caller(started, data)
        assert is_tagged(call, "Nobody has a tagger yet")
        runs = call("GET", "/api/v1/tagging-runs/")["results"]
        assert {run["attempts"] for run in runs if run["state"] == "done"} == {1}
