"""The place and agency in front of a report."""

import pytest

from annotations.tagging.found import Found
from annotations.tagging.names.dateline import find as find_with
from annotations.tagging.names.dates import put
from tests.tagging.marking import shown


def find(text: str, language: str = "en") -> list[Found]:
    return find_with(text, put([], text, language))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("KYIV, Ukraine (AP) — It", [("KYIV", "PLACE"), ("Ukraine", "PLACE"), ("AP", "ORG")]),
        ("MEXICO CITY (AP) — It", [("MEXICO CITY", "PLACE"), ("AP", "ORG")]),
        ("LA CROSSE, Wis. (AP) — It", [("LA CROSSE", "PLACE"), ("Wis.", "PLACE"), ("AP", "ORG")]),
        ("London (Reuters) - It", [("London", "PLACE"), ("Reuters", "ORG")]),
        ("OSLO, March 3 (Reuters) - It", [("OSLO", "PLACE"), ("Reuters", "ORG")]),
        ("WASHINGTON — It", [("WASHINGTON", "PLACE")]),
        ("WASHINGTON—It", [("WASHINGTON", "PLACE")]),
        ("SELMA, N.C. — It", [("SELMA", "PLACE"), ("N.C.", "PLACE")]),
        ("CHARLOTTE, N.C.—It", [("CHARLOTTE", "PLACE"), ("N.C.", "PLACE")]),
        ("ST. PAUL, Minn. – It", [("ST. PAUL", "PLACE"), ("Minn.", "PLACE")]),
        ("WINSTON-SALEM, N.C. - It", [("WINSTON-SALEM", "PLACE"), ("N.C.", "PLACE")]),
        (
            "KYIV/MOSCOW (Reuters) - It",
            [("KYIV", "PLACE"), ("MOSCOW", "PLACE"), ("Reuters", "ORG")],
        ),
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


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("Head\n\nPort Karsk, 14 October 2026 – It", "en", ["Port Karsk"]),
        ("Karsk, Orland, 14 October — It", "en", ["Karsk", "Orland"]),
        ("Голова\n\nКарськ, 9 жовтня 2026 року. Директор", "uk", ["Карськ"]),
        ("Karsk, 3. Mai 2026 - Es", "de", ["Karsk"]),
    ],
)
def test_a_place_and_a_date_begin_a_report(text, language, names):
    assert shown(find(text, language)) == [(name, "PLACE") for name in names]


@pytest.mark.parametrize(
    "text",
    [
        "Karsk, 14 October 2026 was cold",
        "Karsk, Tuesday – It",
        "They met in Karsk, 14 October 2026 – it",
        "Updated, 14 October 2026 – It",
        "Yesterday, 14 October – It",
        "In 2020.\nIlka Varn, 3 March 1954. Born",
    ],
)
def test_other_dates_are_no_dateline(text):
    assert find(text) == []


def test_small_letters_of_any_script_begin_no_place():
    assert find("вівторок, 9 жовтня 2026 року. Директор", "uk") == []
