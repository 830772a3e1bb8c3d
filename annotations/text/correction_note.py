"""What readers are told about a correction, made from what differs."""

from datetime import date as Date
from itertools import pairwise
from typing import NamedTuple

from .text_diff import TextDiff, gaps, text_diff
from .words import fold_signs

MOST = 4  # Changes that are told one by one.
LONGEST = 240  # Code points of one quotation.
BESIDE = 3  # Words of the neighbourhood that make a short change readable.
SHORT = 6  # Words.
TITLES = {
    "correction": "Correction",
    "update": "Update",
    "legal": "Legal note",
    "typo": "Correction",
}


class Told(NamedTuple):
    """One change in words for readers; one side is empty where nothing stands."""

    old: str
    new: str


def correction_note(old: str, new: str, *, kind: str, date: Date) -> str:
    """A note in English from two versions of a text and the kind of revision (Revision.Kind).

    Quotes what was replaced, left out and put in, the first changes first; white space and
    typography are not told. Passages that only moved are told in one sentence.
    """
    diff = text_diff(old, new)
    changes = _changes(old, new, diff)
    title = f"{TITLES.get(kind, 'Correction')}, {date.day} {date:%B %Y}"
    sentences = [_sentence(change, i == 0) for i, change in enumerate(changes[:MOST])]
    rest = len(changes) - MOST
    if rest > 0:
        sentences.append(
            f"There {'is' if rest == 1 else 'are'} {rest} more change{'s' * (rest > 1)}."
        )
    if diff.moved and not changes:
        sentences.append("Passages of this article were put in another order.")
    if not sentences:
        sentences.append("Typography was corrected; the words are the same.")
    return f"{title}: {' '.join(sentences)}"


def _changes(old: str, new: str, diff: TextDiff) -> list[Told]:
    """What lies between the runs that stayed, without what moved and what looks the same."""
    ends = ((len(old), len(old)), (len(new), len(new)))
    changes = []
    for before, after in pairwise([((0, 0), (0, 0)), *diff.equal, ends]):
        left_out = _left(old, (before[0][1], after[0][0]), [run[0] for run in diff.moved])
        put_in = _left(new, (before[1][1], after[1][0]), [run[1] for run in diff.moved])
        if fold_signs(old[slice(*left_out)]).split() != fold_signs(new[slice(*put_in)]).split():
            changes.append(_told(old, new, left_out, put_in))
    return changes


def _left(text: str, span: tuple[int, int], moved: list[tuple[int, int]]) -> tuple[int, int]:
    """The span without what moved at its ends; a move in its middle is told with it."""
    runs = [((a - span[0], b - span[0]),) * 2 for a, b in moved if span[0] <= a and b <= span[1]]
    rest = [
        (a + span[0], b + span[0])
        for a, b in gaps(runs, span[1] - span[0], 0)
        if text[a + span[0] : b + span[0]].strip()
    ]
    return (rest[0][0], rest[-1][1]) if rest else (span[0], span[0])


def _told(old: str, new: str, left_out: tuple[int, int], put_in: tuple[int, int]) -> Told:
    words = max(len(old[slice(*left_out)].split()), len(new[slice(*put_in)].split()))
    is_short = words < SHORT and left_out[0] < left_out[1] and put_in[0] < put_in[1]
    if is_short:
        return Told(_quoted(old, _wider(old, left_out)), _quoted(new, _wider(new, put_in)))
    return Told(_quoted(old, left_out), _quoted(new, put_in))


def _wider(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """The span with a few words of its line on both sides."""
    start, end = span
    line = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", end)
    before = text[line:start].split()[-BESIDE:]
    after = text[end : stop if stop >= 0 else len(text)].split()[:BESIDE]
    at = start
    for word in reversed(before):
        at = text.rindex(word, line, at)
    to = end
    for word in after:
        to = text.index(word, to) + len(word)
    return at, to


def _quoted(text: str, span: tuple[int, int]) -> str:
    words = " ".join(text[slice(*span)].split()).strip(" ,;")
    words = words.replace("“", "‘").replace("”", "’").replace('"', "’")
    return words if len(words) <= LONGEST else words[:LONGEST].rsplit(" ", 1)[0] + " …"


def _sentence(change: Told, is_first: bool) -> str:
    earlier = "An earlier version of this article" if is_first else "It also"
    if change.old and change.new:
        return f"{earlier} said “{change.old}”; it now says “{change.new}”."
    if change.old:
        return f"{earlier} said “{change.old}”; that was removed."
    return f"“{change.new}” was added."
