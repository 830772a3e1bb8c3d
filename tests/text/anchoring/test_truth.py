"""Measured on edits whose truth is known (editor.py): at the right place, or said to be gone.

The edits are harsher than real ones: a fifth of them put a lookalike beside or in the place of a
sentence, which nobody could tell from a move with small changes.
"""

from pathlib import Path
from random import Random

from annotations import demo
from annotations.text.anchoring import carry_spans

from .editor import edited

ARTICLES = sorted(Path(demo.__file__).parent.glob("articles/*.md"))


def overlap(a: tuple[int, int], b: tuple[int, int]) -> float:
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return max(shared, 0) / (max(a[1], b[1]) - min(a[0], b[0]))


def test_hardly_a_span_goes_wrong_and_few_need_a_person():
    texts = [path.read_text(encoding="utf-8") for path in ARTICLES]
    right = wrong = lost = total = 0
    for seed in range(150):
        rng = Random(seed)
        old, new, truths = edited(rng, rng.choice(texts), edits=rng.randrange(1, 9))
        found = carry_spans(old, new, [(start, end) for start, end, _ in truths])
        for (*_, truth), place in zip(truths, found, strict=True):
            total += 1
            if place is None:
                right += truth is None
                lost += truth is not None
            elif truth is not None and overlap(place, truth) > 0.5:
                right += 1
            else:
                wrong += 1

    assert total > 2_000
    assert wrong / total < 0.025, (wrong, total)
    assert lost / total < 0.04, (lost, total)
    assert right / total > 0.96
