"""What dies or hangs while people write: nothing is lost, doubled, or there unsaid."""

import contextlib
import os
import signal

import pytest

from tests.browser.running import running
from tests.faults.counting import NOTHING, Writers
from tests.faults.test_bad_days import hung
from tests.faults.test_embedded_server import connect, postmaster, wait_for
from tests.faults.test_up import Caller, child, children_of

pytestmark = pytest.mark.faults


@pytest.fixture(scope="module")
def started(tmp_path_factory):
    data = tmp_path_factory.mktemp("counted") / "data"
    with running(data, NEWSROOM_STATEMENT_SECONDS="10") as started:
        started.data = data
        yield started


@pytest.fixture(scope="module")
def call(started) -> Caller:
    return Caller(started, started.data)


@pytest.fixture
def writers(started, call) -> Writers:
    return Writers(call, started.data)


def kill(*pids: int) -> None:
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def web(started) -> int | None:
    return child(started, "newsroom.wsgi")


def test_killed_web_processes_lose_and_double_nothing(started, writers):
    """First those that answer, then the one that starts them."""
    with writers.at_work():
        first = web(started)
        kill(*children_of(first))
        assert writers.go_on()
        kill(first)
        assert wait_for(lambda: web(started) not in (None, first))
        assert writers.go_on()
    writers.settle()

    assert writers.count() == NOTHING


def test_a_killed_database_loses_and_doubles_nothing(started, writers):
    with writers.at_work():
        main = postmaster(started.data)
        kill(main, *children_of(main))
        assert writers.go_on()
    writers.settle()

    assert writers.count() == NOTHING


def test_a_database_that_is_restarted_at_once_under_fifty_people_loses_nothing(started, writers):
    """`pg_ctl restart -m immediate`: its processes end without a word."""
    with writers.at_work(people=50):
        main = postmaster(started.data)
        os.kill(main, signal.SIGQUIT)
        assert wait_for(lambda: postmaster(started.data) not in (None, main))
        assert writers.go_on()
    writers.settle()

    assert writers.count() == NOTHING


def test_connections_that_the_server_cuts_lose_and_double_nothing(started, writers):
    """All of them, again and again, in the middle of whatever they do."""
    with writers.at_work(), connect(started.data) as link:
        for _ in range(20):
            link.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
            )
            assert writers.go_on()
    writers.settle()

    assert writers.count() == NOTHING


def test_a_stopped_database_loses_and_doubles_nothing(started, writers):
    with writers.at_work():
        with hung(started.data):
            assert wait_for(lambda: any(one.statuses[-1:] == [503] for one in writers.writes))
        assert writers.go_on()
    writers.settle()

    assert writers.count() == NOTHING
