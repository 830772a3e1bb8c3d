"""One name, one label in a text, tagged wherever it stands."""

import pytest

from annotations.tagging.consistency.labels import agree
from annotations.tagging.found import Found
from annotations.tagging.names.occurrences import Words
from tests.tagging.marking import mark, shown


def agreed(text: str, *names: tuple[str, str]) -> list[tuple[str, str]]:
    found = agree(mark(text, *names), text, Words(text))
    assert all(text[one.start : one.end] == one.text for one in found)
    return shown(found)


def test_a_name_found_once_is_found_everywhere_with_possessives_too():
    text = "They saw Orbis. Then Orbis’s lawyer left Orbis-owned land."

    assert agreed(text, ("Orbis", "ORG")) == [("Orbis", "ORG")] * 3


def test_a_full_name_licenses_its_surname_and_first_name():
    text = "Ilka Varn left. Later Varn slept, and her sister greeted Ilka."

    assert agreed(text, ("Ilka Varn", "PERSON")) == [
        ("Ilka Varn", "PERSON"), ("Varn", "PERSON"), ("Ilka", "PERSON"),
    ]  # fmt: skip


def test_a_surname_taken_for_a_place_is_the_person():
    text = "Ilka Varn left. They wrote to Varn, and in Varn they trusted."

    assert agreed(text, ("Ilka Varn", "PERSON"), ("Varn", "PLACE"), ("Varn", "PLACE")) == [
        ("Ilka Varn", "PERSON"), ("Varn", "PERSON"), ("Varn", "PERSON"),
    ]  # fmt: skip


def test_a_place_by_the_name_of_a_person_stays_a_place():
    text = "Jack London flew to London on his way."

    assert agreed(text, ("Jack London", "PERSON"), ("London", "PLACE")) == [
        ("Jack London", "PERSON"), ("London", "PLACE"),
    ]  # fmt: skip


def test_a_surname_that_is_a_town_is_the_person_who_speaks():
    text = "Sarah Lincoln left. Lincoln said so. Lincoln, 45, told them."
    found = agreed(text, ("Sarah Lincoln", "PERSON"), ("Lincoln", "PLACE"), ("Lincoln", "PLACE"))

    assert found == [("Sarah Lincoln", "PERSON"), ("Lincoln", "PERSON"), ("Lincoln", "PERSON")]


def test_a_town_by_whose_name_the_tagger_calls_a_person_is_the_person():
    assert agreed("Dallas met them.", ("Dallas", "PERSON")) == [("Dallas", "PERSON")]
    assert agreed("He met Chad.", ("Chad", "PERSON")) == [("Chad", "PLACE")]  # A country.


@pytest.mark.parametrize(
    ("long", "label", "short", "wrong"),
    [
        ("European Union", "ORG", "E.U.", "PLACE"),
        ("United Nations", "ORG", "U.N.", "PLACE"),
        ("United States", "PLACE", "USA", "ORG"),
        ("United Arab Emirates", "PLACE", "UAE", "ORG"),
        ("Karsk Port Authority", "ORG", "K.P.A.", "PLACE"),
    ],
)
def test_an_acronym_is_what_its_long_name_is(long, label, short, wrong):
    text = f"The {long} met. They saw the {short} there."
    assert agreed(text, (long, label), (short, wrong)) == [(long, label), (short, label)]


def test_a_known_acronym_is_the_same_with_stops_and_without():
    assert agreed("The EU and the E.U. met.", ("EU", "ORG"), ("E.U.", "PLACE")) == [
        ("EU", "ORG"), ("E.U.", "ORG"),
    ]  # fmt: skip


def test_the_particles_of_a_surname_belong_to_it():
    text = "Jan van der Berg left. They heard van der Berg."

    assert agreed(text, ("Jan van der Berg", "PERSON"))[1] == ("van der Berg", "PERSON")


def test_the_first_word_of_an_organisation_licenses_the_bare_word():
    text = "Meridian Watch wrote. They warned Meridian's leaders. Meridian denied it."

    assert agreed(text, ("Meridian Watch", "ORG")) == [
        ("Meridian Watch", "ORG"), ("Meridian", "ORG"), ("Meridian", "ORG"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The National Guard went. He hailed the National anthem.", "National Guard"),
        ("Oslo University grew. They left Oslo.", "Oslo University"),
        ("Ministry of Defence met. The old Ministry fell.", "Ministry of Defence"),
        ("Meridian Watch met. Meridian lines cross it.", "Meridian Watch"),
    ],
)
def test_a_common_first_word_licenses_nothing(text, name):
    assert agreed(text, (name, "ORG")) == [(name, "ORG")]


