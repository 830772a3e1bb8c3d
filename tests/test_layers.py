"""The folders are the architecture: a module imports only from rows above its own (docs/design.md)."""

import ast
from functools import cache
from itertools import repeat
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "annotations"
ROWS = {
    "errors": 0,
    "text": 1,
    "ingest": 2,
    "tagging": 2,
    "trail": 2,
    "messages": 2,
    "models": 3,
    "rights": 4,
    "access": 4,
    "exchange": 5,
    "live": 5,
    "work": 5,
    "services": 6,
    "jobs": 7,
    "web": 8,
    "api": 8,
    "admin": 8,
    "panel": 8,
    "tasks": 8,
    "management": 8,
    "templatetags": 8,
    "demo": 8,
    "apps": 9,
    "migrations": 9,
}
# Rows 1 and 2 are pure: no Django, no database.
PURE = {"text", "ingest", "tagging", "trail"}
# Of one row, these may use each other: who may do what is asked of its table, commands load the demo,
# they and the page of exports take the filters of REST, the sign-in page shows the demo's people.
PEERS = {
    ("access", "rights"),
    ("management", "demo"),
    ("management", "api"),
    ("web", "api"),
    ("web", "demo"),
    ("templatetags", "web"),
}
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


def absolute_imports_of(path: Path) -> list[str]:
    """What a module of the application imports, relative imports resolved."""
    names = imports_of(path)
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = path.relative_to(ROOT).parts[: -node.level]
            start = ".".join([*base, node.module] if node.module else base)
            names += [f"{start}.{alias.name}" for alias in node.names]
    return names


def package_imports(path: Path) -> set[str]:
    """The parts of the application that a module imports."""
    names = map(str.split, absolute_imports_of(path), repeat("."))
    return {words[1] for words in names if words[0] == "annotations" and len(words) > 1}


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


def test_migrations_use_nothing_that_may_change():
    migrations = [path for path in MODULES if part_of(path) == "migrations"]
    assert len(migrations) > 2
    live = {"annotations", "newsroom", "importlib"}
    # Made for migrations of large tables (CONTRIBUTING.md).
    for_them = {"newsroom.database", "newsroom.database.online"}
    assert [
        said(path, f"imports {name}")
        for path in migrations
        for name in absolute_imports_of(path)
        if name.split(".")[0] in live and name not in for_them
    ] == []


def rooms_of(layer: str) -> dict[str, set[str]]:
    """The folders and modules of a layer, each with those of the same layer that it imports."""
    rooms: dict[str, set[str]] = {}
    for path in sorted((PACKAGE / layer).rglob("*.py")):
        inside = path.relative_to(PACKAGE / layer)
        if inside.name == "__init__.py" and len(inside.parts) == 1:
            continue  # It may gather what the rooms hold.
        own = inside.parts[0].removesuffix(".py")
        rooms.setdefault(own, set()).update(
            words[2]
            for words in map(str.split, absolute_imports_of(path), repeat("."))
            if words[:2] == ["annotations", layer] and len(words) > 2 and words[2] != own
        )
    return rooms


def circle_in(rooms: dict[str, set[str]]) -> list[str]:
    """Rooms that reach themselves by imports."""

    def reached(room: str, seen: set[str]) -> set[str]:
        for other in rooms.get(room, set()) - seen:
            seen.add(other)
            reached(other, seen)
        return seen

    return [room for room in rooms if room in reached(room, set())]


@pytest.mark.parametrize(
    "layer", ["text", "ingest", "tagging", "models", "work", "services", "web", "api"]
)
def test_rooms_of_a_layer_import_each_other_without_a_circle(layer):
    rooms = rooms_of(layer)
    assert sum(map(len, rooms.values())) > 5
    assert circle_in(rooms) == []


def test_a_circle_is_found():
    assert circle_in({"a": {"b"}, "b": {"c"}, "c": {"b"}}) == ["b", "c"]


FETCHING = (
    "annotations.work.fetch_url",
    "http.client",
    "requests",
    "requests_hardened",
    "socket",
    "urllib.request",
    "urllib3",
)


def test_services_fetch_nothing():
    assert [
        said(path, f"fetches by {name}")
        for path in MODULES
        if part_of(path) == "services"
        for name in imports_of(path)
        if any(f"{name}.".startswith(f"{one}.") for one in FETCHING)
    ] == []


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
        if name.split(".")[0] == "django" or name.startswith("annotations.errors")
    ] == []
