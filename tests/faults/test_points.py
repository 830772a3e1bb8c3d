"""Workers that die at every point of a run, and a desk that floods the queue."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.running import Running, running
from tests.faults.counting import NOTHING, Writers
from tests.faults.engines import LEASE, SLOW
from tests.faults.points import apps
from tests.faults.test_embedded_server import connect, wait_for
from tests.faults.test_jobs import NAMES, add, ended, run_of
from tests.faults.test_up import Caller, child
from tests.faults.test_workers import places

pytestmark = pytest.mark.faults
BELL, *REST = apps.POINTS
FLOOD = 2_000
# Of bells: each article of a flood rings, and one that is heard works for many.
MOST_MESSAGES = 100


@pytest.fixture(scope="module")
def started(tmp_path_factory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("points")
    (folder / "points").mkdir()
    env = {
        "DJANGO_SETTINGS_MODULE": "tests.faults.points.settings",
        "TEST_POINTS": str(folder / "points"),
        "NEWSROOM_TAGGER": "tests.faults.engines.Deadly",
        "NEWSROOM_TAGGING_LEASE": LEASE,
    }
    with running(folder / "data", **env) as started:
        started.data, started.points = folder / "data", folder / "points"
        yield started


@pytest.fixture(scope="module")
def call(started) -> Caller:
    return Caller(started, started.data)


def lay(started: Running, point: str) -> Path:
    (started.points / point).touch()
    return started.points / point


@pytest.mark.parametrize("point", [*REST, apps.DONE, apps.MEMORY, apps.MAIN])
def test_a_worker_that_dies_at_any_point_tags_a_text_once(started, call, point):
    main = child(started, " worker ")
    laid = lay(started, point)
    [article] = add(call, (point, NAMES))
    assert wait_for(lambda: not laid.exists())
    assert wait_for(lambda: ended(call, article))

    run, found = run_of(call, article), places(call, article)
    assert run["state"] == "done"
    assert run["attempts"] <= 2
    assert len(found) == len(set(found)) == run["counts"]["mentions"] > 0
    if point == apps.MAIN:
        assert wait_for(lambda: child(started, " worker ") not in (None, main))
    else:
        assert child(started, " worker ") == main


def test_a_web_process_that_dies_between_the_commit_and_the_bell_loses_no_article(started, call):
    """Whoever wrote hears nothing, and sends the same again; the sweep rings."""
    laid = lay(started, BELL)
    writers = Writers(call, started.data, NAMES)
    writers.write()
    writers.settle()

    assert not laid.exists()
    assert writers.count() == NOTHING
    [article] = call("GET", f"/api/v1/articles/?search={writers.writes[0].name}")["results"]
    assert wait_for(lambda: ended(call, article["id"]))
    assert run_of(call, article["id"])["attempts"] == 1


def test_a_flood_of_one_desk_keeps_no_other_desk_waiting(started, call):
    """Two thousand texts that take minutes, then one of another desk, as much in bulk."""
    flood = [(f"Flood {i}", f"{NAMES} {SLOW} {i}") for i in range(FLOOD)]
    for first in range(0, FLOOD, 1_000):
        add(call, *flood[first : first + 1_000])
    with connect(started.data) as link:
        link.execute(
            "WITH made AS (INSERT INTO annotations_desk (name, slug, created_at)"
            " VALUES ('Calm', 'calm', now()) RETURNING id)"
            " INSERT INTO annotations_membership (desk_id, user_id, role, created_at)"
            " SELECT made.id, u.id, 'reporter', now() FROM made, annotations_user u"
            " WHERE username = 'reporter'"
        )
    [calm] = add(call, ("Calm", NAMES), desk="calm")
    assert wait_for(lambda: ended(call, calm))

    waiting = "SELECT count(*) FROM annotations_taggingrun WHERE state = 'queued'"
    with connect(started.data) as link:
        assert link.execute(waiting).fetchone()[0] > FLOOD / 2
    assert len(list((started.data / "queue" / "messages").iterdir())) < MOST_MESSAGES
