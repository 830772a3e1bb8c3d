"""Documents can be found, read in an editor, and lead nowhere that is not there."""

import ast
import re
import tokenize
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from .pages import DOCS, INDEX, PAGES, ROOT, anchors, fences, lines, links

WIDEST = 120
LANGUAGES = {"sh", "bash", "python", "text", "mermaid", "json", "yaml", "html"}
# Files of ours, by a part of their path; with a section, whose name nobody keeps, it is none.
NAMED = re.compile(r"(?<![\w./:-])(?:[\w-]+/)*[\w-]+\.(?:md|py|js|sql)\b(?:,? §|, [\"A-Z])?")
MIGRATION = re.compile(r"\bmigrations? (\d{4})\b")
# A name in one of our modules; of a class also without the marks of code.
IN_MODULE = re.compile(r"`([a-z][a-z_0-9]*)\.([A-Za-z]\w*)`|(?<![\w./`])([a-z_0-9]+)\.([A-Z]\w+)\b")
FOLDERS = ("annotations", "newsroom", "benchmarks", "modelling", "tests", "templates", "docs")
SOURCES = [
    path
    for folder in FOLDERS
    for kind in ("py", "html", "js", "css", "sql")
    for path in sorted((ROOT / folder).rglob(f"*.{kind}"))
    if "vendor" not in path.parts
]
FILES = [
    f"/{path.relative_to(ROOT)}" for folder in FOLDERS for path in (ROOT / folder).rglob("*.*")
] + [f"/{path.name}" for path in ROOT.glob("*.*")]
COMMENTS = {
    ".html": re.compile(r"{#(.*?)#}|{% comment %}(.*?){% endcomment %}", re.DOTALL),
    ".js": re.compile(r"/\*(.*?)\*/|(?<!:)//([^\n]*)", re.DOTALL),
    ".css": re.compile(r"/\*(.*?)\*/", re.DOTALL),
    ".sql": re.compile(r"--(.*)"),
}
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
    assert {path.suffix for path, _ in named} == {".py", ".html", ".js", ".css", ".sql"}
    assert [(str(path), name) for path, name in named if not _is_kept(name)] == []


def test_source_names_only_migrations_that_are_there():
    named = [(path, number) for path in SOURCES for number in MIGRATION.findall(_comments(path))]
    folder = ROOT / "annotations" / "migrations"
    assert [(str(path), no) for path, no in named if not [*folder.glob(f"{no}_*.py")]] == []


def test_source_names_in_modules_only_what_is_there():
    modules = defaultdict(set)
    for path in SOURCES:
        if path.suffix == ".py":
            modules[path.stem] |= {*re.findall(r"\w+", path.read_text(encoding="utf-8"))}
    folders = {part for path in FILES for part in re.findall(r"(?=(/\w+/\w+)\b)", path)}
    lost = []
    for path in SOURCES:
        for found in IN_MODULE.finditer(_comments(path)):
            module, name = found[1] or found[3], found[2] or found[4]
            there = modules.get(module, set() if name[0].isupper() else {name})
            if name not in there and f"/{module}/{name}" not in folders:
                lost.append((str(path.relative_to(ROOT)), found[0]))
    assert lost == []


@BY_NAME
def test_a_document_names_only_modules_that_are_there(page):
    words = " ".join(line.text for line in lines(page))
    assert [name for name in NAMED.findall(words) if not _is_kept(name)] == []


def _is_kept(name: str) -> bool:
    return any(path.endswith(f"/{name}") for path in FILES)


@cache
def _comments(path: Path) -> str:
    """Comments and docstrings."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        return "\n".join(map("".join, COMMENTS[path.suffix].findall(text)))
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
