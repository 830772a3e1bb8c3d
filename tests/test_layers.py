"""The folders are the architecture: a module imports only from rows above its own (docs/design.md)."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "annotations"
ROWS = {
    "errors": 0,
    "text": 1,
    "ingest": 2,
    "tagging": 2,
    "models": 3,
    "access": 4,
    "exchange": 5,
    "live": 5,
    "work": 5,
    "services": 6,
    "web": 7,
    "api": 7,
    "admin": 7,
    "tasks": 7,
    "management": 7,
    "templatetags": 7,
    "demo": 7,
    "apps": 8,
    "migrations": 8,
}
# Rows 1 and 2 are pure: no Django, no database.
PURE = {"errors", "text", "ingest", "tagging"}
# A page row may use these peers: commands load the demo, the sign-in page shows its people.
PEERS = {("management", "demo"), ("web", "demo"), ("web", "templatetags"), ("templatetags", "web")}
MODULES = sorted(PACKAGE.rglob("*.py"))


def part_of(path: Path) -> str:
    relative = path.relative_to(PACKAGE)
    return relative.parts[0].removesuffix(".py")


def imports_of(tree: ast.AST) -> list[str]:
    names = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names += [f"{node.module}.{alias.name}" for alias in node.names]
    return names


def package_imports(path: Path) -> set[str]:
    """The parts of the application that a module imports, relative imports resolved."""
    parts = set()
    tree = ast.parse(path.read_text())
    for name in imports_of(tree):
        words = name.split(".")
        if words[0] == "annotations" and len(words) > 1:
            parts.add(words[1])
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = path.relative_to(PACKAGE).parts[: -node.level]
            names = [node.module] if node.module else [alias.name for alias in node.names]
            parts |= {(*base, name.split(".")[0])[0] for name in names}
    return parts


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_imports_only_from_rows_above(path):
    part = part_of(path)
    if part == "__init__":
        assert not path.read_text().strip()
        return
    assert part in ROWS, f"{part} has no row in the architecture"
    for other in package_imports(path) - {part}:
        assert other in ROWS, f"{other} has no row in the architecture"
        assert ROWS[other] < ROWS[part] or (part, other) in PEERS, f"{part} imports {other}"


@pytest.mark.parametrize(
    "path", [*MODULES, *sorted((ROOT / "newsroom").rglob("*.py"))],
    ids=lambda path: str(path.relative_to(ROOT)),
)  # fmt: skip
def test_no_function_hides_an_import(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            hidden = [n for n in ast.walk(node) if isinstance(n, ast.Import | ast.ImportFrom)]
            assert not hidden, f"{node.name} imports inside its body"


@pytest.mark.parametrize(
    "path", [path for path in MODULES if part_of(path) in PURE],
    ids=lambda path: str(path.relative_to(ROOT)),
)  # fmt: skip
def test_the_pure_rows_know_no_django(path):
    assert not [n for n in imports_of(ast.parse(path.read_text())) if n.split(".")[0] == "django"]


@pytest.mark.parametrize(
    "path", sorted((ROOT / "newsroom" / "embedded").rglob("*.py")),
    ids=lambda path: str(path.relative_to(ROOT)),
)  # fmt: skip
def test_the_embedded_server_knows_no_django(path):
    assert not [n for n in imports_of(ast.parse(path.read_text())) if n.split(".")[0] == "django"]
