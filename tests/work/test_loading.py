"""The engine by the settings."""

from annotations.tagging.engine import Document
from annotations.work import loading


class Choosy:
    """An engine that says which model it was asked for."""

    name, version = "choosy", "1"

    def __init__(self, model: str):
        self.problem = f"There is no {model}." if model else ""

    def tag(self, texts, languages, lists=()):
        return [Document() for _ in texts]


def test_an_engine_is_made_with_the_model_of_the_settings(settings, caplog):
    settings.TAGGER = "tests.work.test_loading.Choosy"
    settings.SPACY_MODEL = ""

    assert loading.load().name == "choosy"
    assert not caplog.records


def test_a_model_that_cannot_be_loaded_is_said_in_the_log(settings, caplog):
    settings.TAGGER = "tests.work.test_loading.Choosy"
    settings.SPACY_MODEL = "xx_none"
    loading.load()

    assert caplog.messages == ["tagging by rules: There is no xx_none."]
