"""Measures who is said to speak: script/evaluate quotes MARKS [--pages FOLDER] (docs/tagging.md).

MARKS are JSON lines `{"text" or "page", "marks": [[opening words, [speaker, …]], …]}`. The words
open the quotes in their order, mark included; a quote of nobody's has no speaker. A page lies
in FOLDER.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

from annotations.ingest.reader import read
from annotations.tagging.pipeline import Pipeline
from annotations.tagging.quotes.model import Quote

PAGE = "text/html; charset=utf-8"
ARTICLES = ("a ", "an ", "the ")


@dataclass(frozen=True)
class Figures:
    """Quotes with a speaker, of them found, right and given to another; nobody's, and of them
    given to somebody."""

    marked: int = 0
    found: int = 0
    right: int = 0
    wrong: int = 0
    nobodys: int = 0
    given: int = 0

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(*map(sum, zip(astuple(self), astuple(other), strict=True)))

    def __str__(self) -> str:
        found, right, wrong = (
            f"{100 * one / max(self.marked, 1):.1f} %"
            for one in (self.found, self.right, self.wrong)
        )
        return (
            f"{self.marked} quotes: found {found}, right speaker {right}, wrong {wrong}; "
            f"of {self.nobodys} of nobody's {self.given} given to somebody"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description="Measures who is said to speak.")
    parser.add_argument("marks", type=Path, nargs="+", help="JSON lines of texts and their marks")
    parser.add_argument("--pages", type=Path, default=Path(), help="folder of the pages")
    parser.add_argument("--misses", action="store_true", help="print what is not right")
    asked = parser.parse_args()
    engine, total = Pipeline(), Figures()
    for file in asked.marks:
        figures = Figures()
        for line in file.read_text().splitlines():
            row = json.loads(line)
            text = row.get("text") or _page(asked.pages / row["page"])
            [document] = engine.tag([text], ["en"])
            one, misses = judged(text, row["marks"], document.quotes)
            figures += one
            if asked.misses:
                print(*misses, sep="\n", end="\n" * bool(misses))
        print(f"{file.name}: {figures}")
        total += figures
    print(f"all: {total}")


def judged(
    text: str, marks: Sequence[tuple[str, list[str]]], quotes: Sequence[Quote]
) -> tuple[Figures, list[str]]:
    """The figures of one text, and its quotes that are not right in words.

    Raises ValueError when the text does not have the words of a mark.
    """
    by_start = {one.start: one for one in quotes if one.form == "quote"}
    figures, misses = Figures(), []
    for start, words, wanted in _places(text, marks):
        one = by_start.get(start)
        name = one.speaker.name if one and one.speaker else ""
        is_right = bool(wanted) and any(_fits(name, speaker) for speaker in wanted)
        if wanted:
            figures += Figures(1, one is not None, is_right, bool(name) and not is_right)
        else:
            figures += Figures(nobodys=1, given=bool(name))
        if bool(wanted or name) and not is_right:
            rule = one.rule if one else "not found"
            misses.append(f"  {words} – {' / '.join(wanted) or 'nobody'}: {name or '–'} ({rule})")
    return figures, misses


def _places(text: str, marks) -> Iterator[tuple[int, str, list[str]]]:
    at = 0
    for words, speakers in marks:
        at = text.find(words, at)
        if at < 0:
            raise ValueError(f"The text does not have {words!r}.")
        yield at, words, speakers
        at += len(words)


def _fits(name: str, wanted: str) -> bool:
    """Whether the name is the wanted one, or its last words: "Varn" for "Ilka Varn"."""
    short, long = _bare(name), _bare(wanted)
    return bool(short) and (long == short or long.endswith(f" {short}"))


def _bare(name: str) -> str:
    folded = name.casefold().replace("’", "'")
    return next((folded[len(one) :] for one in ARTICLES if folded.startswith(one)), folded)


def _page(path: Path) -> str:
    return read(path.read_bytes(), path.name, PAGE).text


if __name__ == "__main__":
    main()
