"""Texts on which a published verdict rests: the article's revision, the copies of its sources."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from annotations.ingest.addresses import web_link

from ..publications.fact_checks import FactCheck
from ..publications.query import MOST_PLACES

REVISION = """
SELECT r.id, r.number, r.created_at, r.sha256, r.length, CASE WHEN %s THEN r.text ELSE '' END
FROM annotations_publication p
JOIN annotations_article a ON a.id = p.article_id
JOIN annotations_revision r ON r.id = a.current_revision_id WHERE p.id = %s
"""
PLACES = """
SELECT n.start, n."end", n.exact, n.prefix, n.suffix FROM annotations_anchor n
WHERE n.claim_id = %s AND n.revision_id = %s AND n.start IS NOT NULL AND n.exact = ANY(%s)
ORDER BY n.start, n."end", n.id LIMIT %s
"""
# Of each source the newest copy, which is the one that the page dates.
COPIES = """
SELECT DISTINCT ON (o.id) o.id, n.id, n.taken_at, n.media_type, n.sha256, length(n.text),
    CASE WHEN %s THEN n.text ELSE '' END
FROM annotations_source o
JOIN annotations_snapshot n ON n.source_id = coalesce(o.merged_into_id, o.id)
WHERE o.id = ANY(%s) ORDER BY o.id, n.taken_at DESC, n.id DESC
"""


@dataclass(frozen=True)
class Place:
    """Words of the claim in the revision, in code points, with what stands beside them in their
    paragraph."""

    start: int
    end: int
    exact: str
    prefix: str
    suffix: str


@dataclass(frozen=True)
class Text:
    """The article's text as it stands; `is_given` where readers get it whole, as `body`."""

    id: int
    number: int
    created_at: datetime
    sha256: str
    length: int
    url: str
    places: list[Place]
    is_given: bool
    body: bytes

    member = "article/text.txt"

    def as_dict(self) -> dict[str, Any]:
        return {
            "revision": self.number,
            "stored_at": self.created_at,
            "sha256": self.sha256,
            "length": self.length,
            "url": self.url,
            "file": self.member if self.is_given else None,
            "places": [vars(one) for one in self.places],
        }


@dataclass(frozen=True)
class Copy:
    """What a source said when it was kept."""

    id: int
    source: int
    title: str
    url: str
    taken_at: datetime
    media_type: str
    sha256: str
    length: int
    is_given: bool
    body: bytes

    @property
    def member(self) -> str:
        return f"evidence/{self.sha256}.txt"

    def as_dict(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "url": self.url,
            "taken_at": self.taken_at,
            "media_type": self.media_type,
            "sha256": self.sha256,
            "length": self.length,
            "file": self.member if self.is_given else None,
        }


def of_article(check: FactCheck, *, whole: bool, bodies: bool) -> Text:
    url = check.row["article"]["url"]
    is_given = whole and bool(web_link(url))
    with connection.cursor() as cursor:
        cursor.execute(REVISION, [is_given and bodies, check.row["publication"]])
        pk, number, created_at, digest, length, text = cursor.fetchone()
        cursor.execute(PLACES, [check.row["claim"], pk, check.words, MOST_PLACES])
        places = [_place(*row) for row in cursor.fetchall()]
    body = text.encode()
    return Text(pk, number, created_at, digest, length, url, places, is_given, body)


def of_sources(check: FactCheck, *, whole: bool, bodies: bool) -> list[Copy]:
    """Of those that the verdict cites, in the order of their numbers."""
    [row] = [one for one in check.row["verdicts"] if one["question"] == check.verdicts[0].question]
    cited = row["sources"] or {}
    ids = {item["source"] for item in row["evidence"] or []}
    with connection.cursor() as cursor:
        cursor.execute(COPIES, [whole and bodies, sorted(ids)])
        return [_copy(found, cited.get(str(found[0])) or {}, whole) for found in cursor]


def _place(start: int, end: int, exact: str, prefix: str, suffix: str) -> Place:
    return Place(start, end, exact, prefix.split("\n")[-1], suffix.split("\n")[0])


def _copy(found: Iterable[Any], cited: Any, whole: bool) -> Copy:
    source, pk, taken_at, media_type, digest, length, text = found
    url = cited.get("url") or ""
    is_given = bool(whole and length and web_link(url))
    body = text.encode() if is_given else b""
    title = cited.get("title") or url
    return Copy(pk, source, title, url, taken_at, media_type, digest, length, is_given, body)
