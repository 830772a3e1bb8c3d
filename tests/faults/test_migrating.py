"""A version is migrated to, and back from, while people work with the one before."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser.running import ROOT, running
from tests.faults.counting import NOTHING, Writers
from tests.faults.test_bad_days import health
from tests.faults.test_embedded_server import connect, wait_for
from tests.faults.test_up import Caller

STANDS = "TEST_MIGRATION_STANDS"

pytestmark = pytest.mark.faults
ARTICLES = os.environ.get("TEST_ARTICLES", "1000")
ROWS = (
    "SELECT md5(string_agg((to_jsonb(a) - '{tomorrow,updated_at}'::text[])::text, ',' ORDER BY id))"
    " FROM annotations_article a WHERE id <= %s"
)


@pytest.fixture(scope="module")
def started(tmp_path_factory):
    data = tmp_path_factory.mktemp("migrating") / "data"
    with running(data) as started:
        started.data = data
        made = manage(data, "make_corpus", "--articles", ARTICLES, "--beside")
        assert made.wait(600 + int(ARTICLES) // 20) == 0, made.stderr.read()
        yield started


@pytest.fixture
def writers(started) -> Writers:
    return Writers(Caller(started, started.data), started.data)


def manage(data: Path, *words: str, **env: str) -> subprocess.Popen:
    """A command of the next version."""
    given = {"NEWSROOM_DATA": str(data), "DJANGO_SETTINGS_MODULE": "tests.faults.tomorrow.settings"}
    return subprocess.Popen(
        [sys.executable, "manage.py", *words], cwd=ROOT, env={**os.environ, **given, **env},
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def migrate(data: Path, *words: str) -> None:
    run = manage(data, "migrate", *words)
    assert run.wait(300 + int(ARTICLES) // 100) == 0, run.stderr.read()


def columns(data: Path) -> set[str]:
    with connect(data) as link:
        rows = link.execute(
            "SELECT attname FROM pg_attribute"
            " WHERE attrelid = 'annotations_article'::regclass AND attnum > 0 AND NOT attisdropped"
        )
        return {name for (name,) in rows}


def unfilled(data: Path, last: int) -> int:
    with connect(data) as link:
        rows = "SELECT count(*) FROM annotations_article WHERE tomorrow = '' AND id <= %s"
        return link.execute(rows, [last]).fetchone()[0]


def is_held(data: Path) -> bool:
    with connect(data) as link:
        rows = link.execute(
            "SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass('article_tomorrow') UNION ALL"
            " SELECT convalidated FROM pg_constraint WHERE conname = 'article_tomorrow_held'"
        )
        return rows.fetchall() == [(True,), (True,)]


def last_article(data: Path) -> int:
    with connect(data) as link:
        return link.execute("SELECT max(id) FROM annotations_article").fetchone()[0]


def waits_for_a_table(data: Path) -> bool:
    with connect(data) as link:
        wanted = "SELECT 1 FROM pg_locks WHERE NOT granted AND mode = 'AccessExclusiveLock'"
        return link.execute(wanted).fetchone() is not None


def rows(data: Path, last: int) -> str:
    with connect(data) as link:
        return link.execute(ROWS, [last]).fetchone()[0]


def test_the_version_before_works_on_while_and_after_it_is_migrated_and_back(started, writers):
    last = last_article(started.data)
    before = rows(started.data, last)
    with writers.at_work():
        for way, there in ((), True), (("tomorrow", "zero"), False), ((), True):
            migrate(started.data, *way)
            assert ("tomorrow" in columns(started.data)) == there == is_held(started.data)
            assert writers.go_on()
            assert health(started)[1]["database"] == "ok"
    writers.settle()

    assert writers.count() == NOTHING
    assert {status for one in writers.writes for status in one.statuses} == {201}
    assert rows(started.data, last) == before
    migrate(started.data, "tomorrow", "zero")


def test_a_migration_that_is_killed_is_gone_on_with_by_the_next(started, writers, tmp_path):
    stands, last = tmp_path / "stands", last_article(started.data)
    with writers.at_work():
        run = manage(started.data, "migrate", **{STANDS: str(stands)})
        assert wait_for(stands.exists)
        run.kill()
        run.wait()
        assert writers.go_on()
        assert not is_held(started.data)
        migrate(started.data)
        assert writers.go_on()
    writers.settle()

    assert is_held(started.data)
    assert unfilled(started.data, last) == 0
    assert writers.count() == NOTHING
    migrate(started.data, "tomorrow", "zero")


def test_a_table_that_is_not_given_up_keeps_no_writer_waiting_for_long(started, writers):
    """As by a backup, or whoever left a transaction open."""
    with writers.at_work():
        with connect(started.data) as link, link.transaction():
            link.execute("SELECT count(*) FROM annotations_article")
            run = manage(started.data, "migrate")
            assert wait_for(lambda: waits_for_a_table(started.data))
            assert writers.go_on()
            assert run.wait(300) == 1
        assert "Somebody works with a table that has to change" in run.stderr.read()
        assert writers.go_on()
    writers.settle()

    assert "tomorrow" not in columns(started.data)
    assert writers.count() == NOTHING
