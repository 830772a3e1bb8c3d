"""How many rows the database reads: what no load of the machine changes."""

import json
from collections.abc import Callable, Collection, Iterator

from django.db import connection

ALL = "relkind = 'r' AND relnamespace = current_schema()::regnamespace"
FORGET = """
SELECT pg_clear_relation_stats(current_schema(), relname),
    (SELECT count(pg_clear_attribute_stats(current_schema(), relname, attname, false))
        FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped)
FROM pg_class c WHERE {}
"""


def rows_read(call: Callable[[], object], but: Collection[str] = ()) -> int:
    """By all questions that the call asks, those thrown away included; without those of the tables
    `but` these."""
    asked: list[tuple[str, object]] = []

    def note(execute, sql, params, many, context):
        if sql.lstrip().upper().startswith(("SELECT ", "(SELECT ", "WITH ")) and " FOR " not in sql:
            asked.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        call()
    return int(sum(_rows_of(question, but) for question in asked))


def forget(tables: str) -> None:
    """What PostgreSQL knows of these tables (a condition on pg_class), as if they were new: its
    owner may."""
    with connection.cursor() as cursor:
        cursor.execute(FORGET.format(tables))


def _rows_of(question: tuple[str, object], but: Collection[str]) -> float:
    sql, params = question
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON, TIMING OFF) {sql}", params)
        told = cursor.fetchone()[0]
    [plan] = json.loads(told) if isinstance(told, str) else told
    nodes = _nodes(plan["Plan"])
    return sum(_read(node) for node in nodes if node.get("Relation Name", but) not in (but, *but))


def _read(node: dict) -> float:
    thrown = node.get("Rows Removed by Filter", 0) + node.get("Rows Removed by Index Recheck", 0)
    return (node["Actual Rows"] + thrown) * node["Actual Loops"]


def _nodes(plan: dict) -> Iterator[dict]:
    yield plan
    for child in plan.get("Plans", ()):
        yield from _nodes(child)
