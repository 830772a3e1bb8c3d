"""Documents can be found, read in an editor, and lead nowhere that is not there."""

import ast
import re
import tokenize
from pathlib import Path

import pytest

from .pages import DOCS, INDEX, PAGES, ROOT, anchors, fences, lines, links

WIDEST = 120
LANGUAGES = {"sh", "bash", "text", "mermaid", "json", "yaml"}
# Files of ours, by a part of their path; with a section, whose name nobody keeps, it is none.
NAMED = re.compile(r"(?<![\w./:-])(?:[\w-]+/)*[\w-]+\.(?:md|py|js)\b(?:,? §|, [\"A-Z])?")
SOURCES = [
    path
    for folder in ("annotations", "newsroom", "benchmarks", "modelling", "tests")
    for path in sorted((ROOT / folder).rglob("*.py"))
]
FILES = [
    f"/{path.relative_to(ROOT)}"
    for folder in ("annotations", "newsroom", "benchmarks", "modelling", "tests", "docs")
    for path in (ROOT / folder).rglob("*.*")
] + [f"/{path.name}" for path in ROOT.glob("*.*")]
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


def test_source_names_only_documents_and_modules_that_are_there():
    named = [(path, name) for path in SOURCES for name in NAMED.findall(_comments(path))]
    assert len(named) > 50
    assert [(str(path), name) for path, name in named if not _is_kept(name)] == []


@BY_NAME
def test_a_document_names_only_modules_that_are_there(page):
    words = " ".join(line.text for line in lines(page))
    assert [name for name in NAMED.findall(words) if not _is_kept(name)] == []


def _is_kept(name: str) -> bool:
    return any(path.endswith(f"/{name}") for path in FILES)


def _comments(path: Path) -> str:
    """Comments and docstrings; nothing of a file without a name to look for."""
    text = path.read_text(encoding="utf-8")
    if not NAMED.search(text):
        return ""
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    nodes = [node for node in ast.walk(ast.parse(text)) if isinstance(node, kinds)]
    words = [ast.get_docstring(node) or "" for node in nodes]
    with path.open("rb") as file:
        tokens = tokenize.tokenize(file.readline)
        words += [one.string for one in tokens if one.type == tokenize.COMMENT]
    return "\n".join(words)


def test_the_steps_of_tagging_name_modules_that_are_there():
    package = ROOT / "annotations" / "tagging"
    modules = {path.relative_to(package).with_suffix("") for path in package.rglob("*.py")}
    rows = re.findall(
        r"^\|[^|]*\|[^|]*\|([^|]*)\|$", (DOCS / "tagging.md").read_text(encoding="utf-8"), re.M
    )
    named = [name for row in rows for name in re.findall(r"`([^`]+)`", row)]

    assert len(named) > 15
    assert [name for name in named if not any(one.match(f"{name}") for one in modules)] == []
