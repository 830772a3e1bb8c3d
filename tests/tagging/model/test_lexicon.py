"""What is known of single words."""

import numpy as np
import pytest
from spacy.strings import hash_string

from annotations.tagging.model import lexicon
from annotations.tagging.model.lexicon import KINDS, Lexicon


@pytest.fixture(scope="module")
def small() -> Lexicon:
    return lexicon.build(
        {"first_name": ["Ilka"], "city": ["Oslo", "Ilka"], "title": ["senator"]},
        ["New Bergen", "Port of Okell"],
        {"oslo": 0, "bergen": 1},
        np.array([[1.0, -0.5], [0.25, 0.0]], dtype=np.float32),
    )


def seen(of: Lexicon, text: str) -> np.ndarray:
    words = text.lower().split()
    return of.features(np.array([hash_string(word) for word in words], dtype=np.uint64))


def kinds(row: np.ndarray) -> set[str]:
    return {kind for kind, value in zip(KINDS, row[2 : 2 + len(KINDS)], strict=True) if value}


def test_a_word_has_all_its_kinds_however_it_is_written(small):
    [ilka, senator, other] = seen(small, "ILKA senator nothing")

    assert kinds(ilka) == {"first_name", "city"}
    assert kinds(senator) == {"title"}
    assert not other.any()


def test_a_word_has_its_vector_and_an_unknown_one_none(small):
    rows = seen(small, "Oslo Bergen Okell")[:, :2]

    assert rows == pytest.approx(np.array([[1.0, -0.5], [0.25, 0.0], [0.0, 0.0]]), abs=0.01)


def test_every_word_of_a_place_of_several_words_is_marked(small):
    rows = seen(small, "in New Bergen near Port of Okell or Bergen")[:, -2:]

    assert rows.tolist() == [
        [0, 0], [1, 0], [0, 1], [0, 0], [1, 0], [0, 1], [0, 1], [0, 0], [0, 0],
    ]  # fmt: skip


def test_no_words_no_rows(small):
    assert small.features(np.zeros(0, dtype=np.uint64)).shape == (0, small.width)


def test_a_lexicon_comes_back_from_its_file(small, tmp_path):
    lexicon.save(small, tmp_path / "small.msgpack")
    again = lexicon.load(tmp_path / "small.msgpack")

    text = "Senator Ilka of New Bergen"
    assert (seen(again, text) == seen(small, text)).all()


def test_an_empty_lexicon_knows_nothing():
    assert not seen(lexicon.empty(2), "Oslo Bergen").any()


def test_a_kind_that_does_not_exist_is_refused():
    with pytest.raises(KeyError, match="no kind 'colour'"):
        lexicon.build({"colour": ["red"]})
