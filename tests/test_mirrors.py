"""Each file leads to the tests of its room; the fast run and the mutants ask for them."""

from pathlib import Path

import pytest

from tests import fast
from tests.mirrors import ELSEWHERE, ROOT, of_changed, of_module

MODULES = [
    path.relative_to(ROOT)
    for path in sorted((ROOT / "annotations").rglob("*.py"))
    if path.name != "__init__.py" and path.relative_to(ROOT).parts[1] in ("services", "text")
]


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_every_module_has_tests(module):
    tests = of_module(module)
    assert tests
    assert all((ROOT / test).exists() for test in tests)


def test_what_is_tested_elsewhere_is_there_still():
    assert all((ROOT / "annotations" / module).exists() for module in ELSEWHERE)


@pytest.mark.parametrize(
    ("path", "tests"),
    [
        ("annotations/services/claims/evidence.py", ["tests/services/claims"]),
        ("annotations/services/accounts/tokens.py", ["tests/services/accounts"]),
        ("annotations/text/numbers.py", ["tests/text/test_numbers.py"]),
        ("annotations/web/claims/panel.py", ["tests/web/claims"]),
        ("templates/claims/list.html", ["tests/web/claims"]),
        ("templates/base.html", []),
        ("newsroom/queue.py", ["tests/newsroom/test_queue.py"]),
        ("benchmarks/intake.py", ["tests/benchmarks/test_intake.py"]),
        ("tests/services/claims/doors.py", ["tests/services/claims"]),
        ("tests/web/claims/test_panel.py", []),
        ("tests/test_parts.py", ["tests/test_parts.py"]),
        ("tests/browser/test_keys.py", []),
        ("docs/running.md", ["tests/docs"]),
        ("requirements.txt", []),
    ],
)
def test_a_changed_file_leads_to_its_room(path, tests):
    assert of_changed([path]) == [Path(test) for test in tests]


def test_nothing_is_run_twice():
    paths = ["annotations/services/claims/claims.py", "tests/services/claims/test_claims.py"]
    assert of_changed(paths) == [Path("tests/services/claims")]


def test_the_fast_run_leaves_out_what_is_slow():
    asked = fast.command(["annotations/text/numbers.py"])
    assert asked[-1] == "tests/text/test_numbers.py"
    assert asked[asked.index("-m", 2) + 1].startswith("not slow")
