"""What the first engine finds, and what it must not take for a name."""

import pytest

from annotations.tagging.rules import RuleTagger


@pytest.fixture(scope="module")
def engine() -> RuleTagger:
    return RuleTagger()


def names(engine, text: str, label: str) -> list[str]:
    return [one.text for one in engine.tag([text])[0] if one.label == label]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Foreign Minister Dmytro Kuleba said no.", "Dmytro Kuleba"),
        ("It was Secretary-General Agnes Callamard who asked.", "Agnes Callamard"),
        ("They met Jan van der Berg there.", "Jan van der Berg"),
        ("Вчора директор Олесь Гриневич мовчав.", "Олесь Гриневич"),
        ("Henrike Solberg-Dahl thanked them.", "Henrike Solberg-Dahl"),
    ],
)
def test_a_full_name_is_found_without_its_titles(engine, text, name):
    assert names(engine, text, "PERSON") == [name]


def test_a_later_surname_is_the_same_person(engine):
    text = "Ilka Varn resigned. She was tired, Varn said."

    assert names(engine, text, "PERSON") == ["Ilka Varn", "Varn"]


@pytest.mark.parametrize(
    "name", ["Meridian Institute of Engineering", "Ellery Structures Ltd", "University of Lindholm"]
)
def test_organisations_are_found_by_cue_words_and_suffixes(engine, name):
    assert names(engine, f"In May the {name} replied.", "ORG") == [name]


@pytest.mark.parametrize("place", ["Norway", "Kyiv", "Київ", "Strasbourg"])
def test_countries_and_larger_cities_are_found(engine, place):
    assert names(engine, f"She went to {place}.", "PLACE") == [place]


@pytest.mark.parametrize("date", ["2 March 2026", "March 2026", "2026-03-02", "August 4"])
def test_dates_are_found(engine, date):
    assert names(engine, f"It fell on {date}.", "DATE") == [date]


def test_the_first_word_of_a_sentence_is_no_name(engine):
    assert engine.tag(["Bridges fell. The bridges were old. However, nobody cared."]) == [[]]


def test_offsets_are_code_points_and_names_do_not_overlap(engine):
    text = "😀 Ilka Varn met Tomas Okell in Oslo on 2 March 2026. Varn left Oslo. الرئيس Ilka Varn"
    found = engine.tag([text])[0]

    assert all(text[one.start : one.end] == one.text for one in found)
    assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False))
