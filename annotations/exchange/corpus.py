"""Texts whose names somebody reviewed, as a corpus that `train_tagger` reads."""

from django.db.models import QuerySet

from annotations.models import NamesReview

from .copy_out import JSON_OPTIONS, Rows, literal_sql
from .names.overlaps import STANDING, STAYS

CORPUS = f"""
SELECT json_build_object('text', r.text, 'ents', coalesce((
        SELECT json_agg(json_build_array(m.start, m."end", m.label) ORDER BY m.start)
        FROM annotations_mention m
        WHERE m.revision_id = r.id AND {STANDING.format(name="m")} AND {STAYS}
        ), '[]'), 'article', r.article_id)
FROM ({{picked}}) picked
JOIN annotations_revision r ON r.id = picked.revision_id
ORDER BY r.article_id
"""


def lines(reviews: QuerySet[NamesReview]) -> Rows:
    """`{"text", "ents": [[start, end, label], …], "article"}` a line, one for each review."""
    picked = literal_sql(reviews.order_by().values("revision_id"))
    return Rows(CORPUS.format(picked=picked), options=JSON_OPTIONS)
