"""Titles, articles, possessives and punctuation are no part of a name."""

import pytest

from annotations.tagging.found import Found
from annotations.tagging.names.trimming import LONGEST, trim


def trimmed(text: str, label: str) -> str | None:
    one = trim(Found(7, 7 + len(text), label, text, 0.8, "model/1"))
    if one is None:
        return None
    assert text[one.start - 7 : one.end - 7] == one.text
    return one.text


@pytest.mark.parametrize(
    ("text", "label", "name"),
    [
        ("Foreign Minister Dmytro Kuleba", "PERSON", "Dmytro Kuleba"),
        ("Vice-President Ilka Varn", "PERSON", "Ilka Varn"),
        ("Mr. Varn's", "PERSON", "Varn"),
        ("Varn’s", "PERSON", "Varn"),
        ("the Varns'", "PERSON", "Varns"),
        ("The Netherlands", "PLACE", "Netherlands"),
        ("The Hague", "PLACE", "The Hague"),
        ("“Meridian Institute”,", "ORG", "Meridian Institute"),
        ("Meridian Institute Secretary-General", "ORG", "Meridian Institute"),
        ("Ellery Inc.", "ORG", "Ellery Inc."),
        ("Washington D.C.", "PLACE", "Washington D.C."),
        ("Oslo.", "PLACE", "Oslo"),
        ("Oslo\nTomas Okell", "PLACE", "Oslo"),
        ("\n Oslo", "PLACE", "Oslo"),
        ("Міністр Олесь Гриневич", "PERSON", "Олесь Гриневич"),
        ("Сказав Олесь Гриневич", "PERSON", "Олесь Гриневич"),
        ("Oświadczyła Varn", "PERSON", "Varn"),
        ("Replied Ms Varn", "PERSON", "Varn"),
        ("Sgt Matt Knollys", "PERSON", "Matt Knollys"),
        ("Gunnery Sgt. Dan Roscoe", "PERSON", "Dan Roscoe"),
        ("L/Cpl Dean Foster", "PERSON", "Dean Foster"),
        ("Lance Cpl Dean Foster", "PERSON", "Dean Foster"),
        ("Lance Foster", "PERSON", "Lance Foster"),
        ("Pte Ian Wells", "PERSON", "Ian Wells"),
        ("Maj Gen Piers Langdon", "PERSON", "Piers Langdon"),
        ("Flt Lt Zoe Hargrave", "PERSON", "Zoe Hargrave"),
        ("Wing Commander Guy Penfold", "PERSON", "Guy Penfold"),
        ("DCI Laura Penrose", "PERSON", "Laura Penrose"),
        ("Chief Constable Ruth Selby", "PERSON", "Ruth Selby"),
        ("Rt Rev Msgr Paul Crewe", "PERSON", "Paul Crewe"),
        ("Cllr. Bob Marsh", "PERSON", "Bob Marsh"),
        ("PC Tim Rudd", "PERSON", "Tim Rudd"),
        ("DC Thomson", "PERSON", "DC Thomson"),
        ("Sens. Tom Udall", "PERSON", "Tom Udall"),
        ("Messrs. Tollan", "PERSON", "Tollan"),
        ("Ann Bristow MP", "PERSON", "Ann Bristow"),
        ("Ann Bristow, OBE", "PERSON", "Ann Bristow"),
        ("King’s Lynn", "PERSON", "King’s Lynn"),
        ("Rear Adm.", "ORG", None),
        ("Sens", "ORG", None),
        ("Gunnery Sgt", "MISC", None),
        ("Flt", "PERSON", None),
        ("Police Service", "ORG", "Police Service"),
        ("Dit", "PERSON", "Dit"),
        ("Said Varn", "PERSON", "Said Varn"),
        ("O'Brien", "PERSON", "O'Brien"),
        ("South Karsk Sen.", "PLACE", "South Karsk"),
        ("Role: The Meridian Press", "ORG", "Meridian Press"),
        ("Orbis: The Return", "MISC", "Orbis: The Return"),
        ("Shadow Home Secretary", "ORG", None),
        ("The Home", "ORG", None),
        ("Labour", "ORG", "Labour"),
        ("WHO", "ORG", "WHO"),
    ],
)
def test_what_is_no_part_of_a_name_is_cut(text, label, name):
    assert trimmed(text, label) == name


@pytest.mark.parametrize(
    "text", ["President", "Mr.", "'s", "—", " ", "", "The ", "A" * (LONGEST + 1)]
)
def test_nothing_may_be_left(text):
    assert trimmed(text, "PERSON") is None


def test_titles_stay_in_the_names_of_other_things():
    assert trimmed("King George Hospital", "ORG") == "King George Hospital"


def test_a_changed_mention_says_so_and_an_unchanged_one_stays_the_same():
    good = Found(0, 4, "PLACE", "Oslo", 0.8, "model/1")

    assert trim(good) is good
    assert trim(Found(0, 5, "PLACE", "Oslo,", 0.8, "model/1")).source == "trimming/4"