def test_a_word_of_every_day_is_tagged_at_the_beginning_of_a_sentence_only_when_it_is_a_name_inside():
    text = "They praised Amnesty. Amnesty spoke for Amnesty, not of amnesty."
    assert len(agreed(text, ("Amnesty", "ORG"))) == 3

    text = "Hope came from Hope. They hope, and hope again. Hope dies."
    assert len(agreed(text, ("Hope", "PERSON"))) == 2


def test_the_label_with_the_most_votes_wins():
    text = "It was Orbis. It was Orbis. It was Orbis."

    assert (
        agreed(text, ("Orbis", "ORG"), ("Orbis", "PLACE"), ("Orbis", "ORG"))
        == [("Orbis", "ORG")] * 3
    )


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("It rained, Orbis said.", "ORG"),
        ("Senator Orbis left.", "PERSON"),
        ("They asked Orbis, who left. Orbis said no.", "PERSON"),
        ("They met in Orbis province.", "PLACE"),
    ],
)
def test_the_words_beside_a_name_vote_too(text, label):
    assert agreed(text, ("Orbis", "ORG"))[0] == ("Orbis", label)


def test_names_in_a_row_are_of_one_kind():
    text = "It rained in Karsk, Donbas and Tarn."

    assert agreed(text, ("Karsk", "PLACE"), ("Donbas", "PERSON"), ("Tarn", "PLACE")) == [
        ("Karsk", "PLACE"), ("Donbas", "PLACE"), ("Tarn", "PLACE"),
    ]  # fmt: skip


def test_a_full_name_in_a_row_of_places_stays_a_person():
    text = "It was written in Karsk, Tarn and Ilka Varn."
    found = agreed(text, ("Karsk", "PLACE"), ("Tarn", "PLACE"), ("Ilka Varn", "PERSON"))

    assert found[-1] == ("Ilka Varn", "PERSON")


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("They left the former Orbis.", "Orbis", "PLACE"),
        ("They left the first Orbis.", "Orbis", "ORG"),
        ("He ran the ORBA. ORBA said so, and ORBA said no.", "ORBA", "ORG"),
    ],
)
def test_what_is_said_of_more_than_people_makes_no_person(text, name, label):
    assert set(agreed(text, (name, label))) == {(name, label)}


def test_a_kind_of_organisation_before_a_name_says_what_it_is():
    assert agreed("It is counted by the firm AdOrbis.", ("AdOrbis", "PLACE")) == [
        ("AdOrbis", "ORG"),
    ]  # fmt: skip


def test_what_is_cited_is_rather_an_organisation_than_a_place():
    text = "According to Orbis it rained, and Orbis was right."

    assert agreed(text, ("Orbis", "PLACE"), ("Orbis", "ORG")) == [("Orbis", "ORG")] * 2


def test_a_name_before_a_title_is_found_too():
    text = "It rained in Karsk. They met Karsk President Varn."

    assert agreed(text, ("Karsk", "PLACE"))[1] == ("Karsk", "PLACE")


def test_nationalities_are_found_wherever_they_stand():
    text = "Ukrainian and Swiss courts heard Americans. He had to polish an African-American story."

    assert agreed(text) == [
        ("Ukrainian", "NORP"), ("Swiss", "NORP"), ("Americans", "NORP"),
    ]  # fmt: skip


def test_the_first_word_of_a_sentence_that_is_a_word_elsewhere_is_no_name():
    text = "They ate iodine. Iodine is good. Orbis is better than Orbis."

    assert agreed(text, ("Iodine", "ORG"), ("Orbis", "ORG")) == [("Orbis", "ORG")] * 2


def test_small_words_are_names_only_where_nothing_has_a_capital():
    assert agreed("The bread of one baker, and a baker.", ("baker", "PERSON")) == []
    assert agreed("they met ilka varn.", ("ilka varn", "PERSON")) == [("ilka varn", "PERSON")]


def test_a_place_is_not_the_council_that_has_its_name():
    text = "The Karsk Council met. They live in Karsk. Nobody left Karsk."

    assert agreed(text, ("Karsk Council", "ORG"), ("Karsk", "PLACE"))[1:] == [
        ("Karsk", "PLACE"), ("Karsk", "PLACE"),
    ]  # fmt: skip


