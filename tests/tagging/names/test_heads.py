"""What a name's own words say that it is."""

import pytest

from annotations.tagging.names.heads import company_form, says


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Karsk Structures Ltd", "ORG"),
        ("Karsk Structures Ltd.", "ORG"),
        ("Norlund Oy", "ORG"),
        ("Zweig & Sohn GmbH", "ORG"),
        ("Sabel S.A.", "ORG"),
        ("Karsk Marine Works", "ORG"),
        ("Lindholm Council", "ORG"),
        ("Alder Holdings", "ORG"),
        ("University of Karsk", "ORG"),
        ("Karsk Philharmonic", "ORG"),
        ("Karsk Rovers", "ORG"),
        ("Karsk Capital", "ORG"),
        ("Karsk Harbour", "PLACE"),
        ("Port Karsk", "PLACE"),
        ("Sankt Orla", "PLACE"),
        ("Cape Varn", "PLACE"),
    ],
)
def test_the_first_or_last_word_says_what_a_name_is(name, label):
    assert says(name) == label


@pytest.mark.parametrize(
    "name",
    [
        "Ilka Varn",
        "Works",
        "Lena Port",
        "Emily Post",
        "Ilka works",
        "Ilka Hill",
        "Ilka Steel",
        "Karsk City",
        "Council Varn",
        "Ltd",
    ],
)
def test_other_names_say_nothing(name):
    assert says(name) == ""


def test_a_company_form_is_one_in_its_own_capitals():
    assert company_form("Oy")
    assert not company_form("oy")
    assert not company_form("as")
