"""The table of faults names every test of faults, and no other."""

import ast
import re

from .pages import DOCS, ROOT, lines

NAMED = re.compile(r"`(test_\w+)`")
PAGE = DOCS / "faults.md"


def test_every_row_is_a_test_and_every_test_stands_in_a_row():
    rows = [line.text for line in lines(PAGE) if line.text.startswith("| ")]
    rows = [row for row in rows if not row.startswith(("| fault |", "| --- |"))]
    assert [row for row in rows if not NAMED.search(row.split("|")[-2])] == []
    named = [name for row in rows for name in NAMED.findall(row)]
    assert sorted(named) == sorted(there())


def there() -> list[str]:
    files = sorted((ROOT / "tests" / "faults").glob("test_*.py"))
    bodies = [ast.parse(path.read_text(encoding="utf-8")).body for path in files]
    found = [one.name for body in bodies for one in body if isinstance(one, ast.FunctionDef)]
    return [name for name in found if name.startswith("test_")]
