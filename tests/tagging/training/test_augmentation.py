"""Other sentences from a corpus' own."""

import random

import pytest

from annotations.tagging.training import augmentation
from annotations.tagging.training.corpora import Line

NAMES = {"first": ["Aja"], "last": ["Brenn"], "place": ["Cadle"]}
LINE = Line(
    "Ilka Varn of WHO saw Oslo. Varn left.",
    ((0, 9, "PERSON"), (13, 16, "ORG"), (21, 25, "PLACE"), (27, 31, "PERSON")),
    "1",
)


def marked(line: Line) -> list[tuple[str, str]]:
    return [(line.text[start:end], label) for start, end, label in line.ents]


@pytest.mark.parametrize("seed", range(20))
def test_names_are_replaced_in_place_and_a_surname_stays_the_same(seed):
    line = augmentation.renamed(LINE, NAMES, random.Random(seed), share=1)
    [person, org, place, again] = [name for name, _ in marked(line)]

    assert person.split()[1] == again
    assert org.isupper()
    assert len(org) == 3
    assert place in ("Oslo", "Cadle")
    assert [label for _, label in marked(line)] == ["PERSON", "ORG", "PLACE", "PERSON"]
    assert line.text == f"{person} of {org} saw {place}. {again} left."


def test_nothing_is_renamed_at_a_share_of_nought():
    assert augmentation.renamed(LINE, NAMES, random.Random(1), share=0) == LINE


def test_neighbours_are_joined_with_their_names():
    lines = list(augmentation.joined([LINE] * 40, random.Random(1)))

    assert max(len(line.ents) for line in lines) > 4
    assert sum(len(line.ents) for line in lines) == 160
    assert {name for line in lines for name in marked(line)} == set(marked(LINE))


def test_some_lines_are_written_in_other_capitals():
    rng = random.Random(1)
    texts = {augmentation.recased(LINE, rng).text for _ in range(400)}

    assert texts == {LINE.text, LINE.text.upper(), LINE.text.lower(), LINE.text.title()}


def test_a_line_whose_length_would_change_keeps_its_capitals():
    rng = random.Random(1)
    line = Line("Großß Şı İ", (), "1")
    texts = {augmentation.recased(line, rng).text for _ in range(400)}

    assert {len(text) for text in texts} == {len(line.text)}


def test_names_are_taken_from_the_corpora_themselves():
    names = augmentation.names_of([[LINE]])

    assert names == {"first": ["Ilka"], "last": ["Varn"], "place": ["Oslo"], "country": ["Oslo"]}
