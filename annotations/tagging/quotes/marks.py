"""Stretches of text between quotation marks, in every usual style.

News typography opens a quote again in each paragraph and closes it only in the last one; such a
stretch ends with its paragraph. Apostrophes, inches and marks without a partner are no quotes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

MARK = re.compile(r"[\"“”„‟«»‹›‘’‚‛'「」『』＂]")
LINE = re.compile(r"^[^\S\n]*\S[^\n]*", re.MULTILINE)
# What may close a quote, by what opened it.
CLOSERS = {
    '"': '"', "＂": "＂", "“": "”", "„": "“”", "‟": "”", "”": "”", "«": "»", "»": "«", "‹": "›",
    "›": "‹", "‘": "’", "‚": "‘’", "‛": "’", "'": "'", "「": "」", "『": "』",
}  # fmt: skip
SINGLE = "‘‚‛'"
BEFORE_OPENER = "([{—–-/|:;,…\"“„«‹‘‚'"
CONTRACTION = re.compile(r"['‘’](?:\d\ds?\b|em\b|tis\b|twas\b|til\b|cause\b|n['’])", re.I)
DEEPEST = 4  # Quotes within quotes; more is no prose.
MOST = 5_000  # Stretches of a text, marks of a paragraph; more is no article.


@dataclass
class Stretch:
    """`[start, end)` with its marks, in code points; `parent` is the place of the one around it."""

    start: int
    end: int
    content_start: int
    content_end: int
    opener: str
    line: int
    parent: int | None = None
    continues: bool = False  # Left open, and the next paragraph opens it again.


def stretches(text: str) -> list[Stretch]:
    """The quoted stretches of a text by their start, inner ones after the one around them."""
    lines = [(match.start(), match.end()) for match in LINE.finditer(text)]
    found: list[Stretch] = []
    for number, (start, end) in enumerate(lines):
        following = _first(text, *lines[number + 1]) if number + 1 < len(lines) else ""
        found += _line(text, start, end, number, following)
        if len(found) > MOST:
            break
    return _with_parents(found[:MOST])


def _line(text: str, start: int, end: int, number: int, following: str) -> list[Stretch]:
    scan = _Scan(text, start, end, number)
    for at in scan.marks:
        scan.meet(at)
    scan.finish(following)
    return scan.closed


class _Scan:
    """The marks of one paragraph, from left to right."""

    def __init__(self, text: str, start: int, end: int, number: int):
        self.text, self.start, self.end, self.number = text, start, end, number
        self.open: list[int] = []
        self.closed: list[Stretch] = []
        self.marks = [m.start() for m in islice(MARK.finditer(text, start, end), MOST)]
        self.single_ends: dict[str, dict[int, int]] = {}
        self.single_end = -1  # Where the single quote that is open will close.

    def meet(self, at: int) -> None:
        char = self.text[at]
        if self._closes(char, at):
            return
        if char in CLOSERS and len(self.open) < DEEPEST and self._may_open(char, at):
            same = [i for i in self.open if self.text[i] == char]
            if same:  # The earlier one was never closed.
                self.open = self.open[: self.open.index(same[-1])]
            if char in SINGLE:
                self.single_end = self._single_end(at)
                if self.single_end < 0 and self._lead(at):
                    return
            self.open.append(at)

    def _closes(self, char: str, at: int) -> bool:
        for place in range(len(self.open) - 1, -1, -1):
            opener = self.open[place]
            if char not in CLOSERS[self.text[opener]]:
                continue
            if self.text[opener] in SINGLE and at != self.single_end:
                return True
            if char == self.text[opener] and self._looks_open(at):
                continue
            self._close(opener, at + 1, at)
            self.open = self.open[:place]
            return True
        return False

    def _close(self, opener: int, end: int, content_end: int, continues: bool = False) -> None:
        start, stop = opener + 1, content_end
        while start < stop and self.text[start].isspace():
            start += 1
        while stop > start and self.text[stop - 1].isspace():
            stop -= 1
        if start < stop:
            char = self.text[opener]
            self.closed.append(
                Stretch(opener, end, start, stop, char, self.number, continues=continues)
            )

    def _before(self, at: int) -> str:
        return self.text[at - 1] if at > self.start else " "

    def _after(self, at: int) -> str:
        return self.text[at + 1] if at + 1 < self.end else " "

    def _looks_open(self, at: int) -> bool:
        before, after = self._before(at), self._after(at)
        return (before.isspace() or before in "([{—–") and (after.isalnum() or after in "‘'“")

    def _may_open(self, char: str, at: int) -> bool:
        before, after = self._before(at), self._after(at)
        if not (before.isspace() or before in BEFORE_OPENER):
            return char in "「『«„" and not after.isspace()
        if char in SINGLE and CONTRACTION.match(self.text, at, self.end):
            return False
        if char == "”" or char == "»":
            return not after.isspace() and before.isspace()
        return not after.isspace() or char == "«"

    def _lead(self, at: int) -> bool:
        """Whether a mark without an end is more than the first of its paragraph."""
        return at != self.start

    def _single_end(self, opener: int) -> int:
        """Where a single quote closes: the first sure end before the next opener, or the likeliest.

        "the lads’ legs" ends in s and may be a possessive; it closes only if nothing else does.
        """
        char = self.text[opener]
        if char not in self.single_ends:
            self.single_ends[char] = self._ends_for(char)
        return self.single_ends[char][opener]

    def _ends_for(self, opener: str) -> dict[int, int]:
        """The end for each such opener of the line, in one pass from the right; -1 for none."""
        ends, sure, maybe = {}, -1, -1
        for at in reversed(self.marks):
            if self.text[at] == opener:
                ends[at] = sure if sure >= 0 else maybe
                if self._looks_open(at):
                    sure = maybe = -1
                    continue
            before, after = self._before(at), self._after(at)
            if self.text[at] not in CLOSERS[opener] or before.isspace() or after.isalnum():
                continue
            if before not in "sS" or not after.isspace():
                sure = at
            else:
                maybe = at
        return ends

    def finish(self, following: str) -> None:
        """What is open at the end goes on in the next paragraph or was no quote at all."""
        outer = next((at for at in self.open if at == self.start), None)
        for at in [outer] if outer is not None else self.open[:1]:
            if following == self.text[at]:
                self._close(at, self.end, self.end, continues=True)


def _first(text: str, start: int, end: int) -> str:
    """The mark with which a paragraph begins; nothing when it begins with a word."""
    while start < end and text[start].isspace():
        start += 1
    return text[start] if text[start] in CLOSERS else ""


def _with_parents(found: list[Stretch]) -> list[Stretch]:
    found = sorted(found, key=lambda one: (one.start, -one.end))
    around: list[int] = []
    for place, one in enumerate(found):
        while around and found[around[-1]].end < one.end:
            around.pop()
        one.parent = around[-1] if around else None
        around.append(place)
    return found


def outer(found: list[Stretch]) -> Iterator[Stretch]:
    """Those that stand in no other one."""
    return (one for one in found if one.parent is None)
