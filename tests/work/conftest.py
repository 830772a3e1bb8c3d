"""The engine that a test's workers load."""

import pytest

from annotations.work import tagging

from . import engines


@pytest.fixture
def use(settings):
    """Sets the engine, as a new worker process would load it."""
    settings.TAGGER = "tests.work.engines.current"

    def load(engine: engines.Names) -> None:
        engines.chosen[0] = engine
        tagging.loaded.cache_clear()

    yield load
    tagging.loaded.cache_clear()
