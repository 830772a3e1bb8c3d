"""Names by a trained spaCy model: the shipped one, or any other by its package name or folder."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import cached_property
from pathlib import Path
from typing import Any

import regex
import spacy
from spacy.language import Language

from .found import Found

# Registers the layer of the shipped model with spaCy.
from .model import lexicon_layer  # noqa: F401 - registers itself with spaCy
from .model.inference import quicken
from .model.labels import ONTONOTES, label_map

SHIPPED = str(Path(__file__).parent / "shipped")
# Said of a model whose own scores are not in its meta.
USUAL_PRECISION = 0.8
# Texts are read in pieces of whole lines, some at a time, so that memory stays bounded.
LONGEST_PIECE = 10_000
PIECES_AT_A_TIME = 16
SPACYS_PARTS = 4  # What spaCy divides a batch by; names are found in all pieces at once.
# Code points of a worker's first texts. Their words are kept: a known word is read sooner.
LEARNT_FROM = 1_000_000
# Only what finds names has to run.
_NOT_NEEDED = ("parser", "tagger", "morphologizer", "lemmatizer", "attribute_ruler", "senter")
# spaCy's code of models for all languages.
EVERY_LANGUAGE = "xx"
# OntoNotes counts articles and possessives to the name; desks do not. "The Hague" keeps its own.
_ARTICLE = regex.compile(r"(?:the|a|an)\s+")
_POSSESSIVE = regex.compile(r"(?:(?<!\s)\s+)?['’ʼ]s$|(?<=s)['’]$", regex.IGNORECASE)
_UP_TO = rf".{{1,{LONGEST_PIECE}}}"
_PIECE = regex.compile(rf"(?s){_UP_TO}(?:\n|$)|{_UP_TO}\s|{_UP_TO}")

Piece = tuple[int, int, str]  # The number of its text, where it begins there, and its own text.
Zone = AbstractContextManager[object]


class ModelUnavailable(Exception):
    """A model cannot be used; says which and why, for the jobs page, healthz and the log."""


class StatisticalTagger:
    """Loaded once a worker process; between texts `tag` keeps nothing but words."""

    def __init__(self, model: str = SHIPPED):
        """Loads a package name or a folder. Raises ModelUnavailable with the reason."""
        self._nlp = load(model)
        meta = self._nlp.meta
        self.language = meta["lang"]
        self.name = f"{self.language}_{meta['name']}"
        self.version = meta["version"]
        self._labels = label_map(_own_labels(self._nlp))
        if not self._labels:
            raise ModelUnavailable(
                f"The model {model} finds no names: it has no component with labels that we know."
            )
        self._counts_articles = self._labels.keys() <= ONTONOTES.keys()
        self._scores = _precisions(meta)
        self._learnt_from = 0
        quicken(self._nlp)

    @cached_property
    def source(self) -> str:
        """What its mentions name as their step."""
        return f"{self.name}/{self.version}"

    def reads(self, language: str) -> bool:
        """Whether the model was made for texts of this language (ISO 639, or `und`)."""
        return language in (self.language, "und", "") or self.language == EVERY_LANGUAGE

    def tag(self, texts: Sequence[str]) -> list[list[Found]]:
        """The names of each text, sorted, without overlaps, in code points.

        `score` is the model's precision for the label on its own development set.
        """
        found: list[list[Found]] = [[] for _ in texts]
        pieces = [(number, *piece) for number, text in enumerate(texts) for piece in _pieces(text)]
        for zone, some in self._zones(pieces):
            with zone:
                docs = self._nlp.pipe(
                    (piece for _, _, piece in some),
                    batch_size=PIECES_AT_A_TIME,
                    component_cfg={"ner": {"batch_size": PIECES_AT_A_TIME * SPACYS_PARTS}},
                )
                for (number, offset, _), doc in zip(some, docs, strict=True):
                    for ent in doc.ents:
                        start, end = offset + ent.start_char, offset + ent.end_char
                        if one := self._found(texts[number], start, end, ent.label_):
                            found[number].append(one)
        return found

    def _zones(self, pieces: list[Piece]) -> Iterator[tuple[Zone, list[Piece]]]:
        """The pieces whose words are kept, and those whose words go with their zone: without one
        the vocabulary would keep them for ever."""
        kept = 0
        while kept < len(pieces) and self._learnt_from < LEARNT_FROM:
            self._learnt_from += len(pieces[kept][-1])
            kept += 1
        if kept:
            yield nullcontext(), pieces[:kept]
        if kept < len(pieces):
            yield self._nlp.memory_zone(), pieces[kept:]

    def _found(self, text: str, start: int, end: int, own_label: str) -> Found | None:
        label = self._labels.get(own_label)
        if label is None:
            return None
        if self._counts_articles and label != "DATE":
            start, end = _without_article_and_possessive(text, start, end)
        start, end = _without_space(text, start, end)
        if start == end:
            return None
        score = self._scores.get(own_label, USUAL_PRECISION)
        return Found(start, end, label, text[start:end], score, self.source)


def load(model: str) -> Language:
    """A spaCy package or folder, without what finds no names. Raises ModelUnavailable."""
    try:
        return spacy.load(model, exclude=_NOT_NEEDED)
    # What a broken folder raises is the reader's own choice: KeyError, ValueError, msgpack's, …
    except Exception as error:
        reason = str(error).strip() or type(error).__name__
        raise ModelUnavailable(f"The model {model} cannot be loaded: {reason}") from error


def _own_labels(nlp: Language) -> set[str]:
    """Labels of every component that sets entities."""
    assigning = (nlp.analyze_pipes() or {})["summary"]
    return {
        label
        for name, what in assigning.items() if "doc.ents" in what["assigns"]
        for label in nlp.pipe_labels.get(name, [])
    }  # fmt: skip


def _precisions(meta: Mapping[str, Any]) -> dict[str, float]:
    measured = (meta.get("performance") or {}).get("ents_per_type") or {}
    return {label: round(float(scores["p"]), 3) for label, scores in measured.items()}


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Where each piece begins, and its text."""
    for piece in _PIECE.finditer(text):
        if not piece[0].isspace():
            yield piece.start(), piece[0]


def _without_article_and_possessive(text: str, start: int, end: int) -> tuple[int, int]:
    name = _POSSESSIVE.sub("", text[start:end])
    article = _ARTICLE.match(name)
    return start + (article.end() if article else 0), start + len(name)


def _without_space(text: str, start: int, end: int) -> tuple[int, int]:
    name = text[start:end]
    bare = name.strip()
    if len(bare) == len(name):
        return start, end
    start += name.find(bare)
    return start, start + len(bare)
