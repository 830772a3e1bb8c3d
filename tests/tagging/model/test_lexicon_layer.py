"""The layer that shows the lexicon to the network."""

import numpy as np
import pytest
import spacy

from annotations.tagging.model import lexicon
from annotations.tagging.model.lexicon_layer import lexicon_features, lexicon_of, set_lexicon

WIDTH = lexicon.empty(1).width
KNOWN = lexicon.build({"city": ["oslo"]})


def features(layer, *texts: str, is_train: bool = False) -> np.ndarray:
    docs = [spacy.blank("en")(text) for text in texts]
    return layer(docs, is_train)[0].dataXd


def test_every_word_of_every_text_gets_what_the_lexicon_knows():
    layer = lexicon_features(WIDTH)
    set_lexicon(layer, KNOWN)
    rows = features(layer, "In Oslo", "", "oslo it is")

    assert rows.any(axis=1).tolist() == [False, True, True, False, False]


def test_without_a_lexicon_nothing_is_known():
    layer = lexicon_features(WIDTH)

    assert not features(layer, "In Oslo").any()
    assert lexicon_of(layer) is None


def test_while_training_some_words_are_hidden():
    layer = lexicon_features(WIDTH)
    set_lexicon(layer, KNOWN)
    layer.attrs["hidden_words"] = 0.5
    text = "Oslo " * 200

    assert 20 < features(layer, text, is_train=True).any(axis=1).sum() < 180
    assert features(layer, text).any(axis=1).all()


def test_the_lexicon_travels_with_the_weights():
    layer, again = lexicon_features(WIDTH), lexicon_features(WIDTH)
    set_lexicon(layer, KNOWN)
    again.from_bytes(layer.to_bytes())

    assert (features(again, "In Oslo") == features(layer, "In Oslo")).all()
    assert lexicon_of(again).kind_keys.tolist() == KNOWN.kind_keys.tolist()


def test_a_lexicon_of_another_width_is_refused():
    with pytest.raises(ValueError, match="takes 99 features of a word"):
        set_lexicon(lexicon_features(99), KNOWN)
