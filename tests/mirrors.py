"""Which tests are a file's: tests lie in the rooms of what they test (CONTRIBUTING.md)."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TESTS = Path("tests")
# What many rooms rest on is tested where it shows.
ELSEWHERE = {
    "access.py": ("tests/api/test_access.py", "tests/services/claims", "tests/web/articles"),
    "rights.py": ("tests/api/test_access.py", "tests/docs/test_claim_life.py"),
    **dict.fromkeys(
        (
            f"exchange/bundles/{name}.py"
            for name in ("annotations", "content", "edition", "leaflet", "texts")
        ),
        ("tests/jobs/test_make_bundles.py", "tests/trail/test_bundles.py"),
    ),
    "services/anchors/carry_over.py": (
        "tests/services/anchors",
        "tests/services/articles/test_revisions.py",
    ),
    "services/claims/assessments.py": (
        "tests/services/claims/test_assessments.py",
        "tests/services/claims/test_four_eyes.py",
    ),
    "services/claim_state.py": ("tests/services/claims",),
    "services/feeds/reading.py": ("tests/jobs/test_read_feeds.py",),
    "services/idempotency.py": ("tests/api/shell",),
    "services/transactions.py": ("tests/services/claims", "tests/services/test_races.py"),
    "text/words.py": ("tests/text",),
}
NOT_MIRRORED = {"browser", "faults"}


def of_module(module: Path) -> list[Path]:
    """The tests of a module (by its path from the repository's root): its own file, or its room."""
    inner = module.relative_to("annotations") if module.parts[0] == "annotations" else module
    if str(inner) in ELSEWHERE:
        return [Path(path) for path in ELSEWHERE[str(inner)]]
    own = TESTS / inner.parent / f"test_{inner.name}"
    if (ROOT / own).exists():
        return [own]
    return room_of(inner)


def room_of(inner: Path) -> list[Path]:
    """The tests of the folder that a file is in; those of its subject in other layers else."""
    if len(inner.parts) < 2:
        return []
    if (ROOT / TESTS / inner.parent).is_dir():
        return [TESTS / inner.parent]
    layers = sorted((ROOT / TESTS).iterdir())
    same = [layer / inner.parent.name for layer in layers if layer.name not in NOT_MIRRORED]
    return [path.relative_to(ROOT) for path in same if path.is_dir()]


def of_changed(paths: list[str]) -> list[Path]:
    """The tests of the rooms in which files were changed, none of them twice."""
    found = {test for path in paths for test in _of_file(Path(path))}
    return sorted(test for test in found if not found & set(test.parents))


def _of_file(path: Path) -> list[Path]:
    top, *inner = path.parts
    if path.suffix == ".md":
        return [TESTS / "docs"]
    if top == "tests":
        return _of_test(path)
    if top == "templates" and len(inner) > 1:
        return room_of(Path("web", *inner))
    if path.suffix != ".py" or not inner:
        return []
    module = Path(*inner) if top == "annotations" else path
    return [*of_module(path), *(room_of(module) if len(module.parts) > 2 else [])]


def _of_test(path: Path) -> list[Path]:
    if len(path.parts) > 1 and path.parts[1] in NOT_MIRRORED:
        return []
    if path.name.startswith("test_"):
        return [path] if os.path.exists(ROOT / path) else []
    return [path.parent] if len(path.parts) > 2 else []
