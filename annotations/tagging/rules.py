"""Names by capitals, titles, cue words and a gazetteer, where no trained model can be loaded.

It knows no grammar. Every pass looks at each token a bounded number of times.
"""

from collections.abc import Iterator, Sequence

import spacy
from spacy.tokens import Doc, Span

from .found import Found
from .names import words
from .names.dates import dates
from .names.places import LONGEST, gazetteer

VERSION = "2"
SOURCE = f"rules/{VERSION}"
HONORIFICS = words.HONORIFICS | {"."}
SMALL = words.PARTICLES | {"", "."}
BEFORE_PERSONS = words.TITLES | words.PARTICLES | {"-", "."}
APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'"})


class RuleTagger:
    """Names of two or more words, their later surnames, organisations, places, dates."""

    name = "rules"
    version = VERSION

    def __init__(self) -> None:
        self._nlp = spacy.blank("xx")
        # Lines are tokenised one by one, so that the limit is a line's.
        self._nlp.max_length = 5_000_000
        self._places = gazetteer()

    def tag(self, texts: Sequence[str]) -> list[list[Found]]:
        """The names of canonical texts in code points, sorted and without overlaps."""
        return [self._tag(text) for text in texts]

    def _tag(self, text: str) -> list[Found]:
        lines = list(self._lines(text))
        lower = {token.text for _, doc in lines for token in doc if token.text.islower()}
        found: list[Found] = []
        for offset, doc in lines:
            taken = _Taken(doc)
            found += self._fixed(doc, offset, taken)
            found += [
                _found(span, offset, label, score)
                for span, label, score in self._names(doc, taken, lower)
                if taken.take(span)
            ]
        return sorted(found + _surnames(lines, found))

    def _lines(self, text: str) -> Iterator[tuple[int, Doc]]:
        offset = 0
        for line in text.split("\n"):
            if line.strip():
                yield offset, self._nlp.make_doc(line)
            offset += len(line) + 1

    def _fixed(self, doc: Doc, offset: int, taken: "_Taken") -> list[Found]:
        """Dates, places and nationalities: what patterns and lists know."""
        found = []
        for start, end in dates(doc.text):
            span = doc.char_span(start, end, alignment_mode="expand")
            if span is not None and taken.take(span):
                found.append(_found(span, offset, "DATE", 0.9))
        for span in self._place_spans(doc):
            if not _is_within_name(span, self._places) and taken.take(span):
                found.append(_found(span, offset, "PLACE", 0.8))
        for token in doc:
            if _is_name_word(token.text) and words.is_demonym(token.lower_):
                span = doc[token.i : token.i + 1]
                if taken.take(span):
                    found.append(_found(span, offset, "NORP", 0.8))
        return found

    def _place_spans(self, doc: Doc) -> Iterator[Span]:
        at = 0
        while at < len(doc):
            for length in range(min(LONGEST, len(doc) - at), 0, -1):
                span = doc[at : at + length]
                if span.text in self._places and not _is_title(span):
                    yield span
                    at += length - 1
                    break
            at += 1

    def _names(
        self, doc: Doc, taken: "_Taken", lower: set[str]
    ) -> Iterator[tuple[Span, str, float]]:
        """People and organisations: runs of capitalised words, and names after Arabic titles."""
        for run in _runs(doc, taken):
            span = _without_first_word(run, lower)
            if span is None:
                continue
            if _is_organisation(span):
                yield span, "ORG", 0.7
                continue
            if _is_place(span):
                yield span, "PLACE", 0.6
                continue
            person = _without_titles(span)
            if person is None:
                continue
            names = [token for token in person if _is_name_word(token.text)]
            honoured = person.start > 0 and doc[person.start - 1].lower_ in HONORIFICS
            if len(names) >= 2 and not any(token.is_upper and len(token) > 3 for token in names):
                yield person, "PERSON", 0.75
            elif len(person) == 1 and person.text.isupper() and 2 <= len(person.text) <= 6:
                yield person, "ORG", 0.5
            elif len(person) == 1 and honoured and person.start != span.start:
                yield person, "PERSON", 0.6
        yield from _after_arabic_titles(doc, taken)


class _Taken:
    """Which tokens belong to a name already."""

    def __init__(self, doc: Doc):
        self._flags = [False] * len(doc)

    def take(self, span: Span) -> bool:
        if any(self._flags[span.start : span.end]):
            return False
        self._flags[span.start : span.end] = [True] * len(span)
        return True

    def has(self, i: int) -> bool:
        return self._flags[i]


def _found(span: Span, offset: int, label: str, score: float) -> Found:
    start, end = offset + span.start_char, offset + span.end_char
    return Found(start, end, label, span.text, score, SOURCE)


def _is_name_word(word: str) -> bool:
    return word[:1].isupper()


def _is_title(span: Span) -> bool:
    return len(span) == 1 and span.text.lower() in words.COMMON_OR_TITLES


