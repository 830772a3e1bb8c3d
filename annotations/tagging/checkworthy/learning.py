"""Learns a ranker from sentences that people marked: logistic regression, the same every time."""

import hashlib
import json
from collections import Counter, deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path

import numpy as np

from .features import Features, features
from .ranker import Ranker
from .rows import Rows

PART = 5  # Every fifth line, by its words, is kept aside.
LEAST = 2  # Lines in which a term has to stand.
STEPS, MEMORY, ENOUGH = 300, 10, 1e-7


class LinesError(Exception):
    """A file of marked sentences cannot be used; says which line and why."""


@dataclass(frozen=True)
class Marked:
    """A sentence, and whether it is worth checking."""

    text: str
    label: int


def read(path: Path) -> list[Marked]:
    """Lines of `{"text", "label"}`, label 0 or 1; a sentence that comes again is left out."""
    found: dict[str, Marked] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), 1):
        if not line.strip():
            continue
        try:
            one = json.loads(line)
            marked = Marked(str(one["text"]), {0: 0, 1: 1}[one["label"]])
        except (ValueError, KeyError, TypeError) as error:
            raise LinesError(
                f"{path}, line {number}: not a sentence with a label 0 or 1 ({error!r})."
            ) from error
        found.setdefault(" ".join(marked.text.split()), marked)
    return list(found.values())


def split(lines: Iterable[Marked]) -> tuple[list[Marked], list[Marked]]:
    """Lines to learn from, and a fifth to judge by, by a hash of the words: always the same."""
    learned: list[Marked] = []
    aside: list[Marked] = []
    for line in lines:
        (aside if _is_aside(line.text) else learned).append(line)
    return learned, aside


def _is_aside(text: str) -> bool:
    bare = " ".join(text.lower().split())
    return int(hashlib.sha256(bare.encode()).hexdigest()[:8], 16) % PART == 0


def learn(
    lines: Sequence[Marked], smoothing: float, read: Callable[[str], Features] = features
) -> Ranker:
    """A ranker of these lines that shows everything; LinesError when they are all of one kind."""
    labels = np.array([line.label for line in lines], float)
    if len(set(labels)) < 2:
        raise LinesError("There must be sentences with label 0 and sentences with label 1.")
    known = [read(line.text) for line in lines]
    scale = _rarity(known)
    names = sorted({name for one in known for name in one.named()})
    rows = Rows.of(known, scale, names)
    weights = _fit(rows, labels, smoothing)
    terms = weights[: len(scale)] * np.array(list(scale.values()))
    return Ranker(
        terms=dict(zip(scale, map(float, terms), strict=True)),
        named=dict(zip(names, map(float, weights[len(scale) : -1]), strict=True)),
        bias=float(weights[-1]),
    )


def _rarity(known: Sequence[Features]) -> dict[str, float]:
    """The terms that stand in some lines, with how much rarer ones count (inverse frequency)."""
    counts = Counter(term for one in known for term in one.terms)
    number = len(known)
    return {
        term: log((1 + number) / (1 + count)) + 1
        for term, count in sorted(counts.items())
        if count >= LEAST
    }


def _fit(rows: Rows, labels: np.ndarray, smoothing: float) -> np.ndarray:
    """The weights of least loss, by L-BFGS; the last one, which is not smoothed, is the bias."""
    weights = np.zeros(rows.width)
    penalty = np.full(rows.width, smoothing)
    penalty[-1] = 0.0

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        sums = rows.times(weights)
        error = 1 / (1 + np.exp(-sums)) - labels
        value = np.sum(np.logaddexp(0, sums) - labels * sums) + penalty @ weights**2 / 2
        return float(value), rows.back(error) + penalty * weights

    value, slope = loss(weights)
    past: deque[tuple[np.ndarray, np.ndarray]] = deque(maxlen=MEMORY)
    for _ in range(STEPS):
        way = _direction(slope, past)
        step = 1.0
        while True:
            there = weights - step * way
            new, new_slope = loss(there)
            if new <= value - 1e-4 * step * (slope @ way) or step < 1e-9:
                break
            step /= 2
        past.append((there - weights, new_slope - slope))
        if past[-1][0] @ past[-1][1] <= 1e-12:
            past.pop()
        gained, weights, value, slope = value - new, there, new, new_slope
        if gained < ENOUGH * abs(value):
            break
    return weights


def _direction(slope: np.ndarray, past: deque[tuple[np.ndarray, np.ndarray]]) -> np.ndarray:
    if not past:
        return slope / max(float(np.linalg.norm(slope)), 1e-12)
    way, factors = slope.copy(), []
    for moved, turned in reversed(past):
        factor = (moved @ way) / (moved @ turned)
        factors.append(factor)
        way -= factor * turned
    moved, turned = past[-1]
    way *= (moved @ turned) / (turned @ turned)
    for (moved, turned), factor in zip(past, reversed(factors), strict=True):
        way += moved * (factor - (turned @ way) / (moved @ turned))
    return way
