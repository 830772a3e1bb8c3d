"""The table of checks has each of them once, and names tests that there are."""

import ast
import re

from .pages import DOCS, ROOT, lines

NAMED = re.compile(r"`(test_\w+)`")
PAGE = DOCS / "checks.md"
# By area, how many there are.
CHECKS = {"XSS": 8, "EXP": 3, "SSR": 7, "PAR": 11, "AUT": 8, "SES": 9, "CON": 5, "TAS": 8, "FAU": 8,
          "AUD": 5}  # fmt: skip


def rows() -> list[list[str]]:
    found = [line.text for line in lines(PAGE) if re.match(r"\| [A-Z]{3}\d\d \|", line.text)]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in found]


def test_each_check_stands_once_with_the_tests_that_hold_it():
    numbers = [f"{area}{one:02}" for area, many in CHECKS.items() for one in range(1, many + 1)]
    assert sorted(number for number, *_ in rows()) == sorted(numbers)
    assert [row for row in rows() if len(row) != 3 or not NAMED.search(row[2])] == []


def test_the_tests_that_it_names_are_there():
    named = {name for _, _, tests in rows() for name in NAMED.findall(tests)}
    assert len(named) > 200
    assert named - there() == set()


def there() -> set[str]:
    trees = (ast.parse(path.read_text("utf-8")) for path in (ROOT / "tests").rglob("test_*.py"))
    functions = (node for tree in trees for node in tree.body if isinstance(node, ast.FunctionDef))
    return {one.name for one in functions}
