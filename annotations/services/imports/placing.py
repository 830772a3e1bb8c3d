"""The marks of one text, each where it stands in the text as it is stored, or why it does not."""

from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.translation import gettext_noop as _

from annotations.errors import Invalid
from annotations.ingest.annotated.records import Mark, Text
from annotations.messages import in_english
from annotations.models import Label
from annotations.text.canonical import Canonical
from annotations.text.spans import Span

from ..anchors.place import fit
from .labels import CLAIM, KEEP, LEAVE, Table

LONGEST_SHOWN = 300  # Code points of words that did not come in.
MOST_LEFT = 1_000  # Of one record.
OUTSIDE = _("This place is outside the text.")
LEFT_OUT = _("The label “%(label)s” is left out.")
IN_PIECES = _("A name is one piece of text; this has several.")
OF_NAME = _("Only the kind of a name is imported.")


class PlacedName(NamedTuple):
    span: Span
    label: str
    note: str


class PlacedClaim(NamedTuple):
    span: Span
    statement: str
    labels: tuple[str, ...]
    note: str


@dataclass
class Placed:
    """What comes in of one text, in code points of its canonical form, and what does not."""

    names: list[PlacedName] = field(default_factory=list)
    claims: list[PlacedClaim] = field(default_factory=list)
    left: list[dict[str, str]] = field(default_factory=list)

    def leave(self, words: str, problem: str) -> None:
        """List words with the reason why they do not come in."""
        self.left.append({"words": words[:LONGEST_SHOWN], "problem": problem})


def place(record: Text, canonical: Canonical, table: Table) -> Placed:
    """All marks of a text."""
    found = Placed()
    for lost in record.lost:
        found.leave(lost.words, in_english(lost.problem))
    for mark in record.marks:
        _place(found, record, canonical, table, mark)
    return found


def _place(found: Placed, record: Text, canonical: Canonical, table: Table, mark: Mark) -> None:
    words = " … ".join(record.text[slice(*part)] for part in mark.parts) or mark.label
    target = table.target(mark.label)
    if target == LEAVE:
        found.leave(words, LEFT_OUT % {"label": mark.label})
        return
    try:
        span = _fitted(record.text, canonical, mark.span)
    except Invalid as error:
        found.leave(words, error.message)
        return
    if target in Label.values:
        _name(found, span, target, words, mark)
        return
    parts = [_fitted_words(record.text, canonical, part) for part in mark.parts]
    own = (mark.label,) if target == KEEP else ()
    labels = tuple(dict.fromkeys((*own, *mark.more)))
    statement = mark.statement or (" … ".join(parts) if len(parts) > 1 else "")
    assert target in (CLAIM, KEEP)
    found.claims.append(PlacedClaim(span, statement, labels, mark.note))


def _name(found: Placed, span: Span, label: str, words: str, mark: Mark) -> None:
    if len(mark.parts) > 1:
        found.leave(words, IN_PIECES)
        return
    for more in mark.more:
        found.leave(f"{words}: {more}", OF_NAME)
    found.names.append(PlacedName(span, label, mark.note))


def _fitted(text: str, canonical: Canonical, span: Span) -> Span:
    """Raises Invalid for what is no place of words in the text."""
    if not 0 <= span.start < span.end <= len(text):
        raise Invalid(OUTSIDE)
    return fit(canonical.text, *canonical.span(*span))


def _fitted_words(text: str, canonical: Canonical, part: Span) -> str:
    start, end = canonical.span(*part)
    return " ".join(canonical.text[start:end].split())
