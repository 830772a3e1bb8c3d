"""What an engine of word vectors takes and gives; one is chosen by the setting NEWSROOM_VECTORS."""

from collections.abc import Sequence
from typing import Protocol


class Engine(Protocol):
    """Loaded once a process, without arguments; threads share it.

    `name` changes with the numbers that it gives: those of another name are made anew.
    """

    name: str

    def vectors(self, texts: Sequence[str]) -> list[list[float]]:
        """Of each text as many numbers, of length 1 together; all zero of one without words."""
        ...
