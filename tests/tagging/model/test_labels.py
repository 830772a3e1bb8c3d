"""Labels of other families of models."""

import pytest

from annotations.tagging.model.labels import label_map


@pytest.mark.parametrize(
    ("labels", "translated"),
    [
        (["PER", "LOC", "ORG", "MISC"], {"PER": "PERSON", "LOC": "PLACE"}),
        (["GPE", "LOC", "FAC", "PERSON", "ORG"], {"GPE": "PLACE", "FAC": "PLACE", "LOC": "PLACE"}),
        (["PERSON", "PLACE", "NORP", "DATE"], {"PLACE": "PLACE", "PERSON": "PERSON"}),
    ],
)
def test_labels_of_each_family_become_ours(labels, translated):
    assert label_map(labels).items() >= translated.items()


def test_numbers_and_money_are_no_names():
    assert set(label_map(["PERSON", "GPE", "CARDINAL", "MONEY"])) == {"PERSON", "GPE"}


def test_a_model_with_no_label_that_we_know_translates_to_nothing():
    assert label_map(["POS", "NEG"]) == {}
