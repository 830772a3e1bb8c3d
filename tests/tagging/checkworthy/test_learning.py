"""A ranker is learnt from marked sentences, the same every time."""

import json

import numpy as np
import pytest

from annotations.tagging.checkworthy import learning
from annotations.tagging.checkworthy.features import features
from annotations.tagging.checkworthy.learning import LinesError, Marked, learn, read, split
from annotations.tagging.checkworthy.ranker import saved
from annotations.tagging.checkworthy.rows import Rows

WORTH = [f"The town lost {n} bridges and {n} million dollars in 19{n}." for n in range(40, 60)]
NOT = [f"Well, thank you very much, my dear friend number {n}." for n in "abcdefghijklmnopqrst"]
LINES = [Marked(one, 1) for one in WORTH] + [Marked(one, 0) for one in NOT]


def test_what_was_learnt_ranks_sentences_that_were_not_seen():
    ranker = learn(LINES, 1.0)
    good = ranker.weigh("The harbour lost 12 ships and 3 million dollars in 1931.")
    bad = ranker.weigh("Well, thank you, dear friend.")
    assert good.score > 0.8 > 0.2 > bad.score
    assert good.fit.rule.name in ("money", "number", "event")
    assert bad.fit is None


def test_training_twice_gives_the_same_file():
    assert saved(learn(LINES, 1.0)) == saved(learn(LINES, 1.0))


def test_more_smoothing_makes_smaller_weights():
    rough, smooth = learn(LINES, 0.1), learn(LINES, 10.0)
    size = [sum(w * w for w in one.named.values()) for one in (rough, smooth)]
    assert size[0] > size[1]


def test_a_ranker_scores_as_the_rows_it_was_learnt_from():
    known = [features(one.text) for one in LINES]
    ranker = learn(LINES, 1.0)
    scale, names = dict.fromkeys(ranker.terms, 1.0), list(ranker.named)
    weights = np.array([*ranker.terms.values(), *ranker.named.values(), ranker.bias])
    sums = Rows.of(known, scale, names).times(weights)
    scores = [ranker.weigh(one.text).score for one in LINES]
    assert scores == pytest.approx(list(1 / (1 + np.exp(-sums))))


def test_the_slope_is_that_of_the_loss():
    """Learning follows the slope: at its end nothing is left of it."""
    ranker = learn(LINES, 1.0)
    worth = sum(ranker.weigh(one.text).score for one in LINES)
    # The bias is not smoothed: at the least loss the scores add up to the labels.
    assert worth == pytest.approx(len(WORTH), abs=0.05)


def test_a_fifth_is_kept_aside_by_its_words():
    lines = [Marked(f"Sentence {n}.", n % 2) for n in range(1000)]
    learned, aside = split(lines)
    assert 150 < len(aside) < 250
    assert not {one.text for one in learned} & {one.text for one in aside}
    spaced = [Marked(f"SENTENCE   {n}.", 0) for n in range(1000)]
    again = [" ".join(one.text.lower().split()) for one in split(spaced)[1]]
    assert again == [one.text.lower() for one in aside]


def test_lines_are_read_once_each(tmp_path):
    file = tmp_path / "lines.jsonl"
    file.write_text(
        '{"text": "One  sentence.", "label": 1}\n\n{"text": "One sentence.", "label": 1}\n'
        '{"text": "Two.", "label": 0, "source": "x"}\n',
        encoding="utf-8-sig",
    )
    assert [(one.text, one.label) for one in read(file)] == [("One  sentence.", 1), ("Two.", 0)]


@pytest.mark.parametrize(
    "line", ["no json", "[]", '{"text": "A."}', json.dumps({"text": "A.", "label": 2}), "3"]
)
def test_a_line_that_cannot_be_read_is_named(tmp_path, line):
    file = tmp_path / "lines.jsonl"
    file.write_text('{"text": "A good line.", "label": 1}\n' + line + "\n")
    with pytest.raises(LinesError, match="line 2"):
        read(file)


@pytest.mark.parametrize("label", [0, 1])
def test_lines_of_one_kind_teach_nothing(label):
    with pytest.raises(LinesError, match="label 0 and"):
        learn([Marked("A sentence.", label)] * 3, 1.0)


def test_terms_of_one_line_only_are_not_learnt():
    assert learning.LEAST == 2
    assert "once" not in learn([*LINES, Marked("Once upon a time.", 0)], 1.0).terms
