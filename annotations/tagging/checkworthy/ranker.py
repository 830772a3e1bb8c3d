"""How much a sentence is worth checking: a line through its terms, rules and parts.

The weights are learnt by `manage.py train_checkworthy` (docs/checkworthy.md) and can be read in
`ranker.json`: what counted for a sentence can be told in words.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from math import exp, sqrt
from operator import itemgetter
from pathlib import Path

from .features import OF_A_RULE, Features, Fit, features
from .words import WORD, lowered, pairs, words

SHIPPED = Path(__file__).parent / "ranker.json"
FORMAT = 1
FAR = 30.0  # Log-odds; farther is as sure.
TELLING = 4  # Letters; shorter words tell a person nothing.
SMALL_WORDS = frozenset(
    "also been being both could does each even every from have into just like many more most much "
    "only other over some such than that their them then there these they this those under until "
    "very were what when where which while will with within would your".split()
)
LEAST = 4  # Hundredths; terms that weigh less are left out.


class RankerUnavailable(Exception):
    """A file is no ranker that this code reads; says which and why."""


@dataclass(frozen=True)
class Weighed:
    """How sure, 0 to 1, that a person would check it; the rule that says most of it, if any."""

    score: float
    fit: Fit | None


@dataclass(frozen=True)
class Ranker:
    """Weights of terms, of rules and parts (`named`), and from which score on one is shown.

    `reason` is what a sentence gains for which a named rule speaks: words alone say less in news
    than in the debates that they were learnt from. `about` says what it was trained on and how
    well it does.
    """

    terms: Mapping[str, float]
    named: Mapping[str, float]
    bias: float
    reason: float = 0.0
    threshold: float = 0.0
    about: Mapping[str, object] = field(default_factory=dict)

    def weigh(self, sentence: str) -> Weighed:
        """What a sentence is worth, whoever says it."""
        known = features(sentence)
        weight, fit = self._strongest(sentence, known.fits)
        total = self.bias + self._sum(known) + (self.reason if weight > 0 else 0.0)
        return Weighed(1 / (1 + exp(-max(-FAR, min(FAR, total)))), fit)

    def _sum(self, known: Features) -> float:
        terms, named = self.terms, self.named
        words = sum([terms[term] for term in known.terms if term in terms])
        rest = sum([amount * named.get(name, 0.0) for name, amount in known.named().items()])
        return words / sqrt(len(known.terms) or 1) + rest

    def _strongest(self, sentence: str, fits: list[Fit]) -> tuple[float, Fit | None]:
        """Of the rules that fit the one that says most for the sentence and how much."""
        weights = [(self._weight(sentence, fit), fit) for fit in fits]
        return max(weights, key=itemgetter(0), default=(0.0, None))

    def strongest(self, sentence: str, most: int = 2) -> list[str]:
        """The words that say most for the sentence, as they stand there, strongest first."""
        found: dict[str, str] = {}
        for match in WORD.finditer(sentence):
            small = lowered(match[0])
            if len(small) >= TELLING and small not in SMALL_WORDS:
                found.setdefault(small, match[0])
        weights = {small: self.terms.get(small, 0.0) for small in found}
        best = sorted(found, key=weights.__getitem__, reverse=True)[:most]
        return [found[small] for small in best if weights[small] > 0]

    def _weight(self, sentence: str, fit: Fit) -> float:
        inside = words(lowered(sentence[fit.start : fit.end]))
        total = sum(self.terms.get(term, 0.0) for term in {*inside, *pairs(inside)})
        return self.named.get(OF_A_RULE + fit.rule.name, 0.0) + total / sqrt(2 * len(inside) or 1)


def load(path: Path) -> Ranker:
    """Reads a file of `saved`; raises RankerUnavailable with the reason."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        if kept["format"] != FORMAT:
            raise RankerUnavailable(f"{path} is of another format than {FORMAT}.")
        numbers = (kept["bias"], kept["reason"], kept["threshold"])
        return Ranker(_hundredths(kept["terms"]), kept["named"], *numbers, kept["about"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise RankerUnavailable(f"{path} is no ranker: {error!r}") from error


@cache
def shipped() -> Ranker:
    """The one that comes with the project, read once a process."""
    return load(SHIPPED)


def saved(ranker: Ranker) -> str:
    """The text of its file: a term a line with its weight in hundredths."""
    terms = {term: round(100 * weight) for term, weight in sorted(ranker.terms.items())}
    kept = {
        "format": FORMAT,
        "about": dict(ranker.about),
        "bias": round(ranker.bias, 4),
        "reason": round(ranker.reason, 4),
        "threshold": round(ranker.threshold, 4),
        "named": {name: round(weight, 4) for name, weight in sorted(ranker.named.items())},
        "terms": {term: weight for term, weight in terms.items() if abs(weight) >= LEAST},
    }
    return json.dumps(kept, ensure_ascii=False, indent=0) + "\n"


def _hundredths(terms: Mapping[str, int]) -> dict[str, float]:
    return {term: weight / 100 for term, weight in terms.items()}
