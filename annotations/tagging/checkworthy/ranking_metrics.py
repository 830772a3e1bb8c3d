"""How well a ranking is: average precision, and a threshold with enough precision."""

from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter


def average_precision(scores: Sequence[float], labels: Sequence[int]) -> float:
    """The mean precision at each sentence worth checking; ties count as in a random order.

    0 when there is none.
    """
    ranked = sorted(zip(scores, labels, strict=True), reverse=True)
    total, above, seen = 0.0, 0, 0
    for _, group in groupby(ranked, key=itemgetter(0)):
        tied = [label for _, label in group]
        worth, number = sum(tied), len(tied)
        others = (worth - 1) / (number - 1) if number > 1 else 0.0
        for place in range(number):
            total += worth / number * (above + 1 + place * others) / (seen + place + 1)
        above, seen = above + worth, seen + number
    return total / above if above else 0.0


def threshold(scores: Sequence[float], labels: Sequence[int], precision: float) -> float:
    """The lowest score from which on that share of the sentences is worth checking.

    1 when no score reaches it.
    """
    best, kept, shown = 1.0, 0, 0
    ranked = sorted(zip(scores, labels, strict=True), reverse=True)
    for score, group in groupby(ranked, key=itemgetter(0)):
        tied = [label for _, label in group]
        kept, shown = kept + sum(tied), shown + len(tied)
        if kept / shown >= precision:
            best = score
    return best
