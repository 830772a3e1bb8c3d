"""The broker takes nothing, is away, forgets all; whoever adds articles does not notice."""

import contextlib
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis

from tests.browser.running import Running, free_port, running
from tests.faults.test_bad_days import health
from tests.faults.test_embedded_server import wait_for
from tests.faults.test_jobs import NAMES, add, ended
from tests.faults.test_up import Caller

pytestmark = pytest.mark.faults
ENGINE = {"NEWSROOM_TAGGER": "tests.faults.engines.Deadly"}
REDIS = shutil.which("redis-server")


def mount(*words: str) -> bool:
    return subprocess.run(["mount", *words], capture_output=True, check=False).returncode == 0


@pytest.fixture
def queue(tmp_path) -> Iterator[Path]:
    """A disk of its own for the messages of a product whose data lie in the folder above."""
    folder = tmp_path / "data" / "queue"
    folder.mkdir(parents=True)
    if not mount("-t", "tmpfs", "-o", "size=16m,mode=700", "tmpfs", str(folder)):
        pytest.skip("only who may mount can shut a disk here")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def works_without_it(started: Running, call: Caller, name: str) -> list[int]:
    """Articles that were added while the broker is away."""
    assert wait_for(lambda: health(started)[1]["broker"] == "away")
    ids = add(call, *[(f"{name} {i}", f"{NAMES} {i}") for i in range(10)])
    assert health(started)[0] == 200
    assert call("GET", f"/api/v1/articles/{ids[0]}/")["headline"] == f"{name} 0"
    return ids


def goes_on(started: Running, call: Caller, ids: list[int]) -> bool:
    return (
        wait_for(lambda: all(ended(call, pk) for pk in ids))
        and wait_for(lambda: health(started)[1]["status"] == "ok")
        and started.process.poll() is None
    )


def test_files_that_may_not_be_written_for_a_while_lose_no_article(queue):
    with running(queue.parent, **ENGINE) as started:
        call = Caller(started, queue.parent)
        assert wait_for(lambda: mount("-o", "remount,ro", str(queue)))
        ids = works_without_it(started, call, "Shut")

        assert wait_for(lambda: mount("-o", "remount,rw", str(queue)))
        assert goes_on(started, call, ids)


class Broker:
    """A Redis that keeps nothing on a disk."""

    def __init__(self) -> None:
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.start()

    def start(self) -> None:
        words = ("--port", str(self.port), "--bind", "127.0.0.1", "--save", "")
        self.process = subprocess.Popen([REDIS, *words], cwd="/", stdout=subprocess.DEVNULL)
        assert wait_for(self._answers)

    def _answers(self) -> bool:
        with contextlib.suppress(redis.ConnectionError):
            return bool(self.link.ping())
        return False

    @property
    def link(self) -> redis.Redis:
        return redis.Redis(port=self.port)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


@pytest.fixture
def broker() -> Iterator[Broker]:
    made = Broker()
    yield made
    made.kill()


@pytest.mark.skipif(not REDIS, reason="needs redis-server")
def test_a_broker_that_is_killed_forgets_or_takes_nothing_loses_no_article(broker, tmp_path):
    data = tmp_path / "data"
    with running(data, CELERY_BROKER_URL=broker.url, **ENGINE) as started:
        call = Caller(started, data)
        broker.kill()
        ids = works_without_it(started, call, "Killed")
        broker.start()
        assert goes_on(started, call, ids)

        broker.link.replicaof("127.0.0.1", "1")  # Who follows another takes no messages.
        ids = add(call, *[(f"Read-only {i}", f"{NAMES} {i}") for i in range(10)])
        broker.link.replicaof("NO", "ONE")
        assert goes_on(started, call, ids)

        ids = add(call, *[(f"Emptied {i}", f"{NAMES} {i}") for i in range(10)])
        broker.link.flushall()
        assert goes_on(started, call, ids)
