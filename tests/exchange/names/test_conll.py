"""Names as CoNLL-2003, read back by spaCy's own reader of it."""

from hypothesis import given
from spacy.training.converters import conll_ner_to_docs

from annotations.exchange.names.conll import _document, _known
from tests.exchange.names.nasty import ABOUT, name, named_texts, without_overlaps


def bare(text: str) -> str:
    return "".join(text.split())


def read(data: str):
    return list(conll_ner_to_docs(data, n_sents=0, no_print=True))


@given(named_texts(overlaps=True))
def test_the_reader_finds_the_words_and_names_that_were_written(found):
    data = _document(found).decode()
    docs = read(data)

    assert data.startswith("-DOCSTART- -X- O O\n\n")
    names = without_overlaps(found["names"])
    assert [(bare(ent.text), ent.label_) for doc in docs for ent in doc.ents] == [
        (bare(found["text"][one["start"] : one["end"]]), one["label"]) for one in names
    ]
    assert "".join(token.text for doc in docs for token in doc) == bare(found["text"])


@given(named_texts())
def test_every_line_has_four_columns_or_none(found):
    lines = _document(found).decode().split("\n")
    assert lines[-1] == ""
    assert {len(line.split(" ")) for line in lines if line} == {4}


def test_sentences_are_parted_by_a_blank_line_and_names_keep_theirs_together():
    text = "He saw St. Olav. She saw Ann. Oslo."
    names = [name(1, 7, 15, "PERSON"), name(2, 25, 34, "PLACE")]

    sentences = [
        " ".join(line.split(" ")[0] + "/" + line.split(" ")[3] for line in block.split("\n"))
        for block in _document({"text": text, "about": ABOUT, "names": names})
        .decode()
        .strip()
        .split("\n\n")[1:]
    ]
    assert sentences == [
        "He/O saw/O St/B-PERSON ./I-PERSON Olav/I-PERSON ./O",
        "She/O saw/O Ann/B-PLACE ./I-PLACE Oslo/I-PLACE ./O",
    ]


def test_a_name_within_a_word_makes_tokens_of_its_own():
    data = _document({"text": "Oslokrise", "about": ABOUT, "names": [name(1, 0, 4, "PLACE")]})
    assert data.decode().split("\n")[2:4] == ["Oslo -X- _ B-PLACE", "krise -X- _ O"]


def test_a_long_name_is_kept_in_no_memory():
    _known.cache_clear()
    text = "Oslo " * 100
    for end in (4, 499):
        data = _document({"text": text, "about": ABOUT, "names": [name(1, 0, end, "PLACE")]})
        assert data.decode().count("-PLACE") == (end + 1) // 5
    assert _known.cache_info().currsize == 1
