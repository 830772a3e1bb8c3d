"""The network read for its answer alone: the same numbers as spaCy's but for rounding."""

import random
from pathlib import Path

import numpy as np
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.training import Example
from thinc.api import Linear, Model, chain

from annotations.demo.corpus.stories import story
from annotations.tagging import statistical
from annotations.tagging.model import lexicon
from annotations.tagging.model.inference import ROWS, Reader, quicken
from annotations.tagging.pipeline import Pipeline
from annotations.tagging.statistical import LONGEST_PIECE, SHIPPED
from annotations.tagging.training import learning
from annotations.work.tagging.run import AT_ONCE
from tests.properties import times
from tests.tagging import spacy_models

TEXTS = (
    "Ilka Varn doesn't live in New York City, the U.S. said.",
    "",
    "Oslo",
    "“We can't,” said Kyiv’s mayor — twice.\n\nKyiv's mayor can't go to New York. " * ROWS,
    "Київ 東京 🇳🇴 \u0301",
)
ARTICLES = sorted((Path(__file__).parents[1] / "articles").rglob("*.txt"))
SIGNS = "aA .,'’“”-—0$%\n İßЖ\u0301م中&/!?😀🇳🇴\u200b\u00a0"
ODD = (
    "", " \n\n ", "Oslo", "’s", "The", "😀" * 99, "🇳🇴", "x" * LONGEST_PIECE * 2, "Ilka Varn " * 1200,
    "Ж" * (LONGEST_PIECE - 1) + " Oslo", "中" * 999, ". " * 999, "Kyiv\n" * 999,
)  # fmt: skip
WORDS = "Ilka Varn Oslo the The U.S. said, “No,” New York City’s Ministry of 4 May 2021. Kyiv, and".split()


def varied() -> list[str]:
    """Articles that people wrote and made ones, of four languages, and each with random faults."""
    pick = random.Random(8)
    whole = [file.read_text() for file in ARTICLES]
    whole += [story(seed, number).versions[-1].text for seed in range(4) for number in range(5)]
    return [*whole, *(_spoilt(text, pick) for text in whole for _ in range(2)), *ODD]


def _spoilt(text: str, pick: random.Random) -> str:
    signs = list(text[:1500])
    for _ in range(30):
        at = pick.randrange(len(signs))
        signs[at : at + pick.randrange(2)] = pick.choice([pick.choice(SIGNS), signs[at].swapcase()])
    return "".join(signs)


@pytest.fixture(scope="module")
def quick() -> Pipeline:
    return Pipeline()


@pytest.fixture(scope="module")
def plain() -> Pipeline:
    """The same engine with the network as spaCy reads it."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(statistical, "quicken", lambda nlp: False)
        return Pipeline()


def documents(engine: Pipeline, texts: list[str], at_once: int = AT_ONCE) -> list:
    some = [texts[at : at + at_once] for at in range(0, len(texts), at_once)]
    return [one for part in some for one in engine.tag(part, ["en"] * len(part))]


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


def test_documents_are_the_same_however_many_are_read_at_once(plain, quick):
    """Names, labels, scores, quotes, and the bounds of what is suggested."""
    texts = varied()
    wanted = documents(plain, texts)
    turned = documents(quick, texts[::-1])[::-1]

    assert documents(quick, texts) == turned == documents(quick, texts, 1) == wanted
    assert sum(len(one.found) for one in wanted) > 1000


@times(0.5)
@given(st.lists(st.lists(st.sampled_from(WORDS) | st.text(max_size=9), max_size=30), max_size=4))
def test_names_in_any_words_are_the_same(plain, quick, some):
    texts = [" ".join(words) for words in some]
    wanted = documents(plain, texts)

    assert documents(quick, texts) == documents(quick, texts, 1) == wanted


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


def halved(network: Model) -> Model:
    return chain(network, Model("half", lambda _, rows, is_train: (rows / 2, None)))


def lengthened(network: Model) -> Model:
    return chain(network, Linear(64, 64).initialize())


@pytest.mark.parametrize("other", [halved, lengthened])
def test_a_network_that_is_not_what_its_model_says_stays_as_it_is(nlp, other):
    """It calls itself ours, and something else is made of its words."""
    parser = nlp.get_pipe("ner").model
    parser._layers[0] = other(parser.layers[0])
    docs = [nlp.make_doc(text) for text in TEXTS]
    wanted = parser.layers[0].predict(docs)

    assert not quicken(nlp)
    assert np.array_equal(nlp.get_pipe("ner").model.layers[0].predict(docs), wanted)
