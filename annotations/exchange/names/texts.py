"""Articles as texts with the names of their current revision: what every format of names holds."""

from typing import TypedDict

from django.db.models import QuerySet

from annotations.models import Article

from ..claim_json import utc
from ..copy_out import literal_sql
from .overlaps import STANDING, STAYS

OF_ARTICLES = """
FROM ({picked}) picked
JOIN annotations_article a ON a.id = picked.id
JOIN annotations_revision r ON r.id = a.current_revision_id
JOIN annotations_desk d ON d.id = a.desk_id
"""
# What every format says of an article beside its text, under these names.
ABOUT = f"""
    'article', a.id, 'revision', r.id, 'headline', a.headline, 'desk', d.slug,
    'language', a.language, 'url', a.source_url, 'published_at', {utc("a.published_at")}"""
NAMES = f"""
    FROM annotations_mention m
    WHERE m.revision_id = r.id AND {STANDING.format(name="m")}"""
TEXTS = f"""
SELECT json_build_object('text', r.text, 'about', json_build_object({ABOUT}),
    'names', coalesce((
        SELECT json_agg(json_build_object(
            'id', m.id, 'start', m.start, 'end', m."end", 'label', m.label, 'state', m.state,
            'origin', m.origin, 'score', m.score, 'entity', m.entity_id)
            ORDER BY m.start, m."end", m.id)
        {NAMES}), '[]'))
{OF_ARTICLES} ORDER BY a.id
"""
# Most texts have no names that overlap, and are told from the others by one pass.
LEFT_OUT = f"""
SELECT coalesce(sum(missing), 0)::bigint FROM ({{picked}}) picked
JOIN annotations_article r ON r.id = picked.id
CROSS JOIN LATERAL (
    SELECT count(*) AS missing FROM annotations_mention m
    WHERE m.revision_id = r.current_revision_id AND {STANDING.format(name="m")} AND NOT {STAYS}) n
WHERE EXISTS (
    SELECT FROM (
        SELECT m.start < max(m."end") OVER (
            ORDER BY m.start, m."end", m.id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
            ) AS is_over
        FROM annotations_mention m
        WHERE m.revision_id = r.current_revision_id AND {STANDING.format(name="m")}) w
    WHERE is_over)
"""


class About(TypedDict):
    article: int
    revision: int
    headline: str
    desk: str
    language: str
    url: str
    published_at: str | None


class Name(TypedDict):
    id: int
    start: int
    end: int
    label: str
    state: str
    origin: str
    score: float | None
    entity: int | None


class Text(TypedDict):
    """A text with its names in order; offsets count its code points."""

    text: str
    about: About
    names: list[Name]


def texts(articles: QuerySet[Article]) -> str:
    """SQL: a `Text` for each article, as JSON."""
    return TEXTS.format(picked=picked(articles))


def names_left_out(articles: QuerySet[Article]) -> str:
    """SQL: how many names do not stay because they overlap others."""
    return LEFT_OUT.format(picked=picked(articles))


def picked(articles: QuerySet[Article]) -> str:
    return literal_sql(articles.order_by().values("id"))
