"""Lines of results and standings."""

import random

from annotations.tagging.training.tables import tables

NAMES = {"first": ["Aja"], "last": ["Brenn"], "place": ["Cadle"], "country": ["Norway"]}


def test_every_slot_is_filled_and_every_name_is_marked():
    lines = list(tables(300, NAMES, random.Random(1)))
    marked = {(line.text[start:end], label) for line in lines for start, end, label in line.ents}

    assert {
        ("Aja Brenn", "PERSON"),
        ("Brenn", "PERSON"),
        ("Norway", "PLACE"),
        ("Cadle", "ORG"),
    } <= marked
    assert not any("#" in line.text for line in lines)
    assert {label for name, label in marked if "Brenn" in name} == {"PERSON"}


def test_the_rows_of_a_table_are_alike():
    rows = [line.text.split("\n") for line in tables(300, NAMES, random.Random(1))]

    assert {len(of_one) for of_one in rows} == {1, 2, 4, 6}
    assert all(len({row.count(" - ") for row in of_one}) == 1 for of_one in rows)


def test_names_lie_side_by_side_in_the_text():
    for line in tables(100, NAMES, random.Random(2)):
        assert all(a[1] <= b[0] for a, b in zip(line.ents, line.ents[1:], strict=False))
