"""A file of another program that is killed in its middle: nothing half, nothing twice, all of it."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser.running import ROOT, running
from tests.faults.test_embedded_server import connect, wait_for

pytestmark = pytest.mark.faults
MANY = 3_000
# Texts that stand without their name, their claim, their record, or with two of them.
BROKEN = """
SELECT count(*) FROM annotations_article a WHERE a.headline LIKE 'Text %' AND (
    (SELECT count(*) FROM annotations_mention m
     WHERE m.article_id = a.id AND m.origin = 'doccano/import') <> 1
    OR (SELECT count(*) FROM annotations_claim c
        WHERE c.article_id = a.id AND c.stage = 'open') <> 1
    OR NOT EXISTS (SELECT FROM annotations_importedrecord r WHERE r.article_id = a.id))
"""
THERE = "SELECT count(*) FROM annotations_article WHERE headline LIKE 'Text %'"


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("annotated") / "data"
    with running(folder, NEWSROOM_TAGGER="annotations.tagging.fallback.Fallback"):
        yield folder


@pytest.fixture
def file(tmp_path) -> Path:
    rows = (
        {
            "headline": f"Text {n}",
            "text": f"Orlen {n} 😀.",
            "label": [[0, 5, "LOC"], [0, 9, "CLAIM"]],
        }
        for n in range(1_000, 1_000 + MANY)
    )
    path = tmp_path / "export.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


def start(data: Path, file: Path) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "manage.py", "import", "doccano", str(file), "--desk=demo", "--as=editor"],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "NEWSROOM_DATA": str(data),
             "DJANGO_SETTINGS_MODULE": "newsroom.settings"},
    )  # fmt: skip


def ask(data: Path, query: str) -> int:
    with connect(data) as link:
        return link.execute(query).fetchone()[0]


def test_a_file_that_is_killed_goes_on_behind_its_last_batch(data, file):
    process = start(data, file)
    assert wait_for(lambda: ask(data, THERE) > 0 or process.poll() is not None)
    process.kill()
    process.communicate(timeout=60)
    assert process.returncode == -signal.SIGKILL
    assert 0 < ask(data, THERE) < MANY
    assert ask(data, BROKEN) == 0

    with connect(data) as link:  # As if its lease had run out.
        link.execute("UPDATE annotations_import SET lease_until = now() - interval '1 second'")
    again = start(data, file)  # The same file, while a worker may go on with the first.
    _, said = again.communicate(timeout=600)

    assert again.returncode == 0, said
    assert (ask(data, THERE), ask(data, BROKEN)) == (MANY, 0)
