"""`manage.py train_tagger`, on a corpus small enough to learn by heart."""

import json

import pytest
from django.core.management import CommandError, call_command

from annotations.tagging.model import lexicon
from annotations.tagging.statistical import StatisticalTagger
from tests.tagging.marking import shown

pytestmark = pytest.mark.slow

PEOPLE = ["Ilka Varn", "Tomas Okell", "Mira Stolz", "Jon Brekke"]
PLACES = ["Oslo", "Bergen", "Lviv", "Quito"]


def line(person: str, place: str) -> dict:
    text = f"{person} said on Friday that the mayor of {place} had left."
    names = [(person, "PERSON"), ("Friday", "DATE"), (place, "PLACE")]
    ents = [[text.index(name), text.index(name) + len(name), label] for name, label in names]
    return {"text": text, "ents": ents}


def write(path, lines) -> None:
    path.write_text("".join(json.dumps(one) + "\n" for one in lines))


LINES = [line(person, place) for person in PEOPLE for place in PLACES]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    folder = tmp_path_factory.mktemp("corpus")
    write(folder / "gmb_train.jsonl", LINES)
    write(folder / "desk_train.jsonl", LINES)
    lexicon.save(lexicon.build({"city": PLACES}), folder / "lexicon.msgpack")
    return folder


@pytest.fixture(scope="module")
def model(corpus):
    out = corpus / "model"
    # Sixteen lines need no network of the shipped model's size.
    small = {"width": 64, "depth": 2, "lexicon": corpus / "lexicon.msgpack"}
    call_command("train_tagger", corpus=corpus, out=out, **small)
    return out


def test_a_model_is_trained_and_finds_what_it_learned(model):
    tagger = StatisticalTagger(str(model))
    [found] = tagger.tag([line("Mira Okell", "Quito")["text"]])

    assert shown(found) == [("Mira Okell", "PERSON"), ("Friday", "DATE"), ("Quito", "PLACE")]
    assert (tagger.name, tagger.version) == ("en_newsroom", "1.0.0")
    assert found[0].score > 0.9


def test_a_new_network_has_the_size_that_was_asked_for(model):
    config = (model / "config.cfg").read_text()

    assert "\nwidth = 64\n" in config
    assert "\ndepth = 2\n" in config


def test_training_tells_how_it_goes(model, tmp_path, capsys):
    for name in ("gmb", "desk"):
        write(tmp_path / f"{name}_train.jsonl", LINES[::4])
    call_command("train_tagger", corpus=tmp_path, base=str(model), out=tmp_path / "again")
    rows = capsys.readouterr().out.splitlines()

    epochs = [(stage, str(epoch)) for stage in ("broad", "gold") for epoch in (1, 2, 3, 4)]
    assert [tuple(row.split()[2:4]) for row in rows[:-1]] == epochs
    assert "gmb_dev" in rows[0]
    assert "desk_dev" in rows[0]
    assert rows[-1].startswith(f"{tmp_path / 'again'}: ")


def test_reviewed_articles_make_a_model_that_is_no_worse_on_others(corpus, model):
    reviewed = corpus / "reviewed.jsonl"
    write(reviewed, [one | {"article": number % 8} for number, one in enumerate(LINES)])
    out = corpus / "reviewed_model"
    call_command("train_tagger", corpus=corpus, base=str(model), reviewed=reviewed, out=out)

    assert shown(StatisticalTagger(str(out)).tag([LINES[0]["text"]])[0])[0] == (
        "Ilka Varn",
        "PERSON",
    )


def test_a_model_that_is_worse_on_held_out_articles_is_not_written(corpus, model, tmp_path):
    wrong = [one | {"ents": [[0, 4, "ORG"]]} for one in LINES]
    write(tmp_path / "desk_train.jsonl", wrong * 8)
    write(tmp_path / "reviewed.jsonl", [LINES[n] | {"article": n} for n in range(4)])
    asked = {"corpus": tmp_path, "base": str(model), "reviewed": tmp_path / "reviewed.jsonl"}

    with pytest.raises(CommandError, match=r"lower on 1 held-out reviewed articles: F1 .* instead"):
        call_command("train_tagger", **asked, out=tmp_path / "refused")
    assert not (tmp_path / "refused").exists()


def test_too_few_reviewed_articles_are_refused(corpus, model):
    reviewed = corpus / "few.jsonl"
    write(reviewed, [LINES[0] | {"article": 1}, LINES[1] | {"article": 2}])

    with pytest.raises(CommandError, match="Only 2 reviewed articles: at least 4 are needed"):
        call_command(
            "train_tagger", corpus=corpus, base=str(model), reviewed=reviewed, out=corpus / "none"
        )


def test_a_base_that_cannot_be_loaded_is_said(corpus):
    with pytest.raises(CommandError, match="The model xx_none cannot be loaded"):
        call_command("train_tagger", corpus=corpus, base="xx_none", out=corpus / "none")


def test_a_folder_without_corpora_is_said(tmp_path):
    with pytest.raises(CommandError, match="holds no corpus"):
        call_command("train_tagger", corpus=tmp_path, out=tmp_path / "none")
