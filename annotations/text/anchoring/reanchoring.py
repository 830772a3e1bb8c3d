"""The fate of every span of a text in its next version."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Indel

from ..spans import Span, widen
from ..words import fold_signs
from .alignment import Alignment, align
from .doubts import Doubts, Reason
from .ends import exact_ends
from .finding import Finder
from .placing import place
from .versions import Version, versions

Outcome = Literal["unchanged", "moved", "changed", "orphaned"]


@dataclass(frozen=True)
class Carried:
    """The fate of one span, in code points of the new text.

    `unchanged`: the same words in the same order with the others; `moved`: the same words
    elsewhere; `changed`: followed to edited words; `orphaned`: gone, and `span` is None.
    Typography (quotation marks, dashes, white space, invisible characters, composition of accents)
    is no change. `similarity` is the share of letters in common, from 0 to 1.
    `candidates` are up to three places `(start, end, similarity)` that a person may choose from
    for an orphan, the likest first.

    `reason` is why a person has to say which words are meant, also when they are the same.
    "twice": the sentence stands there twice now, or beside one that is much like it; "elsewhere":
    its sentence was changed and stands in another place, and may be another one. The places to
    choose from are in `candidates`, the one it was followed to first.
    """

    span: Span | None
    outcome: Outcome
    similarity: float
    candidates: tuple[tuple[int, int, float], ...] = ()
    reason: Reason = ""

    @property
    def start(self) -> int | None:
        return self.span and self.span.start

    @property
    def end(self) -> int | None:
        return self.span and self.span.end


def carry(old_text: str, new_text: str, ranges: Sequence[tuple[int, int]]) -> list[Carried]:
    """What becomes of each `(start, end)` of `old_text` in `new_text`, in the order given.

    Offsets are code points; ends within a grapheme are widened to it, and results lie on
    grapheme boundaries. Raises BadSpan for a range that is empty or outside.
    """
    spans = [widen(old_text, *one) for one in ranges]
    if old_text == new_text:
        return [Carried(span, "unchanged", 1.0) for span in spans]
    old, new = versions(old_text, new_text)
    found = align(old, new)
    finder, doubts = Finder(old, new), Doubts(old, new, found)
    return [
        _followed(old, new, found, span, doubts)
        or Carried(None, "orphaned", 0.0, finder.candidates(span))
        for span in spans
    ]


def carry_spans(
    old_text: str, new_text: str, ranges: Sequence[tuple[int, int]]
) -> Sequence[Span | None]:
    """Where each span stands in `new_text`, None for those that a person has to place.

    As `carry`, without looking for candidates.
    """
    spans = [widen(old_text, *one) for one in ranges]
    if old_text == new_text:
        return spans
    old, new = versions(old_text, new_text)
    found = align(old, new)
    fates = [_followed(old, new, found, span) for span in spans]
    return [fate.span if fate else None for fate in fates]


def _followed(
    old: Version, new: Version, found: Alignment, span: Span, doubts: Doubts | None = None
) -> Carried | None:
    """Where the span went; None for an orphan."""
    first, last = bisect_right(old.words.ends, span[0]), bisect_left(old.words.starts, span[1])
    at = place(old, new, found, first, last)
    if at is None:
        return None
    there = widen(new.text, *exact_ends(old, new, span, at))
    one, two = fold_signs(old.text[slice(*span)]), fold_signs(new.text[slice(*there)])
    same = one.split() == two.split()
    alike = 1.0 if same else Indel.normalized_similarity(one, two)
    if doubts:
        reason, likeness = doubts.about(first, last)
        if reason == "twice" or (reason and same):
            others = doubts.places(span, first, last, likeness)
            offered = ((*there, alike), *_offered(new, one, others))
            return Carried(there, "changed", alike, offered, reason)
    if not same:
        return Carried(there, "changed", alike)
    stayed = all(found.in_order[first:last])
    return Carried(there, "unchanged" if stayed else "moved", 1.0)


def _offered(
    new: Version, words: str, places: Iterable[tuple[int, int]]
) -> Iterator[tuple[int, int, float]]:
    """The places with their likeness to the folded `words`."""
    for one in places:
        start, end = widen(new.text, *one)
        yield start, end, Indel.normalized_similarity(words, fold_signs(new.text[start:end]))
