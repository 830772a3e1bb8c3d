"""What the ranker knows of a sentence: its terms, the rules that fit, and its parts."""

import re
from dataclasses import dataclass
from math import log

from .rules import RULES, Rule
from .veto import CONDITION, GREETING, OPINION, PREDICTION
from .words import FIGURE, SOME_YEAR, lowered, terms, words

OF_A_RULE, OF_A_PART = "rule:", "part:"
# Most rules have no hints: their patterns are asked at once.
_RULES = [(rule, rule.search if rule.hints else rule.pattern.search) for rule in RULES]
_MANY = 40  # Words; a longer sentence counts no more.
# Parts by their words, which is much faster than by patterns; then the others.
_WORDS = {
    name: frozenset(words.split())
    for name, words in {
        "first person": "i we my our us me",
        "second person": "you your",
        "question": "?",
        "quotation mark": '" “ ”',
        "attribution": "said says told stated reported according",
        "should": "should must need want wants let's",
        "vague": "feel feels think believe hope love beautiful great terrible wonderful wrong "
        "right really very just maybe perhaps seem seems appear appears likely",
    }.items()
}
_PARTS = {
    "opinion": OPINION,
    "prediction": PREDICTION,
    "greeting": GREETING,
    "condition": CONDITION,
    "past": re.compile(r"\b(?:was|were|had|did|rose|fell|won|lost|made|took|gave|\w{3,}ed)\b"),
    "perfect": re.compile(r"\b(?:has|have)\b (?:not |never |also |already )?\w+(?:ed|en|n|t)\b"),
    "pronoun first": re.compile(r"^\W*(?:it|this|that|he|she|they|these|those)\b"),
}
_CAPITALS = {
    "name first": re.compile(r"^\W*(?:(?:The|In|On|At|A) )?\w+ [A-Z]\w+"),
    "name within": re.compile(r"(?<=[a-z,] )[A-Z][a-z]+"),
    "names within": re.compile(r"(?<=[a-z,] )[A-Z][a-z]+.*?[a-z,] [A-Z][a-z]+"),
}


@dataclass(frozen=True)
class Fit:
    """A rule that fits, and where in the sentence: `[start, end)`."""

    rule: Rule
    start: int
    end: int


@dataclass(frozen=True)
class Features:
    """`terms` as in words.py, `fits` in the order of the rules, `parts` with their amounts."""

    terms: list[str]
    fits: list[Fit]
    parts: dict[str, float]

    def named(self) -> dict[str, float]:
        """Rules and parts by the names under which the model keeps them."""
        rules = {OF_A_RULE + fit.rule.name: 1.0 for fit in self.fits}
        return rules | {OF_A_PART + name: amount for name, amount in self.parts.items()}


def features(sentence: str) -> Features:
    """What is to be known of one sentence."""
    small = lowered(sentence)
    found = words(small)
    kinds = set(found)
    fits = [Fit(rule, *match.span()) for rule, search in _RULES if (match := search(small))]
    parts = {name: 1.0 for name, pattern in _PARTS.items() if pattern.search(small)}
    parts |= {name: 1.0 for name, some in _WORDS.items() if not some.isdisjoint(kinds)}
    parts |= {name: 1.0 for name, pattern in _CAPITALS.items() if pattern.search(sentence)}
    figures = found.count(FIGURE) + found.count(SOME_YEAR)
    parts |= {
        "length": log(1 + min(len(found), _MANY)) / log(1 + _MANY),
        "figures": min(figures, 3) / 3,
        "short": float(len(found) < 8),
        "rules": min(len(fits), 4) / 4,
    }
    return Features(terms(found), fits, parts)
