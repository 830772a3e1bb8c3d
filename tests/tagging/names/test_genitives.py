"""Names that end in 's, and possessives that are none of theirs."""

import pytest

from annotations.tagging.consistency.same_name import same
from annotations.tagging.found import Found
from annotations.tagging.names.genitives import complete
from annotations.tagging.names.occurrences import Words
from tests.tagging.marking import mark, shown


def names(text: str, *found: tuple[str, str]) -> list[tuple[str, str]]:
    return shown(complete(mark(text, *found), text, Words(text)))


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("Moody's cut the rating.", "Moody's", "ORG"),
        ("Moody’s cut the rating.", "Moody’s", "ORG"),
        ("It was Moody's rating.", "Moody's", "ORG"),
        ("Standard & Poor's agreed.", "Standard & Poor's", "ORG"),
        ("Lloyd's of London paid.", "Lloyd's of London", "ORG"),
        ("It paid Lloyd's chairman.", "Lloyd's", "ORG"),
        ("They ate at McDonald's.", "McDonald's", "ORG"),
        ("A vase sold at Sotheby's in May.", "Sotheby's", "ORG"),
        ("They went to King's Lynn by train.", "King's Lynn", "PLACE"),
        ("They went to King’s Cross by train.", "King’s Cross", "PLACE"),
        ("She lives in Bishop's Karsk Road now.", "Bishop's Karsk Road", "PLACE"),
        ("She teaches at Queen's College there.", "Queen's College", "ORG"),
        ("They met in St. John's, Newfoundland.", "St. John's", "PLACE"),
        ("They met in St John’s and left.", "St John’s", "PLACE"),
        ("A nurse at St Wilfa's Hospital spoke.", "St Wilfa's Hospital", "ORG"),
        ("A match at St Wilfa's Park.", "St Wilfa's Park", "PLACE"),
        ("The retailer Varn's, and others, closed.", "Varn's", "ORG"),
        ("Its rival Varn's said so.", "Varn's", "ORG"),
        ("Varn's said it would open shops.", "Varn's", "ORG"),
    ],
)
def test_names_that_end_in_s_keep_it(text, name, label):
    assert names(text) == [(name, label)]


@pytest.mark.parametrize(
    "text",
    [
        "Varn's plan failed.",
        "A friend of Varn's left.",
        "The retailer Varn's shares fell.",
        "Ilka Varn spoke. Varn's said to be ill.",
        "Ron Moody's film opened.",
        "They asked Moody. Moody's film opened.",
        "The St. Paul's mayor spoke.",
        "The King's speech was short.",
        "The king's cross fell.",
    ],
)
def test_possessives_are_no_part_of_names(text):
    assert names(text) == []


def test_they_replace_what_the_tagger_took_for_a_person():
    assert names("Moody's cut it.", ("Moody", "PERSON")) == [("Moody's", "ORG")]


def test_they_keep_it_in_clusters_too():
    found = [Found(0, 7, "ORG", "Moody's", 0.9), Found(20, 27, "ORG", "Moody’s", 0.9)]

    assert [(one.name, len(one.members)) for one in same(found)] == [("Moody's", 2)]
