"""What readers are told about a correction, made from what differs."""

from collections.abc import Sequence
from datetime import date as Date

import regex

from ..numbers import numbers_in
from ..quoting import quoted
from ..spans import Range
from .changes import Change, changes

MOST = 40  # Changes that are told; a note that leaves some out says so first.
TITLES = {
    "correction": "Correction",
    "update": "Update",
    "legal": "Legal note",
    "typo": "Correction",
}
NEGATION = regex.compile(r"\b(?:no|not|never|none|nobody|nothing)\b", regex.IGNORECASE)
NAME = regex.compile(r"\b\p{Lu}[\p{L}\p{M}]*")


def correction_note(
    old: str, new: str, *, kind: str, date: Date, checked: Sequence[Range] = ()
) -> str:
    """A note in English from two versions of a text and the kind of revision (Revision.Kind).

    Tells every change, one a line: first those under `checked` (places of the old text with a
    verdict), then numbers and names, then the others as the old text has them. White space and
    typography are not told; what only moved is told in one sentence.
    """
    made, moves = changes(old, new)
    found = sorted(made, key=lambda change: _rank(old, new, change, checked))
    title = f"{TITLES.get(kind, 'Correction')}, {date.day} {date:%B %Y}"
    lines = []
    said = False
    for change in found[:MOST]:
        lines.append(_sentence(old, new, change, is_first=not said))
        said = said or change.old_around[0] < change.old_around[1]
    if moves:
        also = "also " if found else ""
        lines.append(f"Passages of this article were {also}put in another order.")
    if not lines:
        lines.append("Typography was corrected; the words are the same.")
    note = f"{title}: " + "\n".join(lines)
    return note if len(found) <= MOST else f"{_incomplete(len(found))}\n{note}"


def _incomplete(number: int) -> str:
    return (
        f"INCOMPLETE, not to be published as it is: {number - MOST} of {number} changes are not "
        "told here."
    )


def _rank(old: str, new: str, change: Change, checked: Sequence[Range]) -> int:
    a, b = change.old
    if any((start < b and a < end) or start < a == b < end for start, end in checked):
        return 0
    was = _facts(old, change.old, change.old_around)
    return 1 if was != _facts(new, change.new, change.new_around) else 2


def _facts(text: str, words: Range, around: Range) -> tuple[set[str], int, list[str]]:
    """Its numbers, how often it denies something, and its names.

    A name is a word with a capital that it does not owe to the beginning of a sentence.
    """
    said = text[slice(*words)]
    names = [match[0] for match in NAME.finditer(text, *words) if match.start() > around[0]]
    return numbers_in(said), len(NEGATION.findall(said)), names


def _sentence(old: str, new: str, change: Change, *, is_first: bool) -> str:
    earlier = "An earlier version of this article" if is_first else "The earlier version also"
    before, after = change.old_around, change.new_around
    was, now = quoted(old, change.old, before), quoted(new, change.new, after)
    if was and now:
        return f"{earlier} said “{was}”; it now says “{now}”."
    return f"{earlier} said “{was}”; that was removed." if was else f"“{now}” was added."
