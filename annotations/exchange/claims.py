"""Claims out: JSON, lines of JSON, CSV. One query each, built in SQL."""

from collections.abc import Iterator

from django.db.models import QuerySet

from .copying import Rows, literal_sql

# A quote and a delimiter that JSON text never holds, so that COPY leaves it as it is.
JSON_OPTIONS = r"FORMAT csv, QUOTE E'\x01', DELIMITER E'\x02'"
CSV_OPTIONS = "FORMAT csv, HEADER"
BOM = "\ufeff".encode()

CLAIMS = """
FROM ({picked}) picked
JOIN annotations_claim c ON c.id = picked.id
JOIN annotations_article a ON a.id = c.article_id
"""
ORDER = "ORDER BY c.article_id, c.sort_start, c.sort_end, c.id"

# The shape of GET claims/{id}/ without `url`, and what it rests on (docs/api.md).
AS_JSON = """
SELECT json_build_object(
    'id', c.id, 'version', c.version,
    'created_at', {created_at}, 'updated_at', {updated_at},
    'desk', c.desk_id, 'article', c.article_id, 'headline', a.headline,
    'statement', c.statement, 'date', c.date, 'stage', c.stage, 'stage_note', c.stage_note,
    'questions', array_remove(ARRAY[CASE WHEN c.asks_said THEN 'said' END,
                                    CASE WHEN c.asks_true THEN 'true' END], NULL),
    'anchors', coalesce((
        SELECT json_agg(json_build_object(
            'revision', n.revision_id, 'start', n.start, 'end', n."end", 'exact', n.exact,
            'prefix', n.prefix, 'suffix', n.suffix, 'state', n.state)
            ORDER BY n.start, n."end", n.id)
        FROM annotations_anchor n
        WHERE n.claim_id = c.id AND n.revision_id = a.current_revision_id), '[]'),
    'status', json_build_object('said', NULL, 'true', NULL)::jsonb || coalesce((
        SELECT jsonb_object_agg(s.question, jsonb_build_object(
            'rating', r.slug, 'label', r.label, 'value', r.value, 'assessment', s.id,
            'needs_another_look', s.needs_another_look))
        FROM annotations_assessment s JOIN annotations_rating r ON r.id = s.rating_id
        WHERE s.claim_id = c.id AND s.state = 'approved'), '{{}}'),
    'attribution', coalesce((
        SELECT json_agg(json_build_object(
            'speaker', json_build_object('name', coalesce(e.name, t.name), 'entity', t.entity_id),
            'verb', t.verb, 'channel', t.channel, 'date', t.date, 'form', t.form)
            ORDER BY t.position)
        FROM annotations_attributionstep t LEFT JOIN annotations_entity e ON e.id = t.entity_id
        WHERE t.claim_id = c.id), '[]'),
    'assignee', c.assignee_id, 'due', c.due,
    'evidence', coalesce((
        SELECT json_agg(json_build_object(
            'id', v.id, 'question', v.question, 'stance', v.stance, 'excerpt', v.excerpt,
            'note', v.note, 'source', json_build_object(
                'id', o.id, 'url', o.url, 'title', o.title, 'kind', o.kind)) ORDER BY v.id)
        FROM annotations_evidence v JOIN annotations_source o ON o.id = v.source_id
        WHERE v.claim_id = c.id), '[]')
)
"""

# What a spreadsheet would take for a formula gets an apostrophe in front (CSV injection).
FORMULA = r"^[=+\-@\t\r\n＝＋－＠]"
AS_CSV = """
SELECT c.id AS id, c.article_id AS article, {headline} AS headline, c.stage AS stage,
    {statement} AS statement, {exact} AS exact, n.start AS start, n."end" AS "end",
    a.current_revision_id AS revision, {claimant} AS claimant,
    v.said AS said, v."true" AS "true", {sources} AS sources,
    {created_at} AS created_at, {updated_at} AS updated_at
"""
CSV_PARTS = """
LEFT JOIN LATERAL (
    SELECT start, "end", exact FROM annotations_anchor
    WHERE claim_id = c.id AND revision_id = a.current_revision_id
    ORDER BY start, "end", id LIMIT 1) n ON true
LEFT JOIN LATERAL (
    SELECT coalesce(e.name, t.name) AS name
    FROM annotations_attributionstep t LEFT JOIN annotations_entity e ON e.id = t.entity_id
    WHERE t.claim_id = c.id AND t.position = 0) t ON true
LEFT JOIN LATERAL (
    SELECT max(r.slug) FILTER (WHERE s.question = 'said') AS said,
           max(r.slug) FILTER (WHERE s.question = 'true') AS "true"
    FROM annotations_assessment s JOIN annotations_rating r ON r.id = s.rating_id
    WHERE s.claim_id = c.id AND s.state = 'approved') v ON true
LEFT JOIN LATERAL (
    SELECT string_agg(coalesce(nullif(o.url, ''), o.title), ' ' ORDER BY e.id) AS names
    FROM annotations_evidence e JOIN annotations_source o ON o.id = e.source_id
    WHERE e.claim_id = c.id) o ON true
"""


def ndjson(claims: QuerySet) -> Rows:
    """One claim a line; lines end in `\\n` only."""
    return Rows(_json_query(claims), options=JSON_OPTIONS)


class JSONArray:
    """The same rows as one array."""

    def __init__(self, claims: QuerySet):
        self._rows = ndjson(claims)

    def __iter__(self) -> Iterator[bytes]:
        yield b"["
        is_first = True
        for chunk in self._rows:
            lines = chunk.removesuffix(b"\n").replace(b"\n", b",\n")
            if lines:
                yield (b"" if is_first else b",") + b"\n" + lines
                is_first = False
        yield b"\n]\n"

    def close(self) -> None:
        self._rows.close()


class CSV:
    """RFC 4180 with a header and a byte order mark, so that spreadsheets read UTF-8."""

    def __init__(self, claims: QuerySet):
        columns = AS_CSV.format(
            headline=_neutral("a.headline"),
            statement=_neutral("c.statement"),
            exact=_neutral("n.exact"),
            claimant=_neutral("t.name"),
            sources=_neutral("o.names"),
            created_at=_time("c.created_at"),
            updated_at=_time("c.updated_at"),
        )
        query = f"{columns} {_from(claims)} {CSV_PARTS} {ORDER}"
        self._rows = Rows(query, options=CSV_OPTIONS)

    def __iter__(self) -> Iterator[bytes]:
        yield BOM
        yield from self._rows

    def close(self) -> None:
        self._rows.close()


def _json_query(claims: QuerySet) -> str:
    columns = AS_JSON.format(created_at=_time("c.created_at"), updated_at=_time("c.updated_at"))
    return f"{columns} {_from(claims)} {ORDER}"


def _from(claims: QuerySet) -> str:
    return CLAIMS.format(picked=literal_sql(claims.order_by().values("id")))


def _time(column: str) -> str:
    """ISO 8601 in UTC, as the API writes it."""
    return f"""to_char({column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"')"""


def _neutral(column: str) -> str:
    return f"CASE WHEN {column} ~ E'{FORMULA}' THEN '''' || {column} ELSE {column} END"
