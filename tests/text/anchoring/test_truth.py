"""Measured on edits whose truth is known (editor.py): at the right place, or a person is told.

The edits are harsher than real ones: many put a copy or a lookalike beside or in the place of a
sentence, and which of the two was meant nobody could tell who has the two texts alone.
"""

from pathlib import Path

from annotations import demo
from annotations.text.anchoring import carry

from .measuring import measured, table, total

ARTICLES = sorted(Path(demo.__file__).parent.glob("articles/*.md"))


def test_hardly_a_span_goes_wrong_and_none_to_speak_of_without_a_word():
    texts = [path.read_text(encoding="utf-8") for path in ARTICLES]
    tally = measured(carry, texts, range(150), most=8)
    found = total(tally)
    spans, told = found["spans"], table(tally)

    assert spans > 2_000
    assert found["right"] / spans > 0.955, told
    assert found["wrong"] / spans < 0.04, told
    assert found["silent"] / spans < 0.005, told
    assert found["lost"] / spans < 0.015, told
    assert found["asked"] / spans < 0.045, told
    for kind in ("stands twice", "one of several sentences moved"):
        assert not tally[kind]["silent"], told
