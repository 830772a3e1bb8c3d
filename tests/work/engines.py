"""Engines for tests, chosen by the product's own setting: `tests.work.engines.current`."""

from annotations.tagging.engine import Found


class Names:
    """Finds what the test names."""

    name, version = "names", "1"

    def __init__(self, *names: tuple[str, str], version: str = "1"):
        self.names = names
        self.version = version

    def tag(self, text: str, language: str) -> list[Found]:
        found = []
        for words, label in self.names:
            start = text.find(words)
            while start >= 0:
                found.append(Found(start, start + len(words), label, words, 0.9))
                start = text.find(words, start + 1)
        return sorted(found)


class Broken(Names):
    def tag(self, text: str, language: str) -> list[Found]:
        raise ZeroDivisionError(text)


chosen = [Names()]


def current() -> Names:
    """The engine of the running test."""
    return chosen[0]
