"""The documents of the repository, and what stands in them: lines, fenced blocks, links, tables."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent.parent
DOCS = ROOT / "docs"
INDEX = DOCS / "README.md"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"#{1,6} (.+)")


class Line(NamedTuple):
    number: int
    text: str
    # The language of the fenced block it stands in; None outside of one.
    fence: str | None


def lines(page: Path) -> Iterator[Line]:
    """All but the fences themselves."""
    fence = None
    for number, text in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
        if text.startswith("```"):
            fence = text[3:].strip() if fence is None else None
        else:
            yield Line(number, text, fence)


def fences(page: Path) -> list[str]:
    """The languages of a document's fenced blocks."""
    marks = re.findall(r"^```(.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return marks[::2]


def links(page: Path) -> list[str]:
    prose = "\n".join(line.text for line in lines(page) if line.fence is None)
    return LINK.findall(prose)


def anchors(page: Path) -> set[str]:
    """What a link may name after `#`, made of headings as GitHub does."""
    found = (HEADING.fullmatch(line.text) for line in lines(page) if line.fence is None)
    words = (heading[1].lower() for heading in found if heading)
    return {re.sub(r"[^\w\- ]", "", title).replace(" ", "-") for title in words}


def table(page: Path, heading: str) -> list[list[str]]:
    """The cells of the rows of the first table under a heading."""
    rows: list[list[str]] = []
    text = page.read_text(encoding="utf-8").split(f"## {heading}\n", 1)[1]
    for line in text.splitlines():
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip("|").split("|")])
        elif rows:
            break
    return rows[2:]
