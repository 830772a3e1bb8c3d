"""The broker takes nothing; whoever adds articles does not notice."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.running import Running, running
from tests.faults.test_bad_days import health
from tests.faults.test_embedded_server import wait_for
from tests.faults.test_jobs import NAMES, add, ended
from tests.faults.test_up import Caller

pytestmark = pytest.mark.faults
ENGINE = {"NEWSROOM_TAGGER": "tests.faults.engines.Deadly"}


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
