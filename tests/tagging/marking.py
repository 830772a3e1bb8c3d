"""Mentions for tests, found by their words."""

from annotations.tagging.found import Found


def mark(text: str, *names: tuple[str, str], score: float = 0.8) -> list[Found]:
    """The first places of these (name, label) pairs behind one another, as a tagger finds them."""
    found, at = [], 0
    for name, label in names:
        at = text.index(name, at)
        found.append(Found(at, at + len(name), label, name, score, "model/1"))
        at += len(name)
    return found


def shown(found) -> list[tuple[str, str]]:
    """(text, label) of mentions in their order."""
    return [(one.text, one.label) for one in found]
