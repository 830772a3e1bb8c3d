"""The engine by the settings."""

import os
import subprocess
import sys

import pytest

from annotations.tagging.engine import Document
from annotations.work import load_engine
from tests.tagging import spacy_models
from tests.tagging.marking import shown


class Choosy:
    """An engine that says which model it was asked for."""

    name, version = "choosy", "1"

    def __init__(self, model: str):
        self.problem = f"There is no {model}." if model else ""

    def tag(self, texts, languages, lists=()):
        return [Document() for _ in texts]


def test_an_engine_is_made_with_the_model_of_the_settings(settings, caplog):
    settings.TAGGER = "tests.work.test_load_engine.Choosy"
    settings.SPACY_MODEL = ""

    assert load_engine.load().name == "choosy"
    assert not caplog.records


def test_a_model_that_cannot_be_loaded_is_said_in_the_log(settings, caplog):
    settings.TAGGER = "tests.work.test_load_engine.Choosy"
    settings.SPACY_MODEL = "xx_none"
    load_engine.load()

    assert caplog.messages == ["tagging by rules: There is no xx_none."]


def test_a_model_package_is_chosen_by_one_variable(settings, tmp_path, monkeypatch, caplog):
    monkeypatch.syspath_prepend(tmp_path)
    settings.SPACY_MODEL = spacy_models.package_in(tmp_path, "en_newsdesk")
    engine = load_engine.load()
    [document] = engine.tag(["Ilka Varn saw Oslo."], ["en"])

    assert shown(document.found) == [("Ilka Varn", "PERSON"), ("Oslo", "PLACE")]
    assert document.found[0].source == "en_desk/2.3.4"
    assert (engine.problem, caplog.messages) == ("", [])


def test_a_model_that_cannot_be_loaded_leaves_the_work_to_rules(settings, tmp_path, caplog):
    settings.SPACY_MODEL = str(tmp_path / "nowhere")
    engine = load_engine.load()
    [document] = engine.tag(["The mayor, Ilka Varn, left Oslo."], ["en"])

    assert engine.problem.startswith(f"The model {tmp_path / 'nowhere'} cannot be loaded: ")
    assert caplog.messages == [f"tagging by rules: {engine.problem}"]
    assert ("Oslo", "PLACE") in shown(document.found)
    assert engine.version.endswith("rules-2")


@pytest.mark.slow
def test_a_page_never_waits_for_spacy():
    code = "import newsroom.wsgi, newsroom.urls, sys; sys.exit('spacy' in sys.modules)"
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "newsroom.settings"}

    assert (
        subprocess.run([sys.executable, "-c", code], env=environment, check=False).returncode == 0
    )
