"""Which mentions of one text are one thing; never when two fit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.tagging.consistency.same_name import same
from annotations.tagging.found import Found


def row(*names: str, label: str = "PERSON", gap: int = 5) -> list[Found]:
    """These names behind one another, as mentions with so many characters between them."""
    found, at = [], 0
    for name in names:
        found.append(Found(at, at + len(name), label, name, 0.9))
        at += len(name) + gap
    return found


def clusters(*names: str, label: str = "PERSON") -> list[list[str]]:
    return [[one.text for one in cluster.members] for cluster in same(row(*names, label=label))]


@pytest.mark.parametrize(
    "names",
    [
        ("Ilka Varn", "Varn", "Ilka"),
        ("Varn", "Ilka Varn"),
        ("Ilka Varn", "President Varn", "Varn's", "Mr. Varn"),
        ("Jan van der Berg", "van der Berg", "Berg", "Jan"),
        ("Ilka M. Varn", "Ilka Varn", "Varn"),
        ("Ilka Varn", "I. Varn"),
        ("Zoë Lund", "Zoe Lund", "Lund"),
        ("Tomas Okell Jr.", "Okell"),
    ],
)
def test_one_person_under_several_names(names):
    assert clusters(*names) == [list(names)]


@pytest.mark.parametrize(
    ("names", "apart"),
    [
        (("Ilka Varn", "Tomas Varn", "Varn"), 3),
        (("Ilka Varn", "Ilka Okell", "Ilka"), 3),
        (("Tomas Okell", "Tomas Okell Jr.", "Okell"), 3),
        (("Ilka Varn", "Igor Varn", "I. Varn"), 3),
        (("Ilka Varn", "Varnsdorf"), 2),
        (("Varn", "Okell"), 2),
        (("Varn Okell", "Okell Varn", "Okell"), 3),
    ],
)
def test_names_that_fit_two_people_stay_by_themselves(names, apart):
    assert len(clusters(*names)) == apart


@pytest.mark.parametrize(
    ("label", "names"),
    [
        ("ORG", ("World Health Organization", "WHO", "W.H.O.")),
        ("ORG", ("Meridian Watch", "Meridian", "the Meridian Watch's")),
        ("ORG", ("Ellery Structures Ltd", "Ellery Structures")),
        ("PLACE", ("United States", "US", "U.S.")),
        ("NORP", ("Ukrainian", "Ukrainians")),
        ("DATE", ("Friday", "Friday")),
    ],
)
def test_one_thing_under_several_names(label, names):
    assert clusters(*names, label=label) == [list(names)]


def test_a_short_form_of_two_long_ones_stays_by_itself():
    assert len(clusters("Royal Opera", "Rural Office", "RO", label="ORG")) == 3
    assert len(clusters("Meridian Watch", "Meridian Bank", "Meridian", label="ORG")) == 3


def test_brackets_decide_between_two_long_names():
    found = row("Rural Office", "RO", label="ORG", gap=len(" ("))
    more = row("Royal Opera", "RO", label="ORG")
    moved = [Found(one.start + 60, one.end + 70, "ORG", one.text, 0.9) for one in more]

    [first, second] = same([*found, *moved])
    assert [one.text for one in first.members] == ["Rural Office", "RO", "RO"]
    assert second.name == "Royal Opera"


def test_a_longer_name_that_goes_on_from_the_shorter_is_no_second_candidate():
    assert clusters("Meridian Watch", "Meridian Watch Norway", "Meridian", label="ORG") == [
        ["Meridian Watch", "Meridian"], ["Meridian Watch Norway"],
    ]  # fmt: skip


def test_a_cluster_is_called_by_its_fullest_name_without_title():
    [one] = same(row("Varn", "President Ilka Varn's", "Ilka"))

    assert (one.name, one.label) == ("Ilka Varn", "PERSON")


def test_names_of_different_kinds_are_different_things():
    assert len(same([*row("Varn"), Found(40, 44, "PLACE", "Varn", 0.9)])) == 2


NAMES = st.lists(
    st.tuples(
        st.sampled_from(["PERSON", "ORG", "PLACE", "NORP", "DATE", "MISC"]),
        st.text(alphabet="ABab .'’-İßмİ\n", min_size=1, max_size=12)
        | st.text(min_size=1, max_size=8),
    ),
    max_size=25,
)


@given(NAMES)
def test_every_mention_is_in_exactly_one_cluster_of_its_label(pairs):
    found, at = [], 0
    for label, name in pairs:
        found.append(Found(at, at + len(name), label, name, 0.5))
        at += len(name) + 2
    made = same(found)

    assert sorted(one for cluster in made for one in cluster.members) == found
    assert all(one.label == cluster.label for cluster in made for one in cluster.members)
    assert made == same(found)
