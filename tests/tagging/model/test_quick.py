"""The network read for its answer alone: the same numbers as spaCy's but for rounding."""

import numpy as np
import pytest
import spacy
from spacy.training import Example

from annotations.tagging.model import lexicon
from annotations.tagging.model.quick import ROWS, Reader, quicken
from annotations.tagging.statistical import SHIPPED
from annotations.tagging.training import learning
from tests.tagging import spacy_models

TEXTS = (
    "Ilka Varn doesn't live in New York City, the U.S. said.",
    "",
    "Oslo",
    "“We can't,” said Kyiv’s mayor — twice.\n\nKyiv's mayor can't go to New York. " * ROWS,
    "Київ 東京 🇳🇴 \u0301",
)


@pytest.fixture
def nlp() -> spacy.Language:
    return spacy.load(SHIPPED)


@pytest.mark.parametrize("texts", [TEXTS, TEXTS[2:3], TEXTS[::-1]], ids=["all", "word", "turned"])
def test_its_numbers_are_those_of_spacy(nlp, texts):
    network = nlp.get_pipe("ner").model.layers[0]
    docs = [nlp.make_doc(text) for text in texts]
    wanted = network.predict(docs)
    found, _ = Reader(network).forward(network, docs)

    assert found.shape == wanted.shape == (sum(map(len, docs)), 64)
    assert np.allclose(found, wanted, atol=1e-3)


def test_names_are_the_same(nlp):
    wanted = [[(one.text, one.label_) for one in doc.ents] for doc in nlp.pipe(TEXTS)]
    assert quicken(nlp)
    assert [[(one.text, one.label_) for one in doc.ents] for doc in nlp.pipe(TEXTS)] == wanted
    assert ("Ilka Varn", "PERSON") in wanted[0]


def test_a_word_that_comes_again_is_looked_up_once(nlp, monkeypatch):
    reader = Reader(nlp.get_pipe("ner").model.layers[0])
    asked = []
    features = type(reader.lexicon).features
    monkeypatch.setattr(
        type(reader.lexicon),
        "features",
        lambda self, hashes: asked.append(len(hashes)) or features(self, hashes),
    )
    reader.forward(None, [nlp.make_doc("a fair fair"), nlp.make_doc("a fair " * 100)])

    assert asked == [2]


def test_other_models_stay_as_they_are(tmp_path):
    other = spacy.load(spacy_models.folder_at(tmp_path / "m"))
    trained = spacy.blank("en")
    trained.add_pipe("ner")

    assert [quicken(other), quicken(trained), quicken(spacy.blank("en"))] == [False] * 3


@pytest.mark.parametrize(("more", "is_quick"), [([], True), (["LENGTH"], True), (["ORTH"] * 2, False),
    (["ORTH"] * 4, False)])  # fmt: skip
def test_a_model_that_looks_at_more_than_is_told_apart_stays_as_it_is(more, is_quick):
    """Its columns would share a number with the bits of phrases, or have none."""
    attrs = ("NORM", "PREFIX", "SUFFIX", "SHAPE", *more)
    nlp = learning.new_pipeline(
        lexicon.build({"city": ["oslo"]}),
        learning.Network(width=8, depth=2, hashed_width=4, attrs=attrs, rows=(99,) * len(attrs)),
    )
    nlp.initialize(lambda: [Example.from_dict(nlp.make_doc(TEXTS[2]), {"entities": []})])
    network = nlp.get_pipe("ner").model.layers[0]
    docs = [nlp.make_doc(text) for text in TEXTS]
    wanted = network.predict(docs)

    assert quicken(nlp) is is_quick
    assert np.allclose(nlp.get_pipe("ner").model.layers[0].predict(docs), wanted, atol=1e-3)
