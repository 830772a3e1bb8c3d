"""Measures what becomes of web pages: script/evaluate intake FOLDER [--against CHECKOUT].

A page is `*.html` or `*/source.html`; beside the latter `expected.html` holds its article. What a
reader sees is asked of Chromium, with scripts off and nothing fetched.
"""

import argparse
import json
import os
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path

import regex
from lxml import html
from playwright.sync_api import Page, Route, sync_playwright

from tests.browser.chromium import launched

WORD = regex.compile(r"\w+")
ADDRESS = "http://page.invalid/"
SHARE = 0.3  # Of a block's words: what keeps less was left out as a whole.
A_FEW = 4  # Words; shorter blocks find themselves anywhere.
READ = """
import json, sys
from pathlib import Path
from annotations.ingest.reader import read
kind = "text/html; charset=utf-8"
print(json.dumps([read(Path(p).read_bytes(), "a.html", kind).text for p in sys.argv[1:]]))
"""
# The words of each block as it is shown; a closed <details> is opened, as a reader may.
SEEN = """() => {
  const blocks = [];
  let words = "";
  const end = () => { if (words.trim()) blocks.push(words.trim()); words = ""; };
  const isSeen = (text) => {
    const range = document.createRange();
    range.selectNodeContents(text);
    return [...range.getClientRects()].some((box) => box.width > 0 && box.height > 0);
  };
  const fields = ["TEXTAREA", "SELECT", "VIDEO", "AUDIO", "IFRAME", "OBJECT"];
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) {
      const shown = getComputedStyle(node.parentElement).visibility === "visible";
      if (!/\\S/.test(node.data) || (shown && isSeen(node))) words += node.data;
      return;
    }
    if (node.nodeType !== Node.ELEMENT_NODE || fields.includes(node.tagName)) return;
    const { display } = getComputedStyle(node);
    if (display === "none") return;
    const breaks = node.tagName === "BR" || !/^(inline|contents|ruby)/.test(display);
    if (breaks) end();
    if (node.tagName === "DETAILS") node.open = true;
    node.childNodes.forEach(walk);
    if (breaks) end();
  };
  walk(document.body);
  end();
  return blocks;
}"""


@dataclass
class Figures:
    """In words: lost out of blocks that are kept, foreign to the article, missing of it."""

    lost: int = 0
    foreign: int = 0
    missing: int = 0

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(*map(sum, zip(astuple(self), astuple(other), strict=True)))


def main() -> None:
    parser = argparse.ArgumentParser(description="Measures what becomes of web pages.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--against", type=Path, help="another checkout, measured in the same run")
    asked = parser.parse_args()
    pages = sorted([*asked.folder.glob("*.html"), *asked.folder.glob("*/source.html")])
    here = Path(__file__).resolve().parent.parent
    checkouts = [path for path in (asked.against, here) if path]
    texts = [_texts(path, pages) for path in checkouts]
    totals = [Figures() for _ in checkouts]
    print(f"{'words':40}" + "    lost foreign missing" * len(checkouts))
    for number, (page, blocks) in enumerate(zip(pages, _seen(pages), strict=True)):
        rows = [_figures(one[number], blocks, _expected(page)) for one in texts]
        totals = [total + row for total, row in zip(totals, rows, strict=True)]
        name = page.parent.name if page.name == "source.html" else page.stem
        print(_line(name, rows), flush=True)
    print(_line("all", totals))


def _line(name: str, rows: list[Figures]) -> str:
    return f"{name[:40]:40}" + "".join(f"{n:8,}" for row in rows for n in astuple(row))


def _texts(checkout: Path, pages: list[Path]) -> list[str]:
    """What the reader of a checkout makes of the pages."""
    path = {**os.environ, "PYTHONPATH": str(checkout)}
    command = [sys.executable, "-c", READ, *(str(page.resolve()) for page in pages)]
    done = subprocess.run(command, cwd=checkout, env=path, check=True, capture_output=True)
    return json.loads(done.stdout)


def _seen(pages: list[Path]) -> Iterator[list[str]]:
    """The blocks of each page as Chromium shows them, one page at a time."""
    with sync_playwright() as playwright:
        browser = launched(playwright)
        for path in pages:
            page = browser.new_context(java_script_enabled=False).new_page()
            _serve(page, path.read_bytes())
            page.goto(ADDRESS, wait_until="domcontentloaded")
            yield page.evaluate(SEEN)
            page.context.close()
        browser.close()


def _serve(page: Page, data: bytes) -> None:
    def answer(route: Route) -> None:
        if route.request.url == ADDRESS:
            route.fulfill(body=data, content_type="text/html; charset=utf-8")
        else:
            route.abort()

    page.route("**/*", answer)


def _expected(page: Path) -> list[str] | None:
    path = page.parent / "expected.html"
    if not path.exists():
        return None
    parser = html.HTMLParser(encoding="utf-8")
    return _words(" ".join(html.fromstring(path.read_bytes(), parser=parser).itertext()))


def _figures(text: str, blocks: list[str], expected: list[str] | None) -> Figures:
    words = _words(text)
    figures = Figures(lost=sum(_lost(words, [_words(block) for block in blocks])))
    if expected is not None:
        figures.foreign = _uncovered(words, expected)
        figures.missing = _uncovered(expected, words)
    return figures


def _words(text: str) -> list[str]:
    # Compatibility forms: a raised number is the same word as Chromium's digits in <sup>.
    return [word.lower() for word in WORD.findall(unicodedata.normalize("NFKC", text))]


def _lost(words: list[str], blocks: list[list[str]]) -> Iterator[int]:
    """How many words each block lost that is in the text."""
    shown = [word for block in blocks for word in block]
    kept = [False] * len(shown)
    for at, _, size in SequenceMatcher(None, shown, words, autojunk=False).get_matching_blocks():
        kept[at : at + size] = [True] * size
    start = 0
    for block in blocks:
        found = sum(kept[start : start + len(block)])
        start += len(block)
        if len(block) >= A_FEW and found >= SHARE * len(block):
            yield len(block) - found


def _uncovered(words: list[str], other: list[str]) -> int:
    """The words that stand beside neither neighbour in the other text."""
    pairs = set(pairwise(other))
    covered = [False] * len(words)
    for i, pair in enumerate(pairwise(words)):
        if pair in pairs:
            covered[i] = covered[i + 1] = True
    return covered.count(False) if len(words) > 1 else 0


if __name__ == "__main__":
    main()
