"""Rules step in for an engine that cannot be loaded."""

import pytest

from annotations.work import load_engine
from tests.tagging.marking import shown


class Heavy:
    """An engine that finds too little memory for its model."""

    def __init__(self, model: str):
        raise MemoryError


class Bare:
    """No engine at all: it takes a model and does nothing with it."""

    name = "bare"

    def __init__(self, model: str):
        self.version = model


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("nowhere.Engine", "The tagger nowhere.Engine cannot be loaded: No module named 'nowhere'"),
        (
            "annotations.tagging.pipeline.Nothing",
            "The tagger annotations.tagging.pipeline.Nothing cannot be loaded: Module "
            '"annotations.tagging.pipeline" does not define a "Nothing" attribute/class',
        ),
        (
            "nonsense",
            "The tagger nonsense cannot be loaded: nonsense doesn't look like a module path",
        ),
        (
            f"{__name__}.Heavy",
            f"The tagger {__name__}.Heavy cannot be loaded: MemoryError",
        ),
        (
            f"{__name__}.Bare",
            f"The tagger {__name__}.Bare cannot be used: it has no problem, tag.",
        ),
    ],
)
def test_a_tagger_that_cannot_be_had_leaves_the_work_to_rules(settings, caplog, path, problem):
    settings.TAGGER = path
    engine = load_engine.load()
    [document] = engine.tag(["The mayor, Ilka Varn, left Oslo."], ["en"])

    assert engine.problem == problem
    assert caplog.messages == [f"tagging by rules: {problem}"]
    assert ("Oslo", "PLACE") in shown(document.found)
    assert (engine.name, engine.version) == ("fallback", "3+rules-2")
