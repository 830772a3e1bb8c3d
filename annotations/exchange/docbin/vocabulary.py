"""The words of a DocBin and their numbers."""

from array import array
from collections.abc import Sequence

from .murmur import number_of
from .tokens import parted


class Known(dict[str, int]):
    """spaCy's number of each word, and of each token with its space, that was asked for."""

    def __init__(self) -> None:
        self._spaced: set[str] = set()
        self._new: list[str] = []
        self[""]

    def __missing__(self, token: str) -> int:
        word, is_spaced = parted(token)
        number = self.get(word)
        if number is None:
            self._new.append(word)
            number = self[word] = number_of(word)
        if is_spaced:
            self[token] = number
            self._spaced.add(token)
        return number

    def numbers(self, tokens: Sequence[str]) -> "array[int]":
        return array("Q", map(self.__getitem__, tokens))

    def spaces(self, tokens: Sequence[str]) -> bytes:
        """A byte for each: whether a space follows; `numbers` was asked for the same."""
        return bytes(map(self._spaced.__contains__, tokens))

    def strings(self) -> list[str]:
        """The words that came since this was asked last."""
        new, self._new = self._new, []
        return new

    def forget(self, most: int) -> None:
        """All, when there are more. What comes anew is told anew; readers make a set of it."""
        if len(self) > most:
            self.clear()
            self._spaced.clear()
