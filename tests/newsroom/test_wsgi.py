"""What processes load before anybody asks them: web all that pages need, the others no more."""

import os
import subprocess
import sys

import pytest

READY = """
import sys
import newsroom.wsgi
assert "annotations.api.urls" in sys.modules, "pages"
assert "newsroom.celery" in sys.modules, "bells"
from annotations.ingest import language
assert language._loaded_automaton.cache_info().currsize == 1, "the model of languages"
"""
# Processes are forked from this one: a thread would be gone in them, a connection in two hands.
FORKABLE = """
import os, sys
import newsroom.wsgi
from django.db import connections
assert len(os.listdir("/proc/self/task")) == 1, "threads, numpy's too"
assert all(link.connection is None for link in connections.all(initialized_only=True))
assert "newsroom.counting" not in sys.modules, "counts by the parent of who counts"
"""
PANEL, SCHEMA, TASKS = "annotations.admin.claims", "rest_framework.views", "annotations.tasks"
PAGES = (PANEL, SCHEMA, TASKS, "newsroom.urls", "annotations.web.urls", "trafilatura", "numpy")
# What a process loads, and what it does not.
LEAN = {
    "events": ("import newsroom.asgi", (*PAGES, "celery")),
    "seal": (
        "import django; django.setup(); import annotations.management.commands.seal_audit",
        (*PAGES, "celery"),
    ),
    "redact": (
        "import django; django.setup(); import annotations.management.commands.carry_out_redactions",
        (*PAGES, "celery"),
    ),
    "beat": (
        "from newsroom.beats import app; app.loader.init_worker(); app.finalize(); app.conf.timezone",
        (*PAGES, "annotations.models", "spacy"),
    ),
    "worker": (
        "from newsroom.celery import app; app.loader.init_worker(); app.finalize()",
        (PANEL, SCHEMA, "newsroom.urls", "annotations.web.urls"),
    ),
    "up": ("import django; django.setup(); import newsroom.management.commands.up", PAGES),
}


def run(code: str, **env: str) -> None:
    """In a process of its own; its assertions are ours."""
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "newsroom.settings"} | env
    words = [sys.executable, "-c", code]
    done = subprocess.run(words, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.slow
def test_the_first_who_asks_waits_for_nothing_to_be_loaded():
    run(READY)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="counts threads as Linux shows them")
def test_what_is_loaded_can_be_shared_by_processes_that_are_forked():
    run(FORKABLE, NEWSROOM_METRICS_TOKEN="for-who-counts-here")


@pytest.mark.slow
@pytest.mark.parametrize("process", LEAN)
def test_a_process_loads_nothing_of_what_others_do(process):
    code, others = LEAN[process]
    run(f"{code}\nimport sys\nfound = set(sys.modules) & {set(others)!r}\nassert not found, found")