def test_a_nationality_is_not_the_ministry_that_has_its_name():
    text = "The Varnian Ministry met. A Varnian left."

    assert agreed(text, ("Varnian Ministry", "ORG"), ("Varnian", "NORP"))[1:] == [
        ("Varnian", "NORP"),
    ]  # fmt: skip


def test_what_is_beside_a_nationality_makes_no_person_or_place_of_it():
    text = "The Varnians, who came, met in Varnians and the Varnians region."

    assert set(agreed(text, ("Varnians", "NORP"))) == {("Varnians", "NORP")}


def test_a_name_that_is_a_word_too_stays_where_it_has_its_capital_inside():
    text = "Hope left. They hope that Hope returns, and Hope hopes."

    assert agreed(text, ("Hope", "PERSON")) == [("Hope", "PERSON")] * 3


def test_an_acronym_that_is_a_word_too_stays():
    assert agreed("They ask who it is. WHO knew.", ("WHO", "ORG")) == [("WHO", "ORG")]


def test_what_a_desk_says_is_not_outvoted():
    text = "Ilka Varn left. Varn said that Varn, who spoke, was Varn."
    desk = Found(16, 20, "ORG", "Varn", 1.0, "gazetteer/1")

    found = agree([*mark(text, ("Ilka Varn", "PERSON")), desk], text, Words(text))
    assert {one.label for one in found if one.text == "Varn"} == {"ORG"}


def test_a_short_form_in_brackets_is_what_its_long_name_is():
    text = "The World Health Organization (WHO) met. They left the WHO."

    assert agreed(text, ("World Health Organization", "ORG")) == [
        ("World Health Organization", "ORG"), ("WHO", "ORG"), ("WHO", "ORG"),
    ]  # fmt: skip


def test_a_part_of_a_longer_unknown_name_is_left_alone():
    text = "They left Orbis. They read the Orbis Post."

    assert agreed(text, ("Orbis", "ORG")) == [("Orbis", "ORG")]


def test_dates_are_not_spread():
    assert agreed("It was May. Theresa May left.", ("May", "DATE")) == [("May", "DATE")]


def test_changed_and_added_mentions_say_that_this_step_made_them():
    text = "Ilka Varn met Varn. Varn left."
    found = agree(mark(text, ("Ilka Varn", "PERSON"), ("Varn", "PLACE")), text, Words(text))

    assert [one.source for one in found] == ["model/1", "consistency/4", "consistency/4"]
    assert all(0 < one.score <= 1 for one in found)


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("They sued Karsk Ltd. Later Karsk Ltd left.", "Karsk Ltd", "ORG"),
        ("They sued Karsk Works. Karsk Works left Karsk Works.", "Karsk Works", "ORG"),
        ("They left Port Karsk. Port Karsk slept.", "Port Karsk", "PLACE"),
    ],
)
def test_what_ends_or_begins_like_no_person_is_none_however_often(text, name, label):
    number = text.count(name)

    assert agreed(text, *[(name, "PERSON")] * number) == [(name, label)] * number


def test_a_place_named_after_a_surname_of_the_text_stays_a_place():
    text = "Ilka Karsk left. She lives in Port Karsk."

    assert agreed(text, ("Ilka Karsk", "PERSON"), ("Port Karsk", "PLACE")) == [
        ("Ilka Karsk", "PERSON"), ("Port Karsk", "PLACE"),
    ]  # fmt: skip


def test_who_has_a_title_is_a_person_whatever_the_surname():
    text = "They heard Ms Lake Varn. Judge Lake Varn slept."

    assert agreed(text, ("Lake Varn", "PERSON"), ("Lake Varn", "PERSON")) == [
        ("Lake Varn", "PERSON"), ("Lake Varn", "PERSON"),
    ]  # fmt: skip


def test_the_word_of_a_kind_before_a_name_says_an_organisation():
    assert agreed("He wrote on the network Karsk.", ("Karsk", "PLACE")) == [("Karsk", "ORG")]


def test_one_word_behind_near_is_a_place_and_a_whole_name_is_who_it_is():
    assert agreed("It fell near Karsk.", ("Karsk", "PERSON")) == [("Karsk", "PLACE")]
    assert agreed("He sat near Ilka Varn.", ("Ilka Varn", "PERSON")) == [("Ilka Varn", "PERSON")]


def test_a_saint_is_a_town_behind_a_word_of_place():
    assert agreed("He slept in San Karo.", ("San Karo", "PERSON")) == [("San Karo", "PLACE")]
    assert agreed("He saw San Karo.", ("San Karo", "PERSON")) == [("San Karo", "PERSON")]
