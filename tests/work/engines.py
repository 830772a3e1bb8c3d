"""Engines for tests, chosen by the product's own setting: `tests.work.engines.current`."""

from collections.abc import Sequence
from dataclasses import dataclass

from annotations.tagging.engine import Document, per_text
from annotations.tagging.found import NO_LISTS, DeskLists, Found


class Names:
    """Finds what the test names."""

    name, version, problem = "names", "1", ""

    def __init__(self, *names: tuple[str, str], version: str = "1", source: str = ""):
        self.names = names
        self.version = version
        self.source = source

    def tag(
        self,
        texts: Sequence[str],
        languages: Sequence[str],
        lists: DeskLists | Sequence[DeskLists] = NO_LISTS,
    ) -> list[Document]:
        self.taught = [lists for *_, lists in per_text(texts, languages, lists)]
        return [self.read(text) for text in texts]

    def read(self, text: str) -> Document:
        return Document(found=tuple(self.find(text)))

    def find(self, text: str) -> list[Found]:
        found = []
        for words, label in self.names:
            start = text.find(words)
            while start >= 0:
                found.append(Found(start, start + len(words), label, words, 0.9, self.source))
                start = text.find(words, start + 1)
        return sorted(found)


@dataclass(frozen=True)
class Speaker:
    name: str
    label: str
    start: int
    end: int


@dataclass(frozen=True)
class Quote:
    start: int
    end: int
    parts: tuple[tuple[int, int], ...]
    speaker: Speaker | None = None
    cue: str = ""
    rule: str = "subject"
    kind: str = "direct"
    form: str = "quote"


@dataclass(frozen=True)
class Worth:
    """A sentence worth checking."""

    start: int
    end: int
    rule: str = "number"
    reason: str = "Number"
    score: float = 0.5


class Reader(Names):
    """Finds names, and the quotes and suggestions that the test makes of a text."""

    name = "reader"

    def __init__(self, *names, quotes=lambda text: (), suggestions=lambda text: (), **given):
        super().__init__(*names, **given)
        self.quotes = quotes
        self.suggestions = suggestions

    def read(self, text: str) -> Document:
        return Document(
            found=tuple(self.find(text)),
            quotes=tuple(self.quotes(text)),
            suggestions=tuple(self.suggestions(text)),
        )


class Broken(Names):
    """Fails on every text that holds `only`."""

    def __init__(self, *names: tuple[str, str], only: str = ""):
        super().__init__(*names)
        self.only = only

    def find(self, text: str) -> list[Found]:
        if self.only in text:
            raise ZeroDivisionError(text)
        return super().find(text)


chosen = [Names()]


def current(model: str) -> Names:
    """The engine of the running test; it needs no model."""
    return chosen[0]
