"""Texts whose names somebody reviewed, as a corpus that `train_tagger` reads."""

from django.db.models import QuerySet

from annotations.models import NamesReview

from .copy_out import JSON_OPTIONS, Rows, literal_sql

# Of names that overlap only the longest stays, of equal ones the first.
CORPUS = """
SELECT json_build_object('text', r.text, 'ents', coalesce((
        SELECT json_agg(json_build_array(m.start, m."end", m.label) ORDER BY m.start)
        FROM annotations_mention m
        WHERE m.revision_id = r.id AND m.start IS NOT NULL AND m.state <> 'rejected'
            AND NOT EXISTS (
                SELECT FROM annotations_mention o
                WHERE o.revision_id = r.id AND o.state <> 'rejected' AND o.id <> m.id
                    AND o.start < m."end" AND m.start < o."end"
                    AND (o.start - o."end", o.start, o.id) < (m.start - m."end", m.start, m.id))
        ), '[]'), 'article', r.article_id)
FROM ({picked}) picked
JOIN annotations_revision r ON r.id = picked.revision_id
ORDER BY r.article_id
"""


def lines(reviews: QuerySet[NamesReview]) -> Rows:
    """`{"text", "ents": [[start, end, label], …], "article"}` a line, one for each review."""
    picked = literal_sql(reviews.order_by().values("revision_id"))
    return Rows(CORPUS.format(picked=picked), options=JSON_OPTIONS)
