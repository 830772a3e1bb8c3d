"""annotations.jsonld: an AnnotationCollection whose only page is embedded, streamed."""

import re
from collections.abc import Iterator
from typing import Any

import orjson
from django.db.models import QuerySet

from annotations.models import Article

from ..copy_out import JSON_OPTIONS, Rows, literal_sql
from ..site import api
from .annotations import IS_ONE, Shapes
from .parts import Parts

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MEDIA_TYPE = f'application/ld+json; profile="{CONTEXT}"'
MODIFIED = re.compile(rb'"modified":"([^"]*)"')
LABEL = "Claims, evidence and names"
# Of which article each is, and what else it has to be: the names of an older text are gone.
OF_ARTICLE = {
    "claim": "t.article_id",
    "evidence": "c.article_id",
    "mention": "t.revision_id = a.current_revision_id AND t.article_id",
}


class Collection:
    """All annotations of the current texts of some articles, one a line.

    The same rows are the same bytes. Close it, also when it was never read. Raises copy_out.Busy.
    """

    def __init__(self, articles: QuerySet[Article]):
        base = api()
        self._id = f"{base}exports/annotations.jsonld"
        shapes, picked = Shapes(Parts(base)), literal_sql(articles.order_by().values("id"))
        selects = (
            f"SELECT {shapes.of(kind)} FROM {shapes.joined(kind)} "
            f"WHERE {IS_ONE[kind]} AND {of_article} IN ({picked})"
            for kind, of_article in OF_ARTICLE.items()
        )
        self._rows = Rows(" UNION ALL ".join(selects), options=JSON_OPTIONS)

    def __iter__(self) -> Iterator[bytes]:
        page, count, newest = f"{self._id}#page", 0, b""
        whole: dict[str, Any] = {"id": self._id, "type": "AnnotationCollection", "label": LABEL}
        yield _json({"@context": CONTEXT} | whole | {"last": page})[:-1]
        yield b',"first":{"id":%b,"type":"AnnotationPage","startIndex":0,"items":[' % _json(page)
        for chunk in self._rows:
            lines = chunk.removesuffix(b"\n")
            if lines:
                yield b",\n" if count else b"\n"
                yield lines.replace(b"\n", b",\n")
                count += lines.count(b"\n") + 1
                newest = max(newest, *MODIFIED.findall(lines))
        summary = {"total": count} | ({"modified": newest.decode()} if newest else {})
        yield b'\n],"partOf":%b},%b\n' % (_json(whole | summary), _json(summary)[1:])

    def close(self) -> None:
        self._rows.close()


def _json(value: Any) -> bytes:
    return orjson.dumps(value)
