"""Suggestions across articles that two names are one person, place or organisation.

To find the names worth comparing, keep `blocks(name, label)` in an index of arrays (Alias.blocks)
and ask for names of the same desk and label that share one; then compare each by `likeness` and
suggest those of at least WORTH_SUGGESTING. A person decides: nothing is linked by likeness alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import permutations

from rapidfuzz.distance import Levenshtein

from annotations.text.folding import key

from ..names.short_forms import initials, is_acronym, letters, stands_for
from .sounds import VOWELS, consonants, has_no_vowels, sound, vowels, words_of

WORTH_SUGGESTING = 0.8
MOST_WORDS = 5  # Longer names are compared word by word as they stand.
LONGEST_BLOCK = 80  # Code points; as the column is wide.
SAME, ACRONYM, SOUND, NEAR_VOWELS = 1.0, 0.9, 0.96, 0.9
UNWRITTEN, INITIAL = 0.85, 0.86
# Enough beside a word that fits, too little for a name of one word or for two such words.
VOWELS_APART = 0.76
EXTRA = 0.92  # Times the rest: a middle name or initial that only one of them has.
TOO_FAR = 0.6


@dataclass(frozen=True)
class Likeness:
    """How likely two names are one (0 to 1), and why, in a sentence for people (or empty)."""

    score: float
    reason: str = ""


UNLIKE = Likeness(0.0)


def blocks(name: str, label: str = "") -> list[str]:
    """What to look a name up by: two names worth suggesting share at least one; sorted, distinct.

    By default long names are found by their acronyms too; people (`label` PERSON) are not.
    """
    heard = _heard(name)
    # Two names of one key are one, though an accent may be spelled by another letter ("Й", "И").
    found = {"n:" + " ".join(sorted(one)) for one in (heard, _heard(key(name))) if one}
    first = [VOWELS.sub("a", sound(word)[:1]) for word in words_of(name)]
    for at, word in enumerate(heard[:MOST_WORDS]):
        others = [one for other, one in enumerate(first[:MOST_WORDS]) if other != at]
        found |= {f"i:{one} {word}" for one in others if len(word) > 1}
    if label != "PERSON":
        found |= {f"a:{short}" for short in initials(key(name))}
        if is_acronym(name):
            found.add(f"a:{letters(name)}")
    return sorted({block[:LONGEST_BLOCK] for block in found})


def _heard(name: str) -> list[str]:
    return [word[0] if len(word) == 1 else consonants(word) for word in words_of(name)]


def similarity(a: str, b: str) -> float:
    """How alike two names are, from 0 to 1; symmetric."""
    return likeness(a, b).score


def likeness(a: str, b: str) -> Likeness:
    """How alike two names are, and why; 0 when nothing speaks for it. Symmetric.

    A surname and a full name are not alike here: within a text `identity` joins them, across texts
    many people share a surname.
    """
    if key(a) == key(b):
        return Likeness(SAME, "The same name but for capitals and accents.")
    for short, long in ((a, b), (b, a)):
        if stands_for(short, long):
            return Likeness(ACRONYM, f"“{short}” are the initials of “{long}”.")
    return _by_words(words_of(a), words_of(b))


def _by_words(a: tuple[str, ...], b: tuple[str, ...]) -> Likeness:
    short, long = sorted((a, b), key=lambda words: (len(words), words))
    if not short or len(long) - len(short) > 1 or (len(short) == 1 and len(long) > 1):
        return UNLIKE
    table = [[_words(one, other) for other in long] for one in short]
    # Most names that share a block share no more: no order needs to be tried.
    if not all(any(cell.score for cell in row) for row in table):
        return UNLIKE
    best = max(
        (_aligned(short, long, table, order) for order in _orders(len(short), len(long))),
        key=lambda one: one.score,
    )
    if len(short) < len(long) and best.score:
        return Likeness(round(best.score * EXTRA, 2), f"{best.reason} One has a name more.")
    return Likeness(round(best.score, 2), best.reason)


def _orders(few: int, many: int) -> Iterable[tuple[int, ...]]:
    """Which words of the long name may stand for those of the short one, in any order."""
    return [tuple(range(few))] if many > MOST_WORDS else permutations(range(many), few)


def _aligned(
    short: tuple[str, ...],
    long: tuple[str, ...],
    table: list[list[Likeness]],
    order: tuple[int, ...],
) -> Likeness:
    pairs = [row[at] for row, at in zip(table, order, strict=True)]
    lowest = min(pairs, key=lambda one: one.score)
    # Initials and nothing else would fit half of the world.
    has_word = any(len(one) > 1 < len(long[at]) for one, at in zip(short, order, strict=True))
    if not lowest.score or not has_word:
        return UNLIKE
    total = 0.6 * lowest.score + 0.4 * sum(one.score for one in pairs) / len(pairs)
    return Likeness(total, lowest.reason)


def _words(a: str, b: str) -> Likeness:
    if a == b:
        return Likeness(SAME, "The same words in other letters or in another order.")
    if 1 in (len(a), len(b)):
        initial = min(a, b, key=len)
        fits = initial.isascii() and initial.isalpha() and a[0] == b[0]
        return Likeness(INITIAL, "An initial fits the name.") if fits else UNLIKE
    if sound(a) == sound(b):
        return Likeness(SOUND, f"“{a}” and “{b}” are spellings of one sound.")
    if consonants(a) != consonants(b):
        return UNLIKE
    if has_no_vowels(a) or has_no_vowels(b):
        return Likeness(UNWRITTEN, f"“{a}” and “{b}” have the same consonants.")
    return _with_other_vowels(a, b)


def _with_other_vowels(a: str, b: str) -> Likeness:
    first, second = vowels(a), vowels(b)
    # "Petrov" and "Petrova", "Niger" and "Nigeria": an ending makes another name.
    if VOWELS.sub("v", first[-1]) != VOWELS.sub("v", second[-1]) or (
        first[-1] != second[-1] and "a" in (first[-1], second[-1])
    ):
        return Likeness(TOO_FAR, f"“{a}” and “{b}” differ in their ending.")
    reason = f"“{a}” and “{b}” differ in their vowels."
    if first == second:
        return Likeness(NEAR_VOWELS, reason)
    # Two consonants are too few to tell "Oman" from "Amman".
    is_long = min(len(VOWELS.sub("", a)), len(VOWELS.sub("", b))) > 2
    alike = Levenshtein.normalized_similarity(first, second)
    return Likeness(VOWELS_APART if is_long and alike >= 0.5 else TOO_FAR, reason)
