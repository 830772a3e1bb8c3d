"""Exact-span scores."""

import pytest

from annotations.tagging.training.scoring import Scores, table, total

WANTED = [(0, 4, "PERSON"), (5, 9, "PLACE"), (10, 12, "ORG")]


@pytest.fixture
def scores() -> Scores:
    scores = Scores()
    scores.add([(0, 4, "PERSON"), (5, 9, "ORG"), (10, 13, "ORG")], WANTED)
    return scores


def test_only_the_same_span_with_the_same_label_is_right(scores):
    assert scores.f1() == pytest.approx(100 / 3)
    assert scores.f1(["PERSON"]) == 100
    assert scores.f1(["PLACE"]) == scores.f1(["ORG"]) == 0


def test_precision_and_recall_of_a_label(scores):
    assert (scores.precision("PERSON"), scores.recall("PERSON")) == (1, 1)
    assert (scores.precision("ORG"), scores.recall("PLACE")) == (0, 0)
    assert (scores.precision("DATE"), scores.recall("DATE")) == (0, 0)


def test_nothing_wanted_and_nothing_found_is_all_right():
    assert Scores().f1() == 100


def test_scores_of_several_corpora_add_up(scores):
    assert total([scores, scores]).wanted() == 6
    assert total([scores, scores]).f1() == scores.f1()


def test_the_table_leaves_out_labels_that_a_corpus_does_not_have(scores):
    head, row = table({"news": scores}).split("\n")

    assert dict(zip(head.split(), row.split(), strict=True)) == {
        "corpus": "news", "all": "33.3", "PERSON": "100.0", "ORG": "0.0", "PLACE": "0.0",
        "NORP": "-", "DATE": "-", "MISC": "-",
    }  # fmt: skip
