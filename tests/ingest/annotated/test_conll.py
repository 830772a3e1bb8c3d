"""Tokens with tags become a text with marks."""

import pytest

from annotations.ingest.annotated import conll
from annotations.ingest.annotated.records import Bad, Text

FILE = """-DOCSTART- -X- -X- O

EU NNP B-NP B-ORG
rejects VBZ B-VP O
German JJ B-NP B-MISC
call NN I-NP O
. . O O

" " O O
Peter NNP B-NP B-PER
Blackburn NNP I-NP I-PER
" " O O
( ( O O
22 CD O O
% NN O O
) ) O O
, , O O
Orlen NNP O B-LOC
's POS O O

-DOCSTART- -X- O O

BRUSSELS NNP B-NP B-LOC
"""


def read(text: str) -> list:
    return list(conll.read(text.encode()))


def marked(record: Text) -> list[tuple[str, str]]:
    return [(record.text[slice(*mark.span)], mark.label) for mark in record.marks]


def test_documents_sentences_and_spaces_are_made_of_tokens():
    first, second = read(FILE)

    assert first.text == 'EU rejects German call.\n"Peter Blackburn" (22%), Orlen\'s'
    assert marked(first) == [
        ("EU", "ORG"),
        ("German", "MISC"),
        ("Peter Blackburn", "PER"),
        ("Orlen", "LOC"),
    ]
    assert (second.text, marked(second)) == ("BRUSSELS", [("BRUSSELS", "LOC")])


@pytest.mark.parametrize(
    ("tags", "names"),
    [
        ("B-PER I-PER O B-PER", ["a b", "d"]),
        ("I-PER I-PER B-PER I-PER", ["a b", "c d"]),  # IOB1
        ("I-PER I-LOC I-LOC O", ["a", "b c"]),
        ("B-PER E-PER S-PER O", ["a b", "c"]),  # BIOES
        ("U-PER B-PER L-PER U-PER", ["a", "b c", "d"]),  # BILOU
        ("O O O I-PER", ["d"]),
    ],
)
def test_ways_of_writing_tags(tags, names):
    tokens = zip("abcd", tags.split(), strict=True)
    [record] = read("\n".join(f"{token}\t{tag}" for token, tag in tokens))

    assert [words for words, _ in marked(record)] == names


def test_a_name_ends_with_its_sentence():
    [record] = read("a B-PER\n\nb I-PER\n")

    assert [words for words, _ in marked(record)] == ["a", "b"]


def test_windows_line_ends_and_a_byte_order_mark_are_taken():
    [record] = conll.read("\ufeffOrlen B-LOC\r\n\r\nשלום O\r\n".encode())

    assert (record.text, marked(record)) == ("Orlen\nשלום", [("Orlen", "LOC")])


def test_a_line_without_a_tag_costs_only_its_document():
    bad, good = read("-DOCSTART- O\n\na B-PER\nwords without tag\n\n-DOCSTART- O\n\nb O\n")

    assert isinstance(bad, Bad)
    assert (bad.line, bad.words) == (4, "tag")
    assert good.text == "b"


def test_a_number_sign_is_a_token_and_a_comment_is_none():
    [record] = read("# sent_id = 1\n# O\n1 O\n")

    assert record.text == "#1"
