"""The engine for when the one that was asked for cannot be had."""

from collections.abc import Sequence

from .engine import Document, per_text
from .found import NO_LISTS, DeskLists
from .pipeline import document
from .rules import RuleTagger


class Fallback:
    """Names by rules and what follows from them; says as its `problem` why it had to step in."""

    name = "fallback"

    def __init__(self, problem: str) -> None:
        self.problem = problem
        self._rules = RuleTagger()
        self.version = f"3+{self._rules.name}-{self._rules.version}"

    def tag(
        self,
        texts: Sequence[str],
        languages: Sequence[str],
        lists: DeskLists | Sequence[DeskLists] = NO_LISTS,
    ) -> list[Document]:
        """What is found in canonical texts; see `Engine.tag`."""
        given = per_text(texts, languages, lists)
        tagged = self._rules.tag(texts)
        return [document(found, *each) for found, each in zip(tagged, given, strict=True)]
