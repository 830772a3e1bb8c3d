"""The engine of the product: names by a tagger, then one step after the other (docs/tagging.md)."""

from collections.abc import Sequence

from .engine import NO_LISTS, DeskLists, Document, Found, Tagger, per_text
from .rules import RuleTagger


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
        return [self._document(found) for found, _ in zip(tagged, given, strict=True)]

    def _document(self, found: list[Found]) -> Document:
        return Document(found=tuple(found))
