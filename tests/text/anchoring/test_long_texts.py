"""Of a long text that was edited all through, not every two sentences can be compared."""

from random import Random

from annotations.text.anchoring import carry
from annotations.text.anchoring.similarity import BRUTE

COMMON = (
    "mayor harbour ships trains bridge report council crowns winter island ferry market".split()
)


def test_sentences_of_common_words_are_found_near_where_they_stood():
    rng = Random(7)
    old = [rng.sample(COMMON, 10) for _ in range(80)]
    assert len(old) ** 2 > BRUTE
    new = [[*words[:4], *sorted(set(COMMON) - set(words)), *words[5:9]] for words in old]

    before, after = ("\n".join(" ".join(words) for words in text) for text in (old, new))
    ranges, at = [], 0
    for line in before.split("\n"):
        ranges.append((at, at + len(line)))
        at += len(line) + 1
    lines = [
        after[one.start : one.end] if one.start is not None else None
        for one in carry(before, after, ranges)
    ]
    kept = sum(found == line for found, line in zip(lines, after.split("\n"), strict=True))
    assert kept >= 76
