"""How many rows the database reads: what no load of the machine changes."""

import json
from collections.abc import Callable, Iterator

from django.db import connection


def rows_read(call: Callable[[], object]) -> int:
    """By all questions that the call asks, those thrown away included."""
    asked: list[tuple[str, object]] = []

    def note(execute, sql, params, many, context):
        if sql.lstrip().upper().startswith(("SELECT ", "(SELECT ", "WITH ")) and " FOR " not in sql:
            asked.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        call()
    return int(sum(map(_rows_of, asked)))


def _rows_of(question: tuple[str, object]) -> float:
    sql, params = question
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON, TIMING OFF) {sql}", params)
        told = cursor.fetchone()[0]
    [plan] = json.loads(told) if isinstance(told, str) else told
    return sum(_read(node) for node in _nodes(plan["Plan"]) if "Relation Name" in node)


def _read(node: dict) -> float:
    thrown = node.get("Rows Removed by Filter", 0) + node.get("Rows Removed by Index Recheck", 0)
    return (node["Actual Rows"] + thrown) * node["Actual Loops"]


def _nodes(plan: dict) -> Iterator[dict]:
    yield plan
    for child in plan.get("Plans", ()):
        yield from _nodes(child)
