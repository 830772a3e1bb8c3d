"""What a web process has loaded before anybody asks it."""

import os
import subprocess
import sys

import pytest

READY = """
import sys, threading
import newsroom.wsgi
assert "annotations.api.urls" in sys.modules, "pages"
for thread in threading.enumerate():
    if thread.name == "language":
        thread.join()
from annotations.ingest import language
assert language._loaded_automaton.cache_info().currsize == 1, "the model of languages"
"""


@pytest.mark.slow
def test_the_first_who_asks_waits_for_nothing_to_be_loaded():
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "newsroom.settings"}
    run = subprocess.run(
        [sys.executable, "-c", READY], env=env, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
