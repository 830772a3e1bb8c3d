"""Articles as IPTC ninjs 3.1 and 2.2, one item a line, built by PostgreSQL.

The two families have other keys for the same: 2.2 writes them in small letters.
"""

from collections.abc import Callable

from django.db.models import QuerySet

from annotations.models import Article, Mention

from .copy_out import JSON_OPTIONS, Rows, literal_sql
from .expressions import literal, moment, uri, word_count
from .site import api, site

SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_{version}.json"
# Keys of 3.1 that 2.2 does not only write in small letters.
OTHERWISE = {"embargoedUntil": "embargoed"}
# Of the labels of names what has a list of its own.
LISTS = {"people": "PERSON", "organisations": "ORG", "places": "PLACE"}
BY_PERSON = Mention.PERSON_ORIGIN
# What the current text names, once for each that found it; what a person accepted, they stand for.
NAMES = f"""
LEFT JOIN LATERAL (
    SELECT {{subjects}} FROM (
        SELECT coalesce(e.name, m.exact) AS name, min(m.start) AS first,
            coalesce(min(e.label), min(m.label)) AS label, {{address}} AS uri,
            CASE WHEN m.state = 'accepted' THEN '{BY_PERSON}' ELSE m.origin END AS creator,
            max(m.score) AS score
        FROM annotations_mention m LEFT JOIN annotations_entity e ON e.id = m.entity_id
        WHERE m.revision_id = a.current_revision_id AND m.start IS NOT NULL
            AND m.state <> 'rejected'
        GROUP BY e.id, coalesce(e.name, m.exact), 5) n) s ON true
"""
SUBJECT = """json_build_object('name', n.name, 'rel', 'mentions', 'uri', n.uri{more})"""


def newest(articles: QuerySet[Article]) -> Rows:
    """ninjs 3.1"""
    return _items(articles, "3.1")


def second(articles: QuerySet[Article]) -> Rows:
    """ninjs 2.2"""
    return _items(articles, "2.2")


def _items(articles: QuerySet[Article], version: str) -> Rows:
    def key(name: str) -> str:
        return name if version == "3.1" else OTHERWISE.get(name, name).lower()

    def pairs(columns: dict[str, str]) -> str:
        return ", ".join(f"'{key(name)}', {value}" for name, value in columns.items())

    picked = literal_sql(articles.order_by().values("id"))
    item = f"json_strip_nulls(json_build_object({pairs(_columns(version, pairs))}))"
    entity = f"""CASE WHEN min(e.wikidata_id) ~ '^Q[0-9]+$'
        THEN 'http://www.wikidata.org/entity/' || min(e.wikidata_id)
        ELSE {literal(f"{api()}entities/")} || e.id || '/' END"""
    names = NAMES.format(subjects=_lists(), address=entity)
    query = f"""SELECT {item} FROM ({picked}) picked
        JOIN annotations_article a ON a.id = picked.id
        JOIN annotations_revision r ON r.id = a.current_revision_id
        LEFT JOIN annotations_embargo x
            ON x.article_id = a.id AND (x.until IS NULL OR x.until > now())
        {names} ORDER BY a.id"""
    return Rows(query, options=JSON_OPTIONS)


def _columns(version: str, pairs: Callable[[dict[str, str]], str]) -> dict[str, str]:
    """Of one article (`a`, its text `r`, names `s`, embargo `x`) each key of 3.1 with its value."""
    body = {
        "role": "'main'",
        "contentType": "'text/plain'",
        "charCount": "r.length",
        "wordCount": word_count("r.text", "r.length"),
        "value": "r.text",
    }
    standard = f"""json_build_object('name', 'ninjs', 'version', '{version}',
        'schema', '{SCHEMA.format(version=version)}')"""
    source = f"json_build_object('role', 'source', 'value', {uri('a.source_url')})"
    return {
        "standard": standard,
        "uri": f"{literal(f'{site()}articles/')} || a.id || '/'",
        "type": "'text'",
        "representationType": "'full'",
        "version": "r.number::text",
        "firstCreated": moment("a.created_at"),
        "versionCreated": moment("r.created_at"),
        "contentCreated": moment("a.published_at"),
        "embargoedUntil": moment("x.until"),
        "pubStatus": "CASE WHEN x.id IS NULL THEN 'usable' ELSE 'withheld' END",
        "language": "nullif(a.language, 'und')",
        "by": "nullif(a.byline, '')",
        "headlines": "json_build_array(json_build_object('role', 'main', 'value', a.headline))",
        "bodies": f"json_build_array(json_build_object({pairs(body)}))",
        "infoSources": "CASE WHEN a.outlet <> '' THEN "
        "json_build_array(json_build_object('name', a.outlet)) END",
        "altIds": f"CASE WHEN a.source_url <> '' THEN json_build_array({source}) END",
        **{name: f"s.{name}" for name in ("subjects", *LISTS)},
    }


def _lists() -> str:
    """All names as subjects; what a person stands for also in the lists that say no `creator`."""
    confidence = f"""CASE WHEN n.creator <> '{BY_PERSON}' THEN
        least(100, greatest(0, round(100 * n.score)))::int END"""
    subject = SUBJECT.format(more=f", 'creator', n.creator, 'confidence', {confidence}")
    ordered = "ORDER BY n.first, n.name, n.creator"
    lists = [f"json_agg({subject} {ordered}) AS subjects"]
    for name, label in LISTS.items():
        wanted = f"n.label = '{label}' AND n.creator = '{BY_PERSON}'"
        lists.append(
            f"json_agg({SUBJECT.format(more='')} {ordered}) FILTER (WHERE {wanted}) AS {name}"
        )
    return ", ".join(lists)
