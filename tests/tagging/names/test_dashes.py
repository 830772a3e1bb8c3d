"""Dashes between words are no part of a name."""

import pytest

from annotations.tagging.found import Found
from annotations.tagging.names.dashes import split


def parts(text: str, label: str = "PERSON") -> list[str]:
    found = list(split([Found(3, 3 + len(text), label, text, 0.8)]))
    assert all(text[one.start - 3 : one.end - 3] == one.text for one in found)
    return [one.text for one in found]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Gerry Conlon - who", ["Gerry Conlon"]),
        ("Gerry Conlon – who", ["Gerry Conlon"]),
        ("Gerry Conlon -- Varn", ["Gerry Conlon", "Varn"]),
        ("Gerry Conlon--Varn", ["Gerry Conlon", "Varn"]),
        ("N.C.—Donald Trump", ["N.C.", "Donald Trump"]),
        ("N.C. — Donald Trump", ["N.C.", "Donald Trump"]),
        ("Gerry Conlon —", ["Gerry Conlon"]),
        (f"Gerry{' ' * 3_000}Conlon \n - \t Varn - --", [f"Gerry{' ' * 3_000}Conlon", "Varn"]),
        ("Gerry Conlon-Varn", ["Gerry Conlon-Varn"]),
        ("Gerry Conlon–Varn", ["Gerry Conlon–Varn"]),
    ],
)
def test_names_end_at_them(text, names):
    assert parts(text) == names


@pytest.mark.parametrize(("text", "label"), [("Orbis – The Return", "MISC"), ("1914 – 18", "DATE")])
def test_titles_of_works_and_dates_have_their_own(text, label):
    assert parts(text, label) == [text]
