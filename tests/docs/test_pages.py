"""Documents can be found, read in an editor, and lead nowhere that is not there."""

import ast
import re
import tokenize
from pathlib import Path

import pytest

from .pages import DOCS, INDEX, PAGES, ROOT, anchors, fences, lines, links

WIDEST = 120
LANGUAGES = {"sh", "text", "mermaid"}
NAMED = re.compile(
    r"[\w./-]*\w\.md\b(?:,? §|, [\"A-Z])?"
)  # With a section, whose name nobody keeps.
SOURCES = [
    path
    for folder in ("annotations", "newsroom", "benchmarks", "modelling", "tests")
    for path in sorted((ROOT / folder).rglob("*.py"))
]
BY_NAME = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))


@BY_NAME
def test_lines_are_wrapped(page):
    """Rows of tables, images and what is in a block cannot be."""
    wide = [
        line.number
        for line in lines(page)
        if len(line.text) > WIDEST and line.fence is None and not line.text.startswith(("|", "!["))
    ]
    assert wide == []


@BY_NAME
def test_no_space_ends_a_line_and_one_line_break_the_file(page):
    text = page.read_text(encoding="utf-8")
    assert [line.number for line in lines(page) if line.text != line.text.rstrip()] == []
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


@BY_NAME
def test_every_block_says_what_it_is(page):
    assert set(fences(page)) <= LANGUAGES


@BY_NAME
def test_links_lead_to_files_and_headings_that_are_there(page):
    dead = []
    for link in links(page):
        if "://" in link:
            continue
        path, _, name = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (name and name not in anchors(target)):
            dead.append(link)
    assert dead == []


def test_the_index_names_every_document():
    named = {(DOCS / link).resolve() for link in links(INDEX)}
    assert set(DOCS.rglob("*.md")) - {INDEX} <= named
    assert INDEX in {(ROOT / link).resolve() for link in links(ROOT / "README.md")}


def test_source_names_only_documents_that_are_there():
    kept = {path.name for path in [*PAGES, *ROOT.glob("annotations/**/*.md")]}
    named = [(path, name) for path in SOURCES for name in _documents_named(path)]
    assert len(named) > 30
    assert [(str(path), name) for path, name in named if Path(name).name not in kept] == []


def _documents_named(path: Path) -> list[str]:
    """In comments and docstrings."""
    text = path.read_text(encoding="utf-8")
    if ".md" not in text:
        return []
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    nodes = [node for node in ast.walk(ast.parse(text)) if isinstance(node, kinds)]
    words = [ast.get_docstring(node) or "" for node in nodes]
    with path.open("rb") as file:
        tokens = tokenize.tokenize(file.readline)
        words += [one.string for one in tokens if one.type == tokenize.COMMENT]
    return [name for word in words for name in NAMED.findall(word)]
