"""What every tagging engine takes and gives; one is chosen by the setting NEWSROOM_TAGGER."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from .checkworthy.model import Worth
from .found import NO_LISTS, Cluster, DeskLists, Found
from .quotes.model import Quote


@dataclass(frozen=True)
class Document:
    """All that was found in one text.

    `found` is sorted and without overlaps, every one of its members in exactly one cluster. Quotes
    and suggestions are those of `tagging.quotes` and `tagging.checkworthy`.
    """

    found: tuple[Found, ...] = ()
    clusters: tuple[Cluster, ...] = ()
    quotes: tuple[Quote, ...] = ()
    suggestions: tuple[Worth, ...] = ()


class Engine(Protocol):
    """Loaded once a worker process; `tag` must not keep anything between texts.

    `problem` says in words for people why the model could not be loaded and rules are used
    instead; it is empty when all is well.
    """

    name: str
    version: str
    problem: str

    def tag(
        self,
        texts: Sequence[str],
        languages: Sequence[str],
        lists: DeskLists | Sequence[DeskLists] = NO_LISTS,
    ) -> list[Document]:
        """What is found in canonical texts, one document a text and in their order.

        `languages` are ISO 639 codes or `und`, one a text; `lists` of one desk for all texts, or
        one a text. Raises ValueError when their numbers differ.
        """
        ...


class Tagger(Protocol):
    """The first step of a pipeline, which finds names by a model or by rules."""

    name: str
    version: str

    def tag(self, texts: Sequence[str]) -> list[list[Found]]:
        """The names of each text, sorted and without overlaps."""
        ...


def per_text(
    texts: Sequence[str], languages: Sequence[str], lists: DeskLists | Sequence[DeskLists]
) -> list[tuple[str, str, DeskLists]]:
    """Texts with their language and lists; raises ValueError when there are not as many."""
    each = [lists] * len(texts) if isinstance(lists, DeskLists) else list(lists)
    return list(zip(texts, languages, each, strict=True))
