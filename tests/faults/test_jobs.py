"""Texts that kill their worker, and runs that are cancelled under its hands, in the real product."""

import http.client
import json
import time

import pytest

from tests.browser.running import running
from tests.faults.engines import LEASE, POISON, SLOW, SLOW_SECONDS
from tests.faults.test_embedded_server import wait_for
from tests.faults.test_up import Caller

NAMES = "Ilka Varn met Tomas Okell in Oslo on 2 March 2026."


@pytest.fixture(scope="module")
def call(tmp_path_factory):
    data = tmp_path_factory.mktemp("jobs") / "data"
    env = {"NEWSROOM_TAGGER": "tests.faults.engines.Deadly", "NEWSROOM_TAGGING_LEASE": LEASE}
    with running(data, **env) as started:
        yield Caller(started, data)


def add(call: Caller, *articles: tuple[str, str], desk: str = "demo") -> list[int]:
    """Articles by headline and text in one bulk import; their ids."""
    lines = [json.dumps({"desk": desk, "headline": h, "text": text}) for h, text in articles]
    link = http.client.HTTPConnection("127.0.0.1", call.started.port, timeout=120)
    headers = {"Authorization": f"Bearer {call.token}", "Content-Type": "application/x-ndjson"}
    link.request("POST", "/api/v1/articles/bulk/", "\n".join(lines).encode(), headers)
    return [json.loads(line)["id"] for line in link.getresponse().read().splitlines()]


def run_of(call: Caller, article: int) -> dict:
    revision = call("GET", f"/api/v1/articles/{article}/")["current_revision"]["id"]
    return call("GET", f"/api/v1/tagging-runs/?revision={revision}")["results"][0]


def ended(call: Caller, article: int) -> bool:
    return call("GET", f"/api/v1/articles/{article}/")["tagging"]["state"] in ("done", "failed")


def test_a_text_that_kills_its_worker_is_parked_and_the_next_hundred_are_tagged(call):
    others = [(f"Article {i}", f"{NAMES} It was the {i}th time.") for i in range(100)]
    poison, *ids = add(call, ("Poison", f"{NAMES} {POISON}"), *others)

    assert wait_for(lambda: all(ended(call, pk) for pk in (ids[-1], ids[0], poison)))
    parked = run_of(call, poison)
    assert (parked["state"], parked["attempts"]) == ("failed", 3)
    assert "The worker stopped" in parked["error"]
    assert wait_for(lambda: all(ended(call, pk) for pk in ids))
    runs = [run_of(call, pk) for pk in ids]
    assert {run["state"] for run in runs} == {"done"}
    # Those that were taken together with it were tried once more, each alone.
    assert {run["attempts"] for run in runs} <= {1, 2}
    found = call("GET", f"/api/v1/articles/{ids[0]}/annotations/")["mentions"]
    places = [(one["start"], one["end"]) for one in found]
    assert len(places) == len(set(places)) == runs[0]["counts"]["mentions"] > 0


def test_what_a_worker_finds_for_a_cancelled_run_is_thrown_away(call):
    [slow] = add(call, ("Slow", f"{NAMES} {SLOW}"))
    assert wait_for(lambda: run_of(call, slow)["state"] == "running")
    cancelled = call("POST", f"/api/v1/tagging-runs/{run_of(call, slow)['id']}/cancel/")
    assert cancelled["state"] == "cancelled"

    [after] = add(call, ("After", NAMES))
    assert wait_for(lambda: ended(call, after))
    time.sleep(SLOW_SECONDS)
    assert run_of(call, slow)["state"] == "cancelled"
    assert call("GET", f"/api/v1/articles/{slow}/annotations/")["mentions"] == []
