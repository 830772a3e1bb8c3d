"""The model that ships with the project."""

from pathlib import Path

import pytest

from annotations.tagging.model.labels import LABELS
from annotations.tagging.statistical import SHIPPED, StatisticalTagger
from tests.tagging.marking import shown

FOLDER = Path(SHIPPED)


@pytest.fixture(scope="module")
def tagger() -> StatisticalTagger:
    return StatisticalTagger()


def test_it_is_no_larger_than_ten_megabytes():
    assert sum(file.stat().st_size for file in FOLDER.rglob("*")) <= 10_000_000


def test_its_card_names_every_source():
    card = (FOLDER / "MODEL_CARD.md").read_text()

    for source in ("Groningen Meaning Bank", "Wikigold", "GUM", "GeoNames", "Open question"):
        assert source in card


def test_it_finds_names_that_no_list_has(tagger):
    text = (
        "The spokeswoman, Ilka Varn, said on Friday that Norwegian police had searched the offices of "
        "Okell Holdings Ltd. in Oslo. Mr. Varn was born in Germany."
    )
    [found] = tagger.tag([text])

    assert shown(found) == [
        ("Ilka Varn", "PERSON"), ("Friday", "DATE"), ("Norwegian", "NORP"),
        ("Okell Holdings Ltd.", "ORG"), ("Oslo", "PLACE"), ("Varn", "PERSON"), ("Germany", "PLACE"),
    ]  # fmt: skip


def test_its_scores_are_what_it_reached_on_held_out_lines(tagger):
    performance = tagger._nlp.meta["performance"]

    assert performance["ents_f"] > 0.75
    assert set(performance["ents_per_type"]) == set(LABELS)
