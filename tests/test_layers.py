"""The folders are the architecture: a module imports only from rows above its own (docs/design.md)."""

import ast
from functools import cache
from pathlib import Path

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
EMBEDDED = sorted((ROOT / "newsroom" / "embedded").rglob("*.py"))


def part_of(path: Path) -> str:
    relative = path.relative_to(PACKAGE)
    return relative.parts[0].removesuffix(".py")


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def imports_of(path: Path) -> list[str]:
    names = []
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names += [f"{node.module}.{alias.name}" for alias in node.names]
    return names


def package_imports(path: Path) -> set[str]:
    """The parts of the application that a module imports, relative imports resolved."""
    parts = set()
    for name in imports_of(path):
        words = name.split(".")
        if words[0] == "annotations" and len(words) > 1:
            parts.add(words[1])
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = path.relative_to(PACKAGE).parts[: -node.level]
            names = [node.module] if node.module else [alias.name for alias in node.names]
            parts |= {(*base, name.split(".")[0])[0] for name in names}
    return parts


def said(path: Path, what: str) -> str:
    return f"{path.relative_to(ROOT)} {what}"


def faults_of(path: Path) -> list[str]:
    """What is wrong with the imports of a module; nothing when it keeps to the rows."""
    part = part_of(path)
    if part == "__init__":
        return [said(path, "is not empty")] if path.read_text().strip() else []
    others = package_imports(path) - {part}
    without = [said(path, f"meets {one}, which has no row") for one in {part, *others} - {*ROWS}]
    return without or [
        said(path, f"imports {other}")
        for other in others
        if ROWS[other] >= ROWS[part] and (part, other) not in PEERS
    ]


def test_modules_import_only_from_rows_above():
    assert [fault for path in MODULES for fault in faults_of(path)] == []


def test_no_function_hides_an_import():
    assert [
        said(path, f"imports in the body of {node.name}")
        for path in [*MODULES, *sorted((ROOT / "newsroom").rglob("*.py"))]
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and any(isinstance(inner, ast.Import | ast.ImportFrom) for inner in ast.walk(node))
    ] == []


def test_the_pure_rows_and_the_embedded_server_know_no_django():
    pure = [path for path in MODULES if part_of(path) in PURE]
    assert pure
    assert EMBEDDED
    assert [
        said(path, f"imports {name}")
        for path in [*pure, *EMBEDDED]
        for name in imports_of(path)
        if name.split(".")[0] == "django"
    ] == []
