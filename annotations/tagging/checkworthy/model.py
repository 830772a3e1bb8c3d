"""A sentence worth checking."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Worth:
    """A sentence `[start, end)` in code points, the rule, why in words, how sure (0 to 1)."""

    start: int
    end: int
    rule: str
    reason: str
    score: float
