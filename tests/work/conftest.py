"""The engine that a test's workers load."""

import pytest

from annotations.work.tagging import run

from . import engines


@pytest.fixture
def use(settings):
    """Sets the engine, as a new worker process would load it."""
    settings.TAGGER = "tests.work.engines.current"

    def load(engine: engines.Names) -> None:
        engines.chosen[0] = engine
        run.loaded.cache_clear()

    yield load
    run.loaded.cache_clear()
