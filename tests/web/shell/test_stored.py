"""What workers stored in English, said in the language at hand."""

import pytest

from annotations.tagging.checkworthy.rules import RULES
from annotations.tagging.similarity.suggest import WORTH_SUGGESTING, likeness
from annotations.tagging.statistical import ModelUnavailable, StatisticalTagger
from annotations.web.shell import stored
from annotations.work.fetch_url import Unfetched, fetch
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


def test_why_a_text_was_not_tagged_is_known(translated):
    assert is_translated(FAILED.format("ValueError"))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_of_suggestions_has_its_words(rule):
    assert stored.WORTH_CHECKING[rule.name] == rule.reason


@pytest.mark.parametrize(
    ("reason", "wanted"),
    [
        ("share: a third of them", "⟦⟦share⟧: a third of them⟧"),
        ("quoted share: a third", "⟦quoted ⟦⟦share⟧: a third⟧⟧"),
        ("words like ‘bribe’ and ‘paid’", "⟦words like ‘bribe’ and ‘paid’⟧"),
        ("attributed to Ilka; how the sentence is made",
         "⟦attributed to Ilka; ⟦how the sentence is made⟧⟧"),
    ],
)  # fmt: skip
def test_why_a_claim_is_suggested_is_said_part_by_part(reason, wanted, translated):
    assert stored.retold(reason) == wanted


@pytest.mark.parametrize("address", ["http://127.0.0.1:1/", "http://127.0.0.1:99999/", "ftp://x/"])
def test_why_an_address_was_not_fetched_is_known(address, translated):
    with pytest.raises(Unfetched) as told:
        fetch(address)
    assert is_translated(str(told.value))


def test_nothing_stays_nothing():
    assert stored.retold("") == ""


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


def test_a_sentence_of_another_version_is_shown_as_it_is_stored():
    assert stored.retold("They rhyme.") == "They rhyme."


class Bare:
    """No engine at all."""

    def __init__(self, model: str) -> None:
        self.name = model
