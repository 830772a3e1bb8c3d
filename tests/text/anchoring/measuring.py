"""How often spans are right, wrong, silently wrong, or need a person, by what was done to them."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from random import Random

from annotations.text.anchoring import Carried
from annotations.text.words import fold_signs

from .editor import Truth, edited

Carry = Callable[[str, str, Sequence[tuple[int, int]]], list[Carried]]
Tally = dict[str, Counter[str]]
COLUMNS = ("right", "wrong", "silent", "lost", "asked")
FOLLOWED = ("unchanged", "moved")
NEAR, PART = 0.8, 0.4


def measured(carry: Carry, texts: Sequence[str], seeds: Sequence[int], most: int = 5) -> Tally:
    """Outcomes of spans by kind, for one of `texts` and up to `most` edits a seed.

    `right`: at their place (four fifths of both in common), or rightly said to be gone; `wrong`:
    elsewhere, or placed though gone; `silent`: those of the wrong that a person is not told of;
    `lost`: said to be gone though they are there; `asked`: the right ones whose words are the
    same, and a person is asked nevertheless. For words that were torn apart see `_torn`.
    """
    tally: Tally = defaultdict(Counter)
    for seed in seeds:
        rng = Random(seed)
        old, new, truths = edited(rng, rng.choice(texts), edits=rng.randint(1, most))
        for truth, fate in zip(truths, carry(old, new, [one[:2] for one in truths]), strict=True):
            kind = tally[truth.kind]
            kind["spans"] += 1
            kind.update(outcomes(old, new, truth, fate))
    return tally


def outcomes(old: str, new: str, truth: Truth, fate: Carried) -> list[str]:
    """The columns in which one span counts."""
    is_silent = fate.outcome in FOLLOWED
    if truth.expected == "torn":
        return _torn(truth, fate, is_silent)
    if fate.start is None:
        return ["lost"] if truth.expected else ["right"]
    if truth.expected is None or overlap((fate.start, fate.end), truth.expected) < NEAR:
        return ["wrong", "silent"] if is_silent else ["wrong"]
    is_same = _folded(old[truth.start : truth.end]) == _folded(new[slice(*truth.expected)])
    return ["right", "asked"] if is_same and not is_silent else ["right"]


def _torn(truth: Truth, fate: Carried, is_silent: bool) -> list[str]:
    """Right are four fifths of its words, if nothing foreign is between them, and two fifths
    without anything foreign, if there is; then it may be said to be gone, too."""
    if fate.start is None:
        return ["right"] if truth.foreign else ["lost"]
    held = _within(truth.own, fate) / len(truth.own)
    is_right = held >= (PART if truth.foreign else NEAR) and not _within(truth.foreign, fate)
    if is_silent:
        return ["wrong", "silent"]
    return ["right"] if is_right else ["wrong"]


def _within(places: Sequence[tuple[int, int]], fate: Carried) -> int:
    return sum(fate.start <= start and end <= fate.end for start, end in places)


def overlap(a: tuple[int, int], b: tuple[int, int]) -> float:
    """What two ranges have in common, as a share of both."""
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return max(shared, 0) / (max(a[1], b[1]) - min(a[0], b[0]))


def total(tally: Tally) -> Counter[str]:
    return sum(tally.values(), Counter())


def table(tally: Tally) -> str:
    """One line a kind, the sum last; per cent of the kind's spans."""
    lines = [f"{'kind':34}{'spans':>7}" + "".join(f"{name:>9}" for name in COLUMNS)]
    for kind, counts in [*sorted(tally.items()), ("all", total(tally))]:
        shares = "".join(f"{100 * counts[name] / counts['spans']:9.2f}" for name in COLUMNS)
        lines.append(f"{kind:34}{counts['spans']:7}{shares}")
    return "\n".join(lines)


def _folded(text: str) -> list[str]:
    return fold_signs(text).split()
