"""Names by a trained model, whatever its family."""

import sys

import pytest
import spacy

from annotations.tagging import statistical
from annotations.tagging.statistical import LONGEST_PIECE, ModelUnavailable, StatisticalTagger
from tests.tagging import spacy_models
from tests.tagging.marking import shown

TEXT = "The 4th of May, said Ilka Varn of the World Health Organization in Oslo: twelve."


@pytest.fixture(scope="module")
def tagger(tmp_path_factory) -> StatisticalTagger:
    folder = spacy_models.folder_at(tmp_path_factory.mktemp("model") / "desk")
    return StatisticalTagger(str(folder))


def test_a_model_in_a_folder_finds_names_under_our_labels(tagger):
    [found] = tagger.tag([TEXT])

    assert shown(found) == [
        ("Ilka Varn", "PERSON"), ("World Health Organization", "ORG"), ("Oslo", "PLACE"),
    ]  # fmt: skip


def test_a_package_is_loaded_by_its_name(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(tmp_path)
    name = spacy_models.package_in(tmp_path, "en_desk_names")
    [found] = StatisticalTagger(name).tag(["Ilka Varn saw Oslo."])
    sys.modules.pop(name)

    assert shown(found) == [("Ilka Varn", "PERSON"), ("Oslo", "PLACE")]


def test_mentions_name_the_model_and_how_often_it_is_right(tagger):
    [[person, place]] = tagger.tag(["Ilka Varn saw Oslo."])

    assert (tagger.name, tagger.version) == ("en_desk", "2.3.4")
    assert (person.source, person.score) == ("en_desk/2.3.4", 0.91)
    assert 0 < place.score < 1


def test_offsets_are_code_points_in_texts_beyond_the_first_plane(tagger):
    text = "👩‍👧 🇳🇴 Ilka Varn — “Oslo”."
    [found] = tagger.tag([text])

    assert [text[one.start : one.end] for one in found] == ["Ilka Varn", "Oslo"]
    assert all(one.text == text[one.start : one.end] for one in found)


def test_articles_and_possessives_are_no_part_of_a_name(tmp_path):
    patterns = {
        "ORG": "the World Health Organization's",
        "GPE": "The Hague",
        "DATE": "the 4th of May",
    }
    tagger = StatisticalTagger(str(spacy_models.folder_at(tmp_path / "m", patterns)))
    [found] = tagger.tag(["At the World Health Organization's desk in The Hague on the 4th of May"])

    assert [one.text for one in found] == [
        "World Health Organization", "The Hague", "the 4th of May",
    ]  # fmt: skip


def test_a_text_longer_than_a_piece_keeps_its_offsets(tagger):
    line = "Nothing happened here today. " * 20 + "Ilka Varn.\n"
    text = line * (3 * LONGEST_PIECE // len(line))
    [found] = tagger.tag([text])

    assert len(found) == text.count("Ilka Varn")
    assert {text[one.start : one.end] for one in found} == {"Ilka Varn"}


def test_texts_are_answered_in_their_order(tagger):
    found = tagger.tag(["Oslo", "", " \n ", "Ilka Varn", "x"])

    assert [shown(one) for one in found] == [
        [("Oslo", "PLACE")], [], [], [("Ilka Varn", "PERSON")], [],
    ]  # fmt: skip


def test_words_are_kept_of_a_workers_first_texts_only(tagger, monkeypatch):
    def words(begin: str) -> list[str]:
        return [" ".join(f"{begin}{number}" for number in range(500))]

    strings = tagger._nlp.vocab.strings
    tagger.tag(words("first"))
    assert "first499" in strings

    monkeypatch.setattr(statistical, "LEARNT_FROM", 100)
    before = len(strings)
    tagger.tag(words("later"))
    assert len(strings) == before


def test_of_a_first_text_no_more_words_are_kept_than_of_many(tagger, monkeypatch):
    monkeypatch.setattr(statistical, "LEARNT_FROM", 100)
    monkeypatch.setattr(tagger, "_learnt_from", 0)
    lines = [" ".join(f"{one}word{number}" for number in range(800)) for one in ("one", "two")]
    text = f"{lines[0]}\n{lines[1]} Ilka Varn"
    found = tagger.tag([text])

    assert [one.text for one in found[0]] == ["Ilka Varn"]
    strings = tagger._nlp.vocab.strings
    assert ("oneword799" in strings, "twoword799" in strings) == (True, False)


def test_a_model_reads_its_own_language_and_what_has_none(tagger, tmp_path):
    many = StatisticalTagger(str(spacy_models.folder_at(tmp_path / "xx", language="xx")))

    assert [tagger.reads(language) for language in ("en", "und", "uk")] == [True, True, False]
    assert many.reads("uk")


def test_a_model_that_is_not_there_is_said_in_words():
    with pytest.raises(ModelUnavailable, match=r"The model xx_none cannot be loaded: .*xx_none"):
        StatisticalTagger("xx_none")


def test_a_broken_folder_is_said_in_words(tmp_path):
    folder = spacy_models.folder_at(tmp_path / "m")
    (folder / "config.cfg").write_text("[nlp]\nlang = 3")

    with pytest.raises(ModelUnavailable, match=r"The model .*m cannot be loaded: "):
        StatisticalTagger(str(folder))


def test_a_model_that_finds_no_names_is_refused(tmp_path):
    spacy.blank("en").to_disk(tmp_path / "blank")

    with pytest.raises(ModelUnavailable, match="finds no names"):
        StatisticalTagger(str(tmp_path / "blank"))
