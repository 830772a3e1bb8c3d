"""Names for doccano: JSON lines of a text and its labelled ranges, in code points."""

from django.db.models import QuerySet

from annotations.models import Article

from ..copy_out import JSON_OPTIONS, Rows
from .texts import ABOUT, NAMES, OF_ARTICLES, picked

# Two who found the same name make one label. What stands beside text and label becomes meta.
LINES = f"""
SELECT json_build_object('text', r.text, 'label', coalesce((
        SELECT json_agg(json_build_array(m.start, m."end", m.label)
                        ORDER BY m.start, m."end", m.label)
        FROM (SELECT DISTINCT m.start, m."end", m.label {NAMES}) m), '[]'), {ABOUT})
{OF_ARTICLES} ORDER BY a.id
"""


def lines(articles: QuerySet[Article]) -> Rows:
    """`{"text", "label": [[start, end, label], …], "article", …}` a line."""
    return Rows(LINES.format(picked=picked(articles)), options=JSON_OPTIONS)
