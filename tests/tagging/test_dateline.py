"""The place and agency in front of a report."""

import pytest

from annotations.tagging.dateline import find
from tests.tagging.names import shown


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("KYIV, Ukraine (AP) — It", [("KYIV", "PLACE"), ("Ukraine", "PLACE"), ("AP", "ORG")]),
        ("MEXICO CITY (AP) — It", [("MEXICO CITY", "PLACE"), ("AP", "ORG")]),
        ("LA CROSSE, Wis. (AP) — It", [("LA CROSSE", "PLACE"), ("Wis.", "PLACE"), ("AP", "ORG")]),
        ("London (Reuters) - It", [("London", "PLACE"), ("Reuters", "ORG")]),
        ("OSLO, March 3 (Reuters) - It", [("OSLO", "PLACE"), ("Reuters", "ORG")]),
        ("WASHINGTON — It", [("WASHINGTON", "PLACE")]),
        ("One.\nPARIS (AFP) – It", [("PARIS", "PLACE"), ("AFP", "ORG")]),
    ],
)
def test_a_dateline_is_taken_apart(text, names):
    assert shown(find(text)) == names


@pytest.mark.parametrize(
    "text",
    [
        "In KYIV (AP) — It",
        "Kyiv — It",
        "BREAKING — It",
        "WASHINGTON fell",
        "UPDATE - It",
        "Ilka Varn (left) x",
    ],
)
def test_other_beginnings_are_no_dateline(text):
    assert find(text) == []
