"""Claims out: JSON, lines of JSON, CSV. One query each, built in SQL."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from django.db.models import QuerySet

from annotations.models import Claim

from .claim_json import APPROVED_STATEMENT, CLAIM_OUT, pairs, utc
from .copy_out import JSON_OPTIONS, Rows, literal_sql

CSV_OPTIONS = "FORMAT csv, HEADER"
BOM = "\ufeff".encode()

# What was approved, also of a rating that was reworded since; a rationale stays as it was decided.
VERDICTS = """
LEFT JOIN LATERAL (
    SELECT max(s.kept->'rating'->>'slug') FILTER (WHERE s.question = 'said') AS said,
           max(s.kept->'rating'->>'slug') FILTER (WHERE s.question = 'true') AS "true",
           bool_or(s.needs_another_look) FILTER (WHERE s.question = 'said') AS said_look,
           bool_or(s.needs_another_look) FILTER (WHERE s.question = 'true') AS true_look,
           max(s.rationale) FILTER (WHERE s.question = 'said') AS rationale_said,
           max(s.rationale) FILTER (WHERE s.question = 'true') AS rationale_true,
           (array_agg(s.kept->>'statement' ORDER BY s.reviewed_at DESC, s.id DESC))[1] AS statement
    FROM annotations_assessment s
    WHERE s.claim_id = annotations_claim.id AND s.state = 'approved') v ON true
"""
CLAIMS = """
FROM ({picked}) picked
JOIN annotations_claim ON annotations_claim.id = picked.id
JOIN annotations_article a ON a.id = annotations_claim.article_id
{verdicts}
"""
ORDER = """
ORDER BY annotations_claim.article_id, annotations_claim.sort_start, annotations_claim.sort_end,
    annotations_claim.id
"""

_CHECKS = """coalesce((
        SELECT json_agg(json_build_object(
            'id', q.id, 'question', q.question, 'wording', q.wording, 'answers', coalesce((
                SELECT json_agg(json_build_object(
                    'id', w.id, 'kind', w.kind, 'answer', w.answer, 'explanation', w.explanation,
                    'place', w.place, 'day', w.day, 'looked_by', w.looked_by_id,
                    'evidence', coalesce((
                        SELECT json_agg(x.evidence_id ORDER BY x.id)
                        FROM annotations_answerevidence x WHERE x.answer_id = w.id), '[]'))
                    ORDER BY w.id)
                FROM annotations_checkanswer w WHERE w.check_question_id = q.id), '[]'))
            ORDER BY q.id)
        FROM annotations_checkquestion q WHERE q.claim_id = annotations_claim.id), '[]')"""
_EVIDENCE = """coalesce((
        SELECT json_agg(json_build_object(
            'id', v.id, 'question', v.question, 'stance', v.stance, 'excerpt', v.excerpt,
            'note', v.note, 'source', json_build_object(
                'id', o.id, 'url', o.url, 'title', o.title, 'kind', o.kind)) ORDER BY v.id)
        FROM annotations_evidence v JOIN annotations_source o ON o.id = v.source_id
        WHERE v.claim_id = annotations_claim.id), '[]')"""
# SQL of each field: what GET claims/{id}/ has but for `url`, and what it rests on (docs/api.md).
FIELDS = {
    **CLAIM_OUT,
    "headline": "a.headline",
    "said_needs_another_look": "v.said_look",
    "true_needs_another_look": "v.true_look",
    "rationale_said": "v.rationale_said",
    "rationale_true": "v.rationale_true",
    "checks": _CHECKS,
    "evidence": _EVIDENCE,
}

# What a spreadsheet would take for a formula gets an apostrophe in front (CSV injection).
FORMULA = r"^[=+@\t\r\n＝＋－＠-]"
# SQL of each column of the table; those in WORDS are what people wrote.
COLUMNS = {
    "id": "annotations_claim.id",
    "article": "annotations_claim.article_id",
    "headline": "a.headline",
    "stage": "annotations_claim.stage",
    "statement": APPROVED_STATEMENT,
    "exact": "n.exact",
    "start": "n.start",
    "end": 'n."end"',
    "revision": "a.current_revision_id",
    "claimant": "t.name",
    "said": "v.said",
    "true": 'v."true"',
    "sources": "o.names",
    "created_at": utc("annotations_claim.created_at"),
    "updated_at": utc("annotations_claim.updated_at"),
    "said_needs_another_look": "v.said_look::text",
    "true_needs_another_look": "v.true_look::text",
    "rationale_said": "v.rationale_said",
    "rationale_true": "v.rationale_true",
}
WORDS = {
    "headline", "statement", "exact", "claimant", "sources", "rationale_said", "rationale_true",
}  # fmt: skip
CSV_PARTS = """
LEFT JOIN LATERAL (
    SELECT start, "end", exact FROM annotations_anchor
    WHERE claim_id = annotations_claim.id AND revision_id = a.current_revision_id
    ORDER BY start, "end", id LIMIT 1) n ON true
LEFT JOIN LATERAL (
    SELECT coalesce(e.name, t.name) AS name
    FROM annotations_attributionstep t LEFT JOIN annotations_entity e ON e.id = t.entity_id
    WHERE t.claim_id = annotations_claim.id AND t.position = 0 LIMIT 1) t ON true
LEFT JOIN LATERAL (
    SELECT string_agg(coalesce(nullif(o.url, ''), o.title), ' ' ORDER BY e.id) AS names
    FROM annotations_evidence e JOIN annotations_source o ON o.id = e.source_id
    WHERE e.claim_id = annotations_claim.id) o ON true
"""


def ndjson(claims: QuerySet[Claim], fields: Sequence[str] = ()) -> Rows:
    """One claim a line; lines end in `\\n` only. With these fields, or all."""
    columns = pairs({name: FIELDS[name] for name in chosen(FIELDS, fields)})
    query = f"SELECT json_build_object({columns}) {_from(claims)} {ORDER}"
    return Rows(query, options=JSON_OPTIONS)


def chosen(known: Iterable[str], fields: Sequence[str]) -> list[str]:
    """Those of the known names that are among the fields, in their own order; all without any."""
    return [name for name in known if not fields or name in fields]


class JSONArray:
    """The same rows as one array."""

    def __init__(self, claims: QuerySet[Claim], fields: Sequence[str] = ()):
        self._rows = ndjson(claims, fields)

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

    def __init__(self, claims: QuerySet[Claim], fields: Sequence[str] = ()):
        self._rows = Rows(table(claims, _neutral, fields), options=CSV_OPTIONS)

    def __iter__(self) -> Iterator[bytes]:
        yield BOM
        yield from self._rows

    def close(self) -> None:
        self._rows.close()


def table(claims: QuerySet[Claim], words: Callable[[str], str], fields: Sequence[str] = ()) -> str:
    """The query of the columns of a table; `words` makes SQL of a column that people wrote."""
    columns = ", ".join(
        f'{words(COLUMNS[name]) if name in WORDS else COLUMNS[name]} AS "{name}"'
        for name in chosen(COLUMNS, fields)
    )
    return f"SELECT {columns} {_from(claims)} {CSV_PARTS} {ORDER}"


def _from(claims: QuerySet[Claim]) -> str:
    return CLAIMS.format(picked=literal_sql(claims.order_by().values("id")), verdicts=VERDICTS)


def _neutral(column: str) -> str:
    return f"CASE WHEN {column} ~ E'{FORMULA}' THEN '''' || {column} ELSE {column} END"
