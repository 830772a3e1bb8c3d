"""Claims and mentions as JSON, built by PostgreSQL: one shape for API answers and exports.

A thousand spans are written a few times faster this way than from model instances
(docs/benchmarks.md). The expressions refer to their table by its own name.
"""

from collections.abc import Mapping
from typing import NamedTuple

from django.db.models import TextField
from django.db.models.expressions import RawSQL

from annotations.models import Priority


def utc(column: str) -> str:
    """SQL: ISO 8601 in UTC."""
    return f"""to_char({column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"')"""


def pairs(columns: Mapping[str, str]) -> str:
    """Names and values (SQL) for json_build_object, without blanks that mean nothing: a statement
    of more than 4,096 characters is taken apart by psycopg each time that it is asked."""
    return ", ".join(f"'{name}', {' '.join(value.split())}" for name, value in columns.items())


def _head(table: str) -> dict[str, str]:
    return {
        "id": f"{table}.id",
        "version": f"{table}.version",
        "created_at": utc(f"{table}.created_at"),
        "updated_at": utc(f"{table}.updated_at"),
    }


class _Rating(NamedTuple):
    """A step of a scale: names and values, and what else they are read from."""

    pairs: str
    joined: str = ""


# As it is named today, and as it was at the approval.
_RATING = _Rating(
    "'rating', r.slug, 'label', r.label, 'value', r.value",
    "JOIN annotations_rating r ON r.id = s.rating_id",
)
_APPROVED_RATING = _Rating(", ".join(f"'{out}', s.kept->'rating'->'{name}'" for out, name in (
    ("rating", "slug"), ("label", "label"), ("value", "value"))))  # fmt: skip


def _verdict(question: str, rating: _Rating) -> str:
    """Approved assessments only."""
    return f"""(
        SELECT json_build_object(
            {rating.pairs}, 'assessment', s.id, 'needs_another_look', s.needs_another_look)
        FROM annotations_assessment s {rating.joined}
        WHERE s.claim_id = annotations_claim.id AND s.state = 'approved'
            AND s.question = '{question}')"""


# Offsets count code points from 0, substr from 1. Most anchors have none: then no text is read.
_CANDIDATES = """CASE WHEN n.candidates = '[]' THEN '[]' ELSE coalesce((
                SELECT json_agg(json_build_object(
                    'start', (c->>0)::int, 'end', (c->>1)::int, 'similarity', (c->>2)::float,
                    'exact', substr(r.text, (c->>0)::int + 1, (c->>1)::int - (c->>0)::int)))
                FROM jsonb_array_elements(n.candidates) c
                JOIN annotations_revision r ON r.id = n.revision_id), '[]') END"""


# By its name in small letters.
_PRIORITY = "('{{{}}}'::text[])[annotations_claim.priority + 1]".format(
    ",".join(one.name.lower() for one in sorted(Priority))
)


# The revision in which a claim stands today.
_CURRENT = """(
            SELECT a.current_revision_id FROM annotations_article a
            WHERE a.id = annotations_claim.article_id)"""


_QUESTIONS = """array_remove(ARRAY[CASE WHEN annotations_claim.asks_said THEN 'said' END,
        CASE WHEN annotations_claim.asks_true THEN 'true' END], NULL)"""
_ANCHORS = f"""coalesce((
        SELECT json_agg(json_build_object(
            'id', n.id, 'revision', n.revision_id,
            'start', n.start, 'end', n."end", 'exact', n.exact,
            'prefix', n.prefix, 'suffix', n.suffix, 'state', n.state,
            'before', n.before, 'similarity', n.similarity, 'decision', n.decision,
            'reason', n.reason, 'candidates', {_CANDIDATES})
            ORDER BY n.start, n."end", n.id)
        FROM annotations_anchor n
        WHERE n.claim_id = annotations_claim.id AND n.revision_id = {{current}}), '[]')"""
_ATTRIBUTION = """coalesce((
        SELECT json_agg(json_build_object(
            'speaker', json_build_object('name', coalesce(e.name, t.name), 'entity', t.entity_id),
            'verb', t.verb, 'channel', t.channel, 'date', t.date, 'form', t.form)
            ORDER BY t.position)
        FROM annotations_attributionstep t LEFT JOIN annotations_entity e ON e.id = t.entity_id
        WHERE t.claim_id = annotations_claim.id), '[]')"""
_LABELS = """coalesce((
        SELECT json_agg(l.name ORDER BY l.key, l.id)
        FROM annotations_labelling x JOIN annotations_claimlabel l ON l.id = x.label_id
        WHERE x.claim_id = annotations_claim.id), '[]')"""


def _claim(statement: str, rating: _Rating, current: str) -> dict[str, str]:
    """SQL of each field."""
    said, true = _verdict("said", rating), _verdict("true", rating)
    return {
        **_head("annotations_claim"),
        "desk": "annotations_claim.desk_id",
        "article": "annotations_claim.article_id",
        "statement": statement,
        "date": "annotations_claim.date",
        "stage": "annotations_claim.stage",
        "stage_note": "annotations_claim.stage_note",
        "questions": _QUESTIONS,
        "anchors": _ANCHORS.format(current=current),
        "status": f"json_build_object('said', {said}, 'true', {true})",
        "attribution": _ATTRIBUTION,
        "assignee": "annotations_claim.assignee_id",
        "due": "annotations_claim.due",
        "priority": _PRIORITY,
        "external_id": "annotations_claim.external_id",
        "labels": _LABELS,
    }


# Out of the desk goes what was approved last, until it is approved again (`v`: claims.VERDICTS).
APPROVED_STATEMENT = "coalesce(v.statement, annotations_claim.statement)"
CLAIM = pairs(_claim("annotations_claim.statement", _RATING, _CURRENT))
# The same of one that has just been put on the current text: nothing else was said about it yet.
NEW_CLAIM = pairs(
    _claim("annotations_claim.statement", _RATING, "n.revision_id")
    | {
        "status": "json_build_object('said', NULL, 'true', NULL)",
        "attribution": "'[]'::json",
        "labels": "'[]'::json",
    }
)
# `a` is its article.
CLAIM_OUT = _claim(APPROVED_STATEMENT, _APPROVED_RATING, "a.current_revision_id")

MENTION = f"""{pairs(_head("annotations_mention"))},
    'article', annotations_mention.article_id, 'revision', annotations_mention.revision_id,
    'start', annotations_mention.start, 'end', annotations_mention."end",
    'exact', annotations_mention.exact, 'label', annotations_mention.label,
    'entity', annotations_mention.entity_id, 'origin', annotations_mention.origin,
    'score', annotations_mention.score, 'state', annotations_mention.state"""


def text(shape: str) -> str:
    """SQL: the shape as JSON text."""
    return f"json_build_object({shape})::text"


def as_json(shape: str) -> RawSQL:
    """An annotation for a queryset of the shape's table; its value is JSON text."""
    return RawSQL(text(shape), (), TextField())  # noqa: S611 - our own words
