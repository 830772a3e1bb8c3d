"""The first rows, in their order, that hold words: common words are met row by row, others are
asked of the index. So neither all rows that hold them are read nor all that do not.

PostgreSQL cannot choose: it keeps how common the thousand most common words are, expects too much
of all others, and then reads every row for the newest few that hold them.
"""

from collections.abc import Sequence
from typing import Any, TypeVar

from django.contrib.postgres.search import SearchQuery
from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import BooleanField, Func
from django.db.models.sql.where import AND

from .keyset import KeysetQuerySet

Rows = KeysetQuerySet[Any]
Found = TypeVar("Found", bound=Rows)

# So many rows are looked at for each that is wanted; where they promise enough, so many in all.
NEAR, FAR = 4, 2_000
USUAL = ("desk", "merged_into")  # What nearly every list asks of its rows.
LOOK = """WITH near(id, search) AS MATERIALIZED ({rows})
SELECT array_agg(id) FILTER (WHERE search @@ {words}), count(*) FROM near"""
WALK = "SELECT near.id FROM ({rows}) near(id, search) WHERE near.search @@ {words} LIMIT %s"
# First all hits, then their order: with a limit in sight PostgreSQL would walk.
HITS = """WITH hits({keys}) AS MATERIALIZED ({rows})
SELECT hits.{id} FROM hits ORDER BY {order} LIMIT %s"""
COUNT = """WITH hits AS MATERIALIZED ({rows})
SELECT count(*) FROM (SELECT FROM hits LIMIT %s) counted"""


class OpaqueQuery(SearchQuery):
    """Words at which PostgreSQL does not look before it has a plan: it expects one row in 200 to
    hold them, whatever they are, and asks the index."""

    def as_sql(self, *args: Any, **kwargs: Any) -> tuple[str, Any]:
        sql, params = super().as_sql(*args, **kwargs)
        return f"(SELECT {sql})", params


class IsAmong(Func):
    """Whether a value is one of an array's, which is made first, whatever else is asked."""

    template = "%(expressions)s)"
    arg_joiner = " = ANY("
    output_field = BooleanField()


def ids(
    rows: Rows,
    words: OpaqueQuery | None,
    most: int,
    position: Sequence[object] | None = None,
    *,
    backwards: bool = False,
) -> list[int]:
    """The first so many of these rows are among them, as of `KeysetQuerySet.nearest`."""
    try:
        found = _by_walking(rows, words, most, position, backwards)
        return _by_index(rows, most, position, backwards) if found is None else found
    except EmptyResultSet:  # Django knows that there is none.
        return []


def count(rows: Rows, most: int) -> int:
    """How many there are, at most so many: no more hits are read."""
    try:
        [(found,)] = _asked(COUNT, rows.order_by().values_list("pk"), most)
    except EmptyResultSet:
        return 0
    return found


def _by_walking(
    rows: Rows,
    words: OpaqueQuery | None,
    most: int,
    position: Sequence[object] | None,
    backwards: bool,
) -> list[int] | None:
    """None where the last of them is too far away, or may be."""
    rest = without_words(rows)
    if rest is None or (_is_narrow(rest) and _are_few(rows, words)):
        return None
    walked = _from(rest, position, backwards).values_list("pk", "search")
    near = NEAR * most
    [(found, looked_at)] = _asked(LOOK, walked[:near], words=words)
    found = (found or [])[:most]
    if len(found) >= most or looked_at < near:
        return found
    if len(found) * FAR < most * near:
        return None
    found = [pk for (pk,) in _asked(WALK, walked[:FAR], most, words=words)]
    return found if len(found) == most else None


def _are_few(rows: Rows, words: OpaqueQuery | None) -> bool:
    """Whether so few rows hold the words, whatever else is asked of these, that all may be read."""
    everywhere = type(rows)(rows.model, using=rows.db).filter(search=words)
    return count(everywhere, FAR) < FAR


def _by_index(
    rows: Rows, most: int, position: Sequence[object] | None, backwards: bool
) -> list[int]:
    hits = _from(rows, position, backwards).order_by().values_list(*rows.keyset)
    keys = [f"key_{at}" for at in range(len(rows.keyset))]
    way = " DESC" if rows.newest_first is not backwards else ""
    order = ", ".join(f"hits.{key}{way}" for key in keys)
    asked = HITS.format(keys=", ".join(keys), rows="{rows}", id=keys[-1], order=order)
    return [pk for (pk,) in _asked(asked, hits, most)]


def _from(rows: Rows, position: Sequence[object] | None, backwards: bool) -> Rows:
    return rows.beyond(position, backwards=backwards) if position else rows.in_order()


def _asked(
    template: str, inner: Any, *params: int, words: OpaqueQuery | None = None
) -> list[tuple[Any, ...]]:
    compiler = inner.query.get_compiler(inner.db)
    sql, given = compiler.as_sql()
    query, of_words = compiler.compile(words) if words else ("", ())
    with connections[inner.db].cursor() as cursor:
        cursor.execute(template.format(rows=sql, words=query), [*given, *of_words, *params])
        return cursor.fetchall()


def without_words(rows: Found) -> Found | None:
    """The same without the condition on words; None where that is a part of another condition."""
    rest = rows.all()
    where = rest.query.where
    kept = [one for one in where.children if not _is_words(one)]
    if where.connector != AND or where.negated or len(kept) != len(where.children) - 1:
        return None
    where.children = kept
    return rest


def _is_narrow(rows: Rows) -> bool:
    """Whether more is asked of these rows than that people may see them and that they stand: then
    it may be far from one to the next."""
    return any(
        getattr(getattr(getattr(one, "lhs", None), "target", None), "name", "") not in USUAL
        for one in rows.query.where.children
        if not getattr(one, "negated", False)
    )


def _is_words(condition: object) -> bool:
    return isinstance(getattr(condition, "rhs", None), OpaqueQuery)
