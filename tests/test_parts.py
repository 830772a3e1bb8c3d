"""`script/test` runs every part, whatever became of those before it."""

import sys

import pytest

from tests.parts import PARTS, Part, counts_in, run


def says(words: str, status: int = 0) -> list[str]:
    return [sys.executable, "-c", f"print({words!r}); raise SystemExit({status})"]


def test_one_that_fails_hides_no_other(capfd):
    parts = [
        Part("lint", [says("Found 2 errors.", 1), says("30 files already formatted")]),
        Part("unit", [says("1 failed, 40 passed in 3.20s", 1)]),
        Part(
            "browser",
            [says("7 passed, 1 skipped, 2 warnings, 90 subtests passed in 61.02s (0:01:01)")],
        ),
    ]

    assert run(parts) == 1
    *_, lint, unit, browser, total = capfd.readouterr().out.splitlines()
    assert [line.split()[:2] for line in (lint, unit, browser)] == [
        ["lint", "FAILED"],
        ["unit", "FAILED"],
        ["browser", "ok"],
    ]
    assert total == "48 passed, 2 failed, 1 skipped"


@pytest.mark.parametrize(
    ("first", "again", "status", "total"),
    [
        (("2 failed, 40 passed in 3.20s", 1), ("2 passed in 1.00s", 0), 0, "42 passed, 0 failed, 2 rerun"),
        (("2 failed, 40 passed in 3.20s", 1), ("1 failed, 1 passed in 1.00s", 1), 1, "41 passed, 1 failed, 2 rerun"),
        (("11 failed, 9 passed in 3.20s", 1), ("11 passed in 1.00s", 0), 1, "9 passed, 11 failed"),
        (("no tests ran in 0.01s", 4), ("9 passed in 1.00s", 0), 1, "0 passed, 1 failed"),
        (("40 passed in 3.20s", 0), ("never said", 1), 0, "40 passed, 0 failed"),
    ],
)  # fmt: skip
def test_the_few_that_fail_are_tried_once_more_and_told(first, again, status, total, capfd):
    assert run([Part("faults", [says(*first)], again=says(*again))]) == status
    assert capfd.readouterr().out.splitlines()[-1] == total


def test_all_well_is_success(capfd):
    assert run([Part("unit", [says("40 passed in 3.20s")])]) == 0
    assert capfd.readouterr().out.splitlines()[-1] == "40 passed, 0 failed"


@pytest.mark.parametrize(
    ("last", "status", "counts"),
    [
        ("", 0, {"passed": 1}),
        ("", 1, {"failed": 1}),
        ("2 passed, 1 error in 1.00s", 1, {"passed": 2, "failed": 1}),
        ("1 failed, 3 errors in 1.00s", 1, {"failed": 4}),
        ("5 passed, 1 rerun in 1.00s", 0, {"passed": 5, "rerun": 1}),
        ("5 passed in 1.00s", 3, {"passed": 5, "failed": 1}),
        ("9 deselected in 1.00s", 5, {"failed": 1}),
    ],
)
def test_what_did_not_end_well_is_counted(last, status, counts):
    assert counts_in(last, status) == counts


def test_a_part_knows_its_environment(capfd):
    code = "import os; print('here:', os.environ['WHERE'])"
    run([Part("deployment", [[sys.executable, "-c", code]], {"WHERE": "a real site"})])

    assert "here: a real site" in capfd.readouterr().out


def test_browser_and_faults_are_parts_of_the_whole():
    assert [part.name for part in PARTS] == [
        "lint", "types", "migrations", "deployment", "unit", "browser", "faults",
    ]  # fmt: skip
