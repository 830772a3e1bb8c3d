"""Reads articles with marked quotes: what is said by whom, and where.

`{Name: “words”}` is a quotation, `<Name: words>` what someone said in other words; `Name / Other`
accepts two answers and `?` none. A head of `KEY: value, value` lines lists the names by label.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

from annotations.tagging.found import Found

ARTICLES = Path(__file__).with_name("articles")
MARK = re.compile(r"[{<]([^{}<>:“‘\"]+): |[}>]")


@dataclass(frozen=True)
class Expected:
    """`[start, end)` in code points; `speakers` are folded, and empty when nobody is known."""

    start: int
    end: int
    form: str
    speakers: frozenset[str]


@dataclass
class Marked:
    title: str
    language: str
    text: str
    names: list[Found] = field(default_factory=list)
    expected: list[Expected] = field(default_factory=list)


def articles(part: str) -> list[Marked]:
    """The articles of `development` or `heldout`, in their order."""
    return [read(path.read_text(), path.stem) for path in sorted((ARTICLES / part).glob("*.txt"))]


def read(source: str, title: str = "") -> Marked:
    """One marked article; raises ValueError when marks are left open."""
    head, _, body = source.partition("\n---\n")
    keys = dict(line.split(": ", 1) for line in head.splitlines())
    text, expected = _without_marks(body.strip())
    marked = Marked(title, keys.pop("language"), text, expected=expected)
    keys.pop("kind", "")
    marked.names = _occurrences(
        text, {name.strip(): label for label, names in keys.items() for name in names.split(",")}
    )
    return marked


def _without_marks(body: str) -> tuple[str, list[Expected]]:
    text, expected, open_marks, at = "", [], [], 0
    for mark in MARK.finditer(body):
        text += body[at : mark.start()]
        at = mark.end()
        if mark[1]:
            open_marks.append((len(text), mark[0][0], mark[1]))
            continue
        start, opener, speakers = open_marks.pop()
        form = "quote" if opener == "{" else "paraphrase"
        names = {name.strip().casefold() for name in speakers.split(" / ")} - {"?"}
        expected.append(Expected(start, len(text), form, frozenset(names)))
        if "?" in speakers and names:
            expected[-1] = Expected(start, len(text), form, frozenset({*names, ""}))
    if open_marks:
        raise ValueError(f"{len(open_marks)} marks are left open.")
    return text + body[at:], sorted(expected, key=lambda one: one.start)


def _occurrences(text: str, labels: dict[str, str]) -> list[Found]:
    names = sorted(labels, key=len, reverse=True)
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, names)) + r")\b(?!-\w)")
    return [
        Found(match.start(), match.end(), labels[match[0]], match[0], 1.0)
        for match in pattern.finditer(text)
    ]
