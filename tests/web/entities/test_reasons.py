"""Why two entities may be one: the stored sentence, said in the language at hand."""

import pytest
from django.utils import translation

from annotations.tagging.similarity.suggest import WORTH_SUGGESTING, likeness
from annotations.web.entities import reasons

PAIRS = [
    ("Ilka Varn", "ILKA VARN"),
    ("Ilka Varn", "Varn Ilka"),
    ("NATO", "North Atlantic Treaty Organization"),
    ("I. Varn", "Ilka Varn"),
    ("Oksana Mykolayenko", "Oksana Mykolaienko"),
    ("Ilka Maria Varn", "Ilka Varn"),
    ("Mohammed Salah", "Muhammed Salah"),
    ("محمد صلاح", "Mohammed Salah"),
]


@pytest.mark.parametrize(("a", "b"), PAIRS)
def test_every_reason_is_known_in_another_language(a, b, monkeypatch):
    found = likeness(a, b)
    assert found.score >= WORTH_SUGGESTING
    assert reasons.in_words(found.reason) == found.reason

    monkeypatch.setattr(reasons, "_", lambda text: f"[{text}]")
    said = reasons.in_words(found.reason)
    assert said.replace("[", "").replace("]", "") == found.reason != said


def test_a_sentence_of_another_version_is_shown_as_it_is_stored():
    with translation.override("uk"):
        assert reasons.in_words("They rhyme.") == "They rhyme."
