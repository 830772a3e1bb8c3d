"""A desk's own lists: names that always have a label here, and names that never have it."""

from dataclasses import dataclass
from functools import lru_cache

from ..found import DeskLists, Found
from .occurrences import Names, Words, plain
from .overlay import overlay

VERSION = "1"
SOURCE = f"gazetteer/{VERSION}"
SURE = 1.0


@dataclass(frozen=True)
class Gazetteer:
    """A desk's lists, made ready for looking up."""

    names: Names
    labels: dict[str, str]
    stopped: frozenset[tuple[str, str]]

    def put(self, found: list[Found], text: str, words: Words) -> list[Found]:
        """The mentions with the desk's names laid over them; the desk knows better."""
        if not self.names:
            return found
        mine = [
            Found(start, end, self.labels[words.plain[start:end]], text[start:end], SURE, SOURCE)
            for start, end in self.names.occurrences(words)
        ]
        return overlay(found, mine)

    def allowed(self, found: list[Found]) -> list[Found]:
        """The mentions without those that the desk never wants tagged, or never so."""
        if not self.stopped:
            return found
        return [one for one in found if not self._is_stopped(one)]

    def _is_stopped(self, one: Found) -> bool:
        name = plain(one.text)
        return (name, "") in self.stopped or (name, one.label) in self.stopped


# A worker meets few desks at a time, one text after the other.
@lru_cache(maxsize=16)
def gazetteer(lists: DeskLists) -> Gazetteer:
    """The lists made ready; kept, because the texts of a desk come one after the other."""
    never = frozenset((plain(entry.name), entry.label) for entry in lists.never)
    always = [entry for entry in lists.always if entry.label]
    return Gazetteer(
        names=Names(entry.name for entry in always),
        labels={plain(entry.name): entry.label for entry in always},
        stopped=never,
    )
