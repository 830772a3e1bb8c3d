"""How far people agree who rated the same things: Cohen's kappa and Krippendorff's alpha.

Both say 1 where all agree and 0 where they agree as often as chance would have it. None: there is
nothing to say, for nobody rated twice or all used one and the same value.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from itertools import permutations
from typing import TypeVar

Value = TypeVar("Value", bound=Hashable)
Totals = Mapping[Value, float]
Distances = Callable[[Totals[Value], Value, Value], float]


def share(pairs: Mapping[tuple[Value, Value], int]) -> float | None:
    """The share of things that two people rated alike; `pairs` are what both said, and how often.

    Of nothing None.
    """
    number = sum(pairs.values())
    alike = sum(times for (one, other), times in pairs.items() if one == other)
    return alike / number if number else None


def kappa(pairs: Mapping[tuple[Value, Value], int]) -> float | None:
    """Cohen's, of two people (Educational and Psychological Measurement 20, 1960)."""
    number, observed = sum(pairs.values()), share(pairs)
    if observed is None:
        return None
    first: Counter[Value] = Counter()
    second: Counter[Value] = Counter()
    for (one, other), times in pairs.items():
        first[one] += times
        second[other] += times
    # In whole numbers, so that what is certain is known for certain.
    expected = sum(times * second[value] for value, times in first.items())
    if expected == number**2:
        return None
    by_chance = expected / number**2
    return (observed - by_chance) / (1 - by_chance)


def nominal(_totals: Totals[Value], one: Value, other: Value) -> float:
    """Two values are alike or they are not."""
    return float(one != other)


def ordinal(totals: Totals[int], one: int, other: int) -> float:
    """Two values are the further apart the more ratings lie between them."""
    low, high = min(one, other), max(one, other)
    between = sum(times for value, times in totals.items() if low <= value <= high)
    return (between - (totals[one] + totals[other]) / 2) ** 2 if one != other else 0.0


def alpha(
    units: Mapping[Sequence[Value], int], distance: Distances[Value] = nominal
) -> float | None:
    """Krippendorff's (Computing Krippendorff's Alpha-Reliability, 2011).

    A unit is what those said who rated it, however many; `units` says how often there were such.
    One that was rated once says nothing.
    """
    together: defaultdict[tuple[Value, Value], float] = defaultdict(float)
    for said, times in units.items():
        for pair, found in Counter(permutations(said, 2)).items():
            together[pair] += times * found / (len(said) - 1)
    totals: defaultdict[Value, float] = defaultdict(float)
    for (value, _), weight in together.items():
        totals[value] += weight
    observed = sum(weight * distance(totals, *pair) for pair, weight in together.items())
    expected = sum(
        totals[one] * totals[other] * distance(totals, one, other)
        for one, other in permutations(totals, 2)
    )
    if not expected:
        return None
    return 1 - (sum(totals.values()) - 1) * observed / expected
