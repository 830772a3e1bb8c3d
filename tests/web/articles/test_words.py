"""Counts on the pages of articles are whole sentences, in the singular and in the plural."""

from types import SimpleNamespace

import pytest

from annotations.ingest.html.boilerplate import NAMED, ROLES, TAGS
from annotations.services.anchors.carry_over import Counts
from annotations.web.articles import words


def test_every_part_that_a_page_may_lose_has_a_name():
    assert {*NAMED, *ROLES.values(), *TAGS.values()} == {*words.PARTS}
    assert words.parts_in_words([*words.PARTS, *words.PARTS]) == (
        "2 menus, 2 headers, 2 footers, 2 boxes, 2 forms, 2 adverts, 2 lists of links, "
        "2 comment sections"
    )
    assert words.parts_in_words(["navigation", "box", "box"]) == "navigation, 2 boxes"


@pytest.mark.parametrize(
    ("left", "checked", "said"),
    [
        (0, 0, "No claims yet"),
        (0, 1, "1 claim, checked"),
        (0, 2, "2 claims, all checked"),
        (1, 0, "1 claim, not checked yet"),
        (2, 1, "3 claims, 1 checked"),
    ],
)
def test_claims_of_an_article_are_told_with_how_many_are_checked(left, checked, said):
    row = SimpleNamespace(open_count=left, checking_count=0, review_count=0, checked_count=checked)
    assert words.claims_in_words(row) == said


@pytest.mark.parametrize(
    ("counts", "before", "after"),
    [
        (Counts(), "No highlights are touched.", ""),
        (Counts(moved=1), "1 highlight keeps its words.", " 1 highlight kept its words."),
        (
            Counts(unchanged=2, moved=1),
            "All 3 highlights keep their words.",
            " All 3 highlights kept their words.",
        ),
        (
            Counts(unchanged=2, changed=1, orphaned=2, doubted=1),
            "1 highlight would change. 2 highlights would lose their words. "
            "2 highlights stay as they are. 1 checked claim will need another look.",
            " 2 highlights kept their words. 1 highlight changed. 2 highlights lost their words. "
            "1 checked claim needs another look.",
        ),
    ],
)
def test_what_becomes_of_highlights_is_told_before_and_after_saving(counts, before, after):
    assert words.foreseen_in_words(counts) == before
    assert words.fate_in_words(counts) == f"Saved as a new revision.{after}"
