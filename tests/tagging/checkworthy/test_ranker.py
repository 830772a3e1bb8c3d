"""The shipped ranker: it loads, says what it is, and names its reasons."""

import json

import pytest

from annotations.tagging.checkworthy.features import OF_A_RULE, features
from annotations.tagging.checkworthy.ranker import (
    SHIPPED,
    Ranker,
    RankerUnavailable,
    load,
    saved,
    shipped,
)
from annotations.tagging.checkworthy.rules import RULES

MOST = 300_000  # Bytes.


def test_the_shipped_one_is_small_and_says_what_it_was_trained_on():
    about = shipped().about
    assert SHIPPED.stat().st_size <= MOST
    assert "CC BY 4.0" in about["source"]
    assert about["average precision"] >= 0.86
    assert 0 < shipped().threshold < 1


def test_every_rule_that_it_weighs_is_there():
    weighed = {name for name in shipped().named if name.startswith(OF_A_RULE)}
    assert weighed == {OF_A_RULE + rule.name for rule in RULES}


def test_what_is_saved_is_loaded_as_it_was(tmp_path):
    file = tmp_path / "ranker.json"
    file.write_text(saved(shipped()))
    assert load(file) == shipped()


@pytest.mark.parametrize("text", ["", "{}", "[]", json.dumps({"format": 99}), '{"format": 1}'])
def test_another_file_is_refused_with_its_name(tmp_path, text):
    file = tmp_path / "other.json"
    file.write_text(text)
    with pytest.raises(RankerUnavailable, match=r"other\.json"):
        load(file)
    with pytest.raises(RankerUnavailable, match="missing"):
        load(tmp_path / "missing.json")


def test_a_named_reason_makes_a_sentence_surer():
    plain = Ranker({}, {OF_A_RULE + "number": 0.5}, bias=-1.0)
    reasoned = Ranker({}, {OF_A_RULE + "number": 0.5}, bias=-1.0, reason=1.0)
    counted, other = "It has 41 bridges.", "It has a few of them."
    assert reasoned.weigh(counted).score > plain.weigh(counted).score
    assert reasoned.weigh(other) == plain.weigh(other)


def test_a_rule_that_says_nothing_for_a_sentence_adds_nothing():
    against = {OF_A_RULE + "number": -0.5}
    plain, reasoned = Ranker({}, against, 0.0), Ranker({}, against, 0.0, reason=1.0)
    assert reasoned.weigh("It has 41 bridges.") == plain.weigh("It has 41 bridges.")


def test_the_words_within_a_rule_count_for_it():
    text = "It has 41 bridges and a verdict."
    known = features(text)
    assert [fit.rule.name for fit in known.fits] == ["number", "court"]
    ranker = Ranker({"bridges": 0.1, "verdict": 5.0}, {}, bias=0.0)
    assert ranker.weigh(text).fit.rule.name == "court"


def test_the_strongest_words_are_given_once_and_as_they_stand_there():
    ranker = Ranker({"agency": 2.0, "million": 1.0, "were": 9.0, "tax": 9.0, "sun": -1.0}, {}, 0.0)
    assert ranker.strongest("The Agency and the agency were a Million.") == ["Agency", "Million"]
    assert ranker.strongest("The sun shines.") == []


def test_letters_whose_small_form_is_longer_move_nothing():
    text = "İİİİ had 41 bridges."
    [fit] = features(text).fits
    assert text[fit.start : fit.end] == "41 bridges"
