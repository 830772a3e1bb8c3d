"""What workers stored in English, said in the language at hand."""

import pytest

from annotations.tagging.similarity.suggest import WORTH_SUGGESTING, likeness
from annotations.tagging.statistical import ModelUnavailable, StatisticalTagger
from annotations.web.shell import stored
from annotations.work import queue
from annotations.work.load_engine import load
from annotations.work.tagging.run import FAILED

PAIRS = [
    ("Ilka Varn", "ILKA VARN"),
    ("Ilka Varn", "Varn Ilka"),
    ("NATO", "North Atlantic Treaty Organization"),
    ("I. Varn", "Ilka Varn"),
    ("Oksana Mykolayenko", "Oksana Mykolaienko"),
    ("Ilka Maria Varn", "Ilka Varn"),
    ("Mohammed Salah", "Muhammed Salah"),
    ("محمد صلاح", "Mohammed Salah"),
]


@pytest.fixture
def translated(monkeypatch):
    """Every known sentence stands in brackets in the other language."""
    monkeypatch.setattr(stored, "_", lambda text: f"⟦{text}⟧")


def is_translated(sentence: str) -> bool:
    said = stored.retold(sentence)
    return said.startswith("⟦") and said.replace("⟦", "").replace("⟧", "") == sentence


@pytest.mark.parametrize(("a", "b"), PAIRS)
def test_every_reason_of_a_pair_is_known(a, b, translated):
    found = likeness(a, b)
    assert found.score >= WORTH_SUGGESTING
    assert is_translated(found.reason)


@pytest.mark.parametrize("error", [FAILED.format("ValueError"), queue.DIED])
def test_every_error_of_a_run_is_known(error, translated):
    assert is_translated(error)


@pytest.mark.parametrize("tagger", ["nowhere.Engine", f"{__name__}.Bare"])
def test_every_problem_of_an_engine_is_known(tagger, translated, settings):
    settings.TAGGER = tagger
    assert is_translated(load().problem)


def test_a_model_that_is_not_there_is_known(translated):
    with pytest.raises(ModelUnavailable) as told:
        StatisticalTagger("xx_none")
    assert is_translated(str(told.value))


def test_a_sentence_in_a_sentence_is_said_too(translated):
    assert stored.retold("An initial fits the name. One has a name more.") == (
        "⟦⟦An initial fits the name.⟧ One has a name more.⟧"
    )


def test_a_sentence_of_another_version_is_shown_as_it_is_stored(translated):
    assert stored.retold("They rhyme.") == "They rhyme."


class Bare:
    """No engine at all."""

    def __init__(self, model: str) -> None:
        self.name = model
