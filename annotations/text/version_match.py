"""Whether a text is a version of another one, or another story."""

from collections import Counter
from itertools import pairwise

from .words import split_words


def alike(one: str, two: str) -> float:
    """How much of the shorter text stands in the longer one too, in pairs of words, from 0 to 1.

    A report that grew is like the few lines it began with, wherever they stand now. Two stories of
    one subject share single words, but few pairs of them.
    """
    first, second = _pairs(one), _pairs(two)
    shorter = min(first.total(), second.total())
    return (first & second).total() / shorter if shorter else float(one == two)


def _pairs(text: str) -> Counter[tuple[str, str]]:
    keys = [key.casefold() for key in split_words(text).keys if key[0].isalnum()]
    return Counter(pairwise(keys))
