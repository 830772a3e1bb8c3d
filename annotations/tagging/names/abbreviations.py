"""Short words whose stop ends no sentence."""

import re

from . import ranks, states, words

DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")  # "U.S", "N.C", "a.m"
BEFORE_NAMES = frozenset("st mt ft vs univ".split()) | ranks.STOPPED
# They may end a sentence too.
OTHERS = frozenset(
    """
    jr sr inc ltd co corp bros dept etc fig jan feb mar apr jun jul aug sep sept oct nov dec
    """.split()
)
BEFORE_NUMBERS = frozenset("no nos pp art sec".split())


def goes_on(word: str, following: str) -> bool:
    """Whether the sentence goes on behind a word's stop; `following` is the next word there.

    Ranks need their capital: "the sales reps." ends. What may end a sentence does so before a
    word that begins many: "He left the U.S. The others stayed."
    """
    small = word.lower()
    if small in BEFORE_NUMBERS:
        return following[:1].isdigit()
    if len(word) == 1 or small in BEFORE_NAMES:
        return word[0].isupper() or small in ("vs", "st", "mt")
    is_short = small in OTHERS or word in states.SHORT or _is_dotted(word)
    return is_short and not (following[:1].isupper() and following.lower() in words.COMMON)


def _is_dotted(word: str) -> bool:
    return "." in word and DOTTED.fullmatch(word) is not None
