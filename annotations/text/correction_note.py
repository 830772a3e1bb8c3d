"""What readers are told about a correction, made from what differs."""

from datetime import date as Date
from itertools import pairwise
from typing import NamedTuple

from .text_diff import Run, TextDiff, text_diff
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
    # Only what is told is put into words: of one long line that costs its length each time.
    told = [_told(old, new, change) for change in changes[:MOST]]
    sentences = [_sentence(change, i == 0) for i, change in enumerate(told)]
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


def _changes(old: str, new: str, diff: TextDiff) -> list[Run]:
    """What differs around the runs that stayed, in the order of the old text.

    Two runs that are neighbours on both sides have a replacement between them; elsewhere words were
    left out or put in.
    """
    ends = [((0, 0), (0, 0)), ((len(old),) * 2, (len(new),) * 2)]
    runs = sorted([ends[0], *diff.equal, *diff.moved, ends[1]])
    following = dict(pairwise(sorted(run[1] for run in runs)))
    ends_at = {run[1]: run[0][1] for run in reversed(runs)}
    spans: list[Run] = []
    paired = set()
    for before, after in pairwise(runs):
        is_neighbour = following.get(before[1]) == after[1]
        put_in = (before[1][1], after[1][0] if is_neighbour else before[1][1])
        if is_neighbour:
            paired.add(before[1])
        spans.append(((before[0][1], after[0][0]), put_in))
    for before, after in following.items():
        if before not in paired:
            here = ends_at[before]
            spans.append(((here, here), (before[1], after[0])))
    differing = [span for span in sorted(spans) if _differs(old, new, span)]
    return _near_ones_joined(old, new, differing)


def _differs(old: str, new: str, span: Run) -> bool:
    return fold_signs(old[slice(*span[0])]).split() != fold_signs(new[slice(*span[1])]).split()


def _near_ones_joined(old: str, new: str, spans: list[Run]) -> list[Run]:
    """Changes with a few words of one line between them are told as one."""
    joined: list[Run] = []
    for span in spans:
        if joined:
            (a, b), (c, d) = joined[-1]
            between = old[b : span[0][0]]
            same = between == new[d : span[1][0]] if d <= span[1][0] else False
            if same and "\n" not in between and len(between.split()) <= BESIDE:
                joined[-1] = ((a, span[0][1]), (c, span[1][1]))
                continue
        joined.append(span)
    return joined


def _told(old: str, new: str, span: Run) -> Told:
    left_out, put_in = span
    if max(len(old[slice(*left_out)].split()), len(new[slice(*put_in)].split())) < SHORT:
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
