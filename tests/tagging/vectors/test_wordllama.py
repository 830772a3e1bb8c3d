"""The vectors out of the package `wordllama`."""

import json
import struct
import sys

import numpy as np
import pytest

from annotations.tagging.vectors import wordllama


@pytest.fixture(scope="module")
def engine():
    return wordllama.WordLlama()


def test_what_means_the_same_is_nearer_than_what_does_not(engine):
    doctor, physician, bridge = np.array(
        engine.vectors(
            ["The doctor was ill.", "A physician fell sick.", "They painted the bridge."]
        )
    )
    assert doctor @ physician > doctor @ bridge + 0.2
    assert np.linalg.norm(doctor) == pytest.approx(1)
    assert len(doctor) == 256
    assert engine.name.startswith("wordllama ")


def test_no_words_are_no_numbers_and_any_character_is_read(engine):
    [empty] = engine.vectors([""])
    assert not any(empty)
    assert all(np.isfinite(one).all() for one in engine.vectors(["\x00\u200b", "🙂" * 500, "橋"]))


def test_the_package_itself_is_not_loaded(engine):
    engine.vectors(["Its loader would go to the network."])
    assert not {"wordllama", "huggingface_hub"} & set(sys.modules)


def test_without_the_package_it_says_what_is_missing(monkeypatch):
    monkeypatch.setattr(wordllama, "PACKAGE", "wordllama_that_is_not_there")
    with pytest.raises(ImportError, match="not installed"):
        wordllama.WordLlama()


def test_weights_of_another_kind_are_refused(tmp_path):
    about = json.dumps(
        {"embedding.weight": {"dtype": "F32", "shape": [1, 1], "data_offsets": [0, 4]}}
    )
    path = tmp_path / "weights"
    path.write_bytes(struct.pack("<Q", len(about)) + about.encode() + bytes(4))
    with pytest.raises(ValueError, match="F32"):
        wordllama._tensor(path)
