"""Changes are found, made one at a time, and missed by tests that look elsewhere."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.mirrors import ROOT, of_module

from .__main__ import drawn, modules
from .changes import changes
from .equivalent import EQUIVALENT


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a == b", "a != b"),
        ("a < b <= c", "a <= b <= c; a < b < c"),
        ("a and b", "a or b"),
        ("x = not a", "x = not (not a)"),
        ("x = n + 1", "x = n - 1; x = n + 2"),
        ("x = True", "x = False"),
        ("if a:\n    raise b", "if not a:\n    raise b; if a:\n    pass"),
        ("save(a)", "pass"),
        ("def f(a: int=2) -> str:\n    return a", "def f(a: int=3) -> str:\n    return a; "
         "def f(a: int=2) -> str:\n    return None"),
        ("'words'", ""),
    ],
)  # fmt: skip
def test_each_slip_is_made_alone(before, after):
    made = []
    for number in range(len(changes(ast.parse(before)))):
        tree = ast.parse(before)
        changes(tree)[number].apply()
        made.append(ast.unparse(tree))
    assert set(made) == {ast.unparse(ast.parse(one)) for one in after.split("; ") if one}


def test_a_seed_draws_the_same():
    assert drawn(20, 1, "annotations") == drawn(20, 1, "annotations")
    assert drawn(20, 1, "annotations") != drawn(20, 2, "annotations")
    assert {one.path for one in drawn(9, 1, "annotations/text/numbers")} == {
        "annotations/text/numbers.py"
    }


def test_every_module_has_tests_to_be_tried_by():
    assert [path for path in modules() if not of_module(Path(path))] == []


def test_the_changed_module_is_the_one_that_is_imported():
    one = next(one for one in drawn(999, 1, "annotations/text/numbers") if "returned" in one.what)
    code = (
        "import tests.mutants.plugin, annotations.text.numbers as numbers, inspect;"
        "print(type(numbers.__spec__.loader).__name__)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True,
        env={"NEWSROOM_MUTANT": f"{one.path}:{one.number}"},
    )  # fmt: skip
    assert done.stdout.strip() == "Changed"


def test_what_is_called_equivalent_is_there_still():
    for (path, source, _), why in EQUIVALENT.items():
        lines = (ROOT / path).read_text(encoding="utf-8").splitlines()
        assert source in [line.strip() for line in lines]
        assert why
