"""What every tagging engine offers; one is chosen by the setting TAGGING_ENGINE."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, order=True)
class Found:
    """A name in a text: `[start, end)` in code points, its label (design.md), how sure (0 to 1)."""

    start: int
    end: int
    label: str
    text: str
    score: float


class Engine(Protocol):
    """Loaded once a worker process; `tag` must not keep anything between texts."""

    name: str
    version: str

    def tag(self, text: str, language: str) -> list[Found]:
        """The names of a canonical text, sorted, without overlaps. `language` is ISO 639 or und."""
        ...
