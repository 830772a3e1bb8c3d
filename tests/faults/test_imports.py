"""Imports that are killed, and whose database is killed: the same command again makes it whole."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from tests.browser.running import ROOT, running
from tests.faults.test_counted import kill
from tests.faults.test_embedded_server import connect, postmaster, wait_for
from tests.faults.test_up import children_of

pytestmark = pytest.mark.faults
MANY = 3_000
BROKEN = """
SELECT count(*) FROM annotations_article a
LEFT JOIN annotations_revision r ON r.id = a.current_revision_id
LEFT JOIN annotations_taggingrun t ON t.revision_id = r.id
LEFT JOIN annotations_event e ON e."table" = 'article' AND e.object_id = a.id AND e.action = 'I'
WHERE a.headline LIKE %s AND (r.id IS NULL OR t.id IS NULL OR e.id IS NULL)
"""


@pytest.fixture(scope="module")
def started(tmp_path_factory):
    data = tmp_path_factory.mktemp("imports") / "data"
    engine = "annotations.tagging.fallback.Fallback"
    with running(data, NEWSROOM_TAGGER=engine) as started:
        started.data = data
        yield started


class Import:
    """`import_articles` of a folder of its own, and what became of it."""

    def __init__(self, data: Path, folder: Path, name: str):
        self.data, self.folder, self.name = data, folder, name
        for i in range(MANY):
            (folder / f"{i}.txt").write_text(f"{name} {i}\n\nIlka Varn resigned {i} times.")

    def start(self) -> subprocess.Popen:
        return subprocess.Popen(
            [sys.executable, "manage.py", "import_articles", str(self.folder), "--desk", "demo",
             "--as", "reporter"],
            cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            env={**os.environ, "NEWSROOM_DATA": str(self.data),
                 "DJANGO_SETTINGS_MODULE": "newsroom.settings"},
        )  # fmt: skip

    def there(self) -> int:
        return self._ask("SELECT count(*) FROM annotations_article WHERE headline LIKE %s")

    def twice(self) -> int:
        return self.there() - self._ask(
            "SELECT count(DISTINCT headline) FROM annotations_article WHERE headline LIKE %s"
        )

    def broken(self) -> int:
        """Articles without their text, their run or their line in the trail."""
        return self._ask(BROKEN)

    def _ask(self, query: str) -> int:
        """Of a database that may be starting again."""
        found: list[int] = []

        def ask() -> bool:
            with suppress(psycopg.OperationalError), connect(self.data) as link:
                found.extend(link.execute(query, [f"{self.name} %"]).fetchone())
            return bool(found)

        assert wait_for(ask)
        return found[0]

    def is_under_way(self) -> bool:
        return 0 < self.there() < MANY


def interrupted(work: Import, break_it: Callable[[subprocess.Popen], None]) -> tuple[int, str]:
    """Status and words of an import to which that was done in its middle."""
    process = work.start()
    assert wait_for(lambda: work.is_under_way() or process.poll() is not None)
    break_it(process)
    _, said = process.communicate(timeout=600)
    return process.returncode, said


def made_whole(work: Import) -> bool:
    before = work.there()
    assert 0 < before < MANY
    assert (work.twice(), work.broken()) == (0, 0)
    process = work.start()
    _, problems = process.communicate(timeout=600)
    assert process.returncode == 0, problems
    return (work.there(), work.twice(), work.broken()) == (MANY, 0, 0)


def test_an_import_that_is_killed_is_made_whole_by_the_same_command(started, tmp_path):
    work = Import(started.data, tmp_path, "Killed")
    status, _ = interrupted(work, lambda process: process.kill())

    assert status == -signal.SIGKILL
    assert made_whole(work)


def test_an_import_whose_database_is_killed_says_so_and_is_made_whole(started, tmp_path):
    work = Import(started.data, tmp_path, "Orphaned")

    def end_the_database(_: subprocess.Popen) -> None:
        main = postmaster(started.data)
        kill(main, *children_of(main))

    status, said = interrupted(work, end_the_database)

    assert status == 1
    [line] = [line for line in said.splitlines() if line.strip()]
    assert "Run the same command again to go on" in line
    assert made_whole(work)
