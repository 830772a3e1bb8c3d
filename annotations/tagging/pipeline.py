"""The engine of the product: names by a tagger, then one step after the other (docs/tagging.md)."""

from collections.abc import Sequence

from . import consistency, dateline, dates, identity, people
from .engine import NO_LISTS, DeskLists, Document, Found, Tagger, per_text
from .gazetteer import gazetteer
from .occurrences import Words
from .overlay import overlay
from .rules import RuleTagger
from .trimming import trim


class Pipeline:
    """Finds names and what follows from them."""

    name = "pipeline"
    problem = ""

    def __init__(self, model: str = "") -> None:
        """`model` is a spaCy package or folder; empty for the shipped one."""
        self._tagger: Tagger = RuleTagger()
        self.version = f"1+{self._tagger.name}-{self._tagger.version}"

    def tag(
        self,
        texts: Sequence[str],
        languages: Sequence[str],
        lists: DeskLists | Sequence[DeskLists] = NO_LISTS,
    ) -> list[Document]:
        """What is found in canonical texts; see `Engine.tag`."""
        given = per_text(texts, languages, lists)
        tagged = self._tagger.tag(texts)
        return [document(found, *each) for found, each in zip(tagged, given, strict=True)]


def document(tagged: list[Found], text: str, language: str, lists: DeskLists) -> Document:
    """What follows from the names that a tagger found in one text; takes linear time."""
    words, desk = Words(text), gazetteer(lists)
    found = [one for one in map(trim, tagged) if one]
    found = dates.put(found, text, language)
    found = overlay(found, dateline.find(text))
    found = people.complete(found, text)
    found = desk.put(found, text, words)
    found = consistency.agree(found, text, words)
    found = desk.allowed(found)
    return Document(found=tuple(found), clusters=tuple(identity.same(found)))