def _is_within_name(span: Span, places: frozenset[str]) -> bool:
    """A place's name within a longer name: "Warwick Davis", "University of Oslo"."""
    doc = span.doc
    before = doc[span.start - 1].text if span.start else ""
    after = doc[span.end].text if span.end < len(doc) else ""
    follows = _is_name_word(after) and after not in places and span.text + " " + after in doc.text
    joined = (
        before.lower() in words.JOINERS
        and span.start > 1
        and (doc[span.start - 2].lower_ in words.ORGANISATION_CUES)
    )
    leads = _is_name_word(before) and before.lower() not in words.COMMON_OR_TITLES
    return follows or joined or (leads and len(span) == 1 and span.start > 1)


def _runs(doc: Doc, taken: _Taken) -> Iterator[Span]:
    """Capitalised words side by side, with particles and joiners between them."""
    at = 0
    while at < len(doc):
        if taken.has(at) or not _is_name_word(doc[at].text):
            at += 1
            continue
        end = at + 1
        while end < len(doc) and not taken.has(end):
            word = doc[end].text
            if _is_name_word(word) or (word == "-" and not doc[end - 1].whitespace_):
                end += 1
                continue
            if word == "." and doc[end - 1].lower_ in words.HONORIFICS:
                end += 1
                continue
            step = _bridge(doc, at, end)
            if not step:
                break
            end += step
        yield doc[at:end]
        at = end


def _bridge(doc: Doc, start: int, end: int) -> int:
    """How many small words at `end` lead on to the rest of one name; 0 when it ends there."""
    is_organisation = any(token.lower_ in words.ORGANISATION_CUES for token in doc[start:end])
    allowed = words.JOINERS if is_organisation else words.PARTICLES
    for step in (1, 2):
        if end + step >= len(doc) or doc[end + step - 1].lower_ not in allowed:
            return 0
        if _is_name_word(doc[end + step].text):
            return step
    return 0


def _without_first_word(span: Span, lower: set[str]) -> Span | None:
    """Sentences begin with a capital: a common word there is no part of the name."""
    while len(span):
        first = span[0]
        word = first.lower_.translate(APOSTROPHES)
        before = span.doc[span.start - 1].text if span.start else "."
        begins = before in '.?!:“”"«„–—‘(' or span.start == 0
        cut = word in words.COMMON or (begins and word in lower and word not in words.TITLES)
        if not cut:
            return span
        span = span[1:]
    return None


def _is_organisation(span: Span) -> bool:
    lowered = [token.lower_ for token in span]
    if lowered[-1].rstrip(".") in words.ORGANISATION_SUFFIXES and len(span) > 1:
        return True
    # In front, a cue needs its "of": "University of Oslo", but "Police Inspector Reyes".
    if lowered[0] in words.ORGANISATION_CUES:
        return len(span) > 1 and lowered[1] in words.JOINERS
    has_cue = any(word in words.ORGANISATION_CUES for word in lowered)
    return has_cue and lowered[0] not in words.HONORIFICS


def _is_place(span: Span) -> bool:
    first, last = span[0].lower_, span[-1].lower_
    return len(span) > 1 and (first in words.PLACE_BEGINNINGS or last in words.PLACE_ENDINGS)


def _without_titles(span: Span) -> Span | None:
    start = span.start
    while start < span.end and span.doc[start].lower_ in BEFORE_PERSONS:
        start += 1
    return span.doc[start : span.end] if start < span.end else None


def _is_cut(word: str) -> bool:
    """A title or what joins titles: "Vice-President", "Secretary-General"."""
    parts = word.split("-")
    return all(part in words.TITLES or part in SMALL for part in parts)


def _after_arabic_titles(doc: Doc, taken: _Taken) -> Iterator[tuple[Span, str, float]]:
    for i in range(len(doc) - 2):
        names = doc[i + 1 : i + 3]
        is_new = not any(
            taken.has(token.i) or token.lower_ in words.ARABIC_TITLES for token in names
        )
        is_name = is_new and all(token.is_alpha for token in names)
        if doc[i].text in words.ARABIC_TITLES and is_name:
            yield names, "PERSON", 0.5


def _surnames(lines: list[tuple[int, Doc]], found: list[Found]) -> list[Found]:
    """Later mentions by surname alone of people who were named in full before."""
    named = {one.text.split()[-1]: one.start for one in reversed(found) if one.label == "PERSON"
             and len(one.text.split()) > 1}  # fmt: skip
    covered = {i for one in found for i in range(one.start, one.end)}
    extra = []
    for offset, doc in lines:
        for token in doc:
            start = offset + token.idx
            name = token.text.removesuffix("'s").removesuffix("’s")
            if named.get(name, start) < start and start not in covered:
                extra.append(Found(start, start + len(name), "PERSON", name, 0.7, SOURCE))
    return extra
