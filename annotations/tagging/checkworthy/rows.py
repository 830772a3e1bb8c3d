"""Sentences as the rows of a matrix that holds nearly nothing: terms sparsely, the rest densely."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

from .features import Features


@dataclass(frozen=True)
class Rows:
    """A sentence a row: which terms it has with what value, then rules and parts, then a one."""

    row: np.ndarray
    column: np.ndarray
    value: np.ndarray
    rest: np.ndarray
    terms: int

    @classmethod
    def of(
        cls, known: Sequence[Features], scale: Mapping[str, float], names: Sequence[str]
    ) -> "Rows":
        """As `Ranker.score` weighs them: terms times their scale, by the root of their number."""
        place = {term: number for number, term in enumerate(scale)}
        scales = np.array(list(scale.values()))
        row, column, value = [], [], []
        rest = np.ones((len(known), len(names) + 1))
        for number, one in enumerate(known):
            inside = [place[term] for term in one.terms if term in place]
            row += [number] * len(inside)
            column += inside
            value += [1 / sqrt(len(one.terms))] * len(inside)
            named = one.named()
            rest[number, :-1] = [named.get(name, 0.0) for name in names]
        columns = np.array(column, int)
        values = np.array(value) * (scales[columns] if len(columns) else 1.0)
        return cls(np.array(row, int), columns, values, rest, len(scale))

    @property
    def width(self) -> int:
        return self.terms + int(self.rest.shape[1])

    def times(self, weights: np.ndarray) -> np.ndarray:
        """The sum of each row."""
        total: np.ndarray = self.rest @ weights[self.terms :]
        return total + np.bincount(self.row, self.value * weights[self.column], len(total))

    def back(self, errors: np.ndarray) -> np.ndarray:
        """What each column has to do with the rows' errors."""
        sparse = np.bincount(self.column, self.value * errors[self.row], self.terms)
        return np.concatenate([sparse, self.rest.T @ errors])
