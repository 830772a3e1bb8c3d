"""Names as a DocBin, read back by spaCy itself."""

import tracemalloc
import warnings
from contextlib import ExitStack, closing

import pytest
import spacy
import srsly
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import DocBin
from spacy.training import Corpus

from annotations.errors import Invalid
from annotations.exchange.docbin import msgpack
from annotations.exchange.docbin.column import HEAD, tail
from annotations.exchange.names import for_spacy
from annotations.models import Article
from tests.exchange.names.nasty import ABOUT, name, named_texts, without_overlaps
from tests.factory import make_article

NLP = spacy.blank("xx")


def written(found: list[dict]) -> bytes:
    with ExitStack() as stack:
        parts = for_spacy._Parts(stack)
        for one in found:
            parts.add(one)
        columns = parts.columns()
        blocks = [block for column in columns for block in column.blocks()]
        return HEAD + b"".join(blocks) + tail(columns)


def read(data: bytes):
    return list(DocBin().from_bytes(data).get_docs(spacy.blank("xx").vocab))


def spans(names, text):
    return [
        (one["start"], one["end"], text[one["start"] : one["end"]], one["label"]) for one in names
    ]


def found(ents):
    return [(ent.start_char, ent.end_char, ent.text, ent.label_) for ent in ents]


@given(st.lists(named_texts(overlaps=True), max_size=3))
def test_spacy_reads_the_texts_and_names_that_were_written(texts):
    docs = read(written(texts))

    assert [doc.text for doc in docs] == [one["text"] for one in texts]
    for doc, one in zip(docs, texts, strict=True):
        text, names = one["text"], one["names"]
        assert found(doc.ents) == spans(without_overlaps(names), text)
        assert found(doc.spans["sc"]) == spans(names, text)
        assert doc.user_data == ABOUT


def test_sentences_and_types_are_those_of_spacy():
    text = {"text": "He saw Ann. She left.", "about": ABOUT, "names": [name(1, 7, 10, "PERSON")]}
    [doc] = read(written([text]))

    assert [sentence.text for sentence in doc.sents] == ["He saw Ann.", "She left."]
    assert [token.ent_iob_ for token in doc] == ["O", "O", "B", "O", "O", "O", "O"]


def test_what_spacy_trains_with_reads_the_file(db, cast, tmp_path):
    make_article(cast)
    make_article(cast, text="🌊 Åse bor i Oslo.", headline="Other")
    with closing(for_spacy.DocBin(Article.objects.all())) as stream:
        (tmp_path / "mentions.spacy").write_bytes(b"".join(stream))

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        examples = list(Corpus(tmp_path / "mentions.spacy")(NLP))
    assert len(examples) == 2
    assert examples[1].reference.text == "🌊 Åse bor i Oslo."


def test_a_forgotten_word_is_written_again_and_read_as_one(monkeypatch):
    monkeypatch.setattr(for_spacy, "KNOWN_WORDS", 2)
    text = {"text": "a b c d a b c d a", "about": ABOUT, "names": []}
    assert [doc.text for doc in read(written([text, text]))] == [text["text"]] * 2


def test_more_than_the_format_can_count_is_said(monkeypatch):
    monkeypatch.setattr(for_spacy, "MOST_BYTES", 1_000)
    with pytest.raises(Invalid, match="more words than a DocBin can hold"):
        written([{"text": "a " * 40, "about": ABOUT, "names": []}])


def test_many_articles_take_the_memory_of_few():
    text = {"text": "Ilka Varn met Ole Brandt in Oslo. " * 60, "about": ABOUT, "names": []}

    def most(articles: int) -> int:
        tracemalloc.start()
        try:
            with ExitStack() as stack:
                parts = for_spacy._Parts(stack)
                for n in range(articles):
                    parts.add(text | {"about": ABOUT | {"article": n}})
                for column in parts.columns():
                    for _ in column.blocks():
                        pass
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    assert most(400) < 2 * most(40)


@given(st.recursive(
    st.none() | st.text(max_size=5) | st.binary(max_size=5) | st.integers(0, 2**64 - 1),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
))  # fmt: skip
def test_messages_are_read_by_spacys_own_library(value):
    assert srsly.msgpack_loads(msgpack.packed(value)) == value
