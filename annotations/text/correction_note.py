"""What readers are told about a correction, made from what differs."""

from collections.abc import Sequence
from datetime import date as Date

import regex

from .changes import Change, changes
from .quoting import quoted
from .text_diff import Range

MOST = 40  # Changes that are told; a note that leaves some out says so first.
TITLES = {
    "correction": "Correction",
    "update": "Update",
    "legal": "Legal note",
    "typo": "Correction",
}
NUMBER = regex.compile(
    r"\p{N}|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundreds?|thousands?|[mb]illions?|dozens?"
    r"|half|third|quarter|double[ds]?|first|second|no|not|never|none)\b",
    regex.IGNORECASE,
)
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
    (a, b), (c, d) = change.old, change.new
    if any((start < b and a < end) or start < a == b < end for start, end in checked):
        return 0
    is_exact = NUMBER.findall(old[a:b]) != NUMBER.findall(new[c:d])
    is_exact = is_exact or _names(old, change.old, change.old_around) != _names(
        new, change.new, change.new_around
    )
    return 1 if is_exact else 2


def _names(text: str, words: Range, around: Range) -> list[str]:
    """Words with a capital that do not owe it to the beginning of a sentence."""
    return [match[0] for match in NAME.finditer(text, *words) if match.start() > around[0]]


def _sentence(old: str, new: str, change: Change, *, is_first: bool) -> str:
    earlier = "An earlier version of this article" if is_first else "The earlier version also"
    before, after = change.old_around, change.new_around
    was, now = quoted(old, change.old, before), quoted(new, change.new, after)
    if was and now:
        return f"{earlier} said “{was}”; it now says “{now}”."
    return f"{earlier} said “{was}”; that was removed." if was else f"“{now}” was added."
