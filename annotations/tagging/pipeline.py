"""The engine of the product: names by a tagger, then one step after the other (docs/tagging.md)."""

from collections.abc import Sequence
from itertools import compress

from .checkworthy import suggesting
from .consistency import labels, same_name
from .engine import Document, Tagger, per_text
from .found import NO_LISTS, DeskLists, Found
from .names import companies, dashes, dateline, dates, genitives, people, press
from .names.gazetteer import gazetteer
from .names.occurrences import Words
from .names.overlay import overlay
from .names.trimming import trim
from .quotes import finding
from .rules import RuleTagger
from .statistical import SHIPPED, ModelUnavailable, StatisticalTagger


class Pipeline:
    """Finds names and what follows from them."""

    name = "pipeline"

    def __init__(self, model: str = "") -> None:
        """`model` is a spaCy package or folder; empty for the shipped one.

        A model that cannot be loaded is said in `problem`, and rules find the names instead.
        """
        self._rules = RuleTagger()
        self._model: StatisticalTagger | None = None
        self.problem = ""
        try:
            self._model = StatisticalTagger(model or SHIPPED)
        except ModelUnavailable as error:
            self.problem = str(error)
        first: Tagger = self._model or self._rules
        self.version = f"4+{first.name}-{first.version}"

    def tag(
        self,
        texts: Sequence[str],
        languages: Sequence[str],
        lists: DeskLists | Sequence[DeskLists] = NO_LISTS,
    ) -> list[Document]:
        """What is found in canonical texts; see `Engine.tag`."""
        given = per_text(texts, languages, lists)
        tagged = self._names(texts, languages)
        return [document(found, *each) for found, each in zip(tagged, given, strict=True)]

    def _names(self, texts: Sequence[str], languages: Sequence[str]) -> list[list[Found]]:
        """By the model where it reads the language, else by rules."""
        model = self._model
        reads = [model is not None and model.reads(language) for language in languages]
        of_model = iter(model.tag(list(compress(texts, reads))) if model else ())
        others = [text for text, is_read in zip(texts, reads, strict=True) if not is_read]
        of_rules = iter(self._rules.tag(others))
        return [next(of_model if is_read else of_rules) for is_read in reads]


def document(tagged: list[Found], text: str, language: str, lists: DeskLists) -> Document:
    """What follows from the names that a tagger found in one text; takes linear time."""
    words, desk = Words(text), gazetteer(lists)
    found = [one for one in map(trim, dashes.split(tagged)) if one]
    found = dates.put(found, text, language)
    found = overlay(found, dateline.find(text, [one for one in found if one.label == dates.LABEL]))
    found = companies.complete(found, text)
    found = genitives.complete(found, text, words)
    found = press.complete(found, text, words)
    found = people.complete(found, text, words)
    found = desk.put(found, text, words)
    found = labels.agree(found, text, words)
    found = desk.allowed(found)
    said = tuple(finding.quotes(text, found, language))
    return Document(
        found=tuple(found),
        clusters=tuple(same_name.same(found)),
        quotes=said,
        suggestions=tuple(suggesting.suggest(text, said, language)),
    )
