"""Checked claims in AVeriTeC's published schema: one JSON array of records."""

from datetime import date
from typing import Any

import orjson
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KT

from annotations.models import Assessment, Claim, ExternalCheck

from ..claims import CLAIMS, ORDER, VERDICTS
from ..copy_out import Shaped, literal_sql
from . import words

Record = dict[str, Any]
# An approved verdict on `true` is ours; without one, what somebody else found (`o`).
LABELS = ", ".join(sorted(f"'{one}'" for one in set(words.LABELS.values())))  # SQL.
QUERY = """
SELECT json_build_object(
    'claim', coalesce(v.statement, annotations_claim.statement), 'date', annotations_claim.date,
    'url', a.source_url, 'speaker', t.name, 'channel', t.channel,
    'rating', ours.rating, 'rationale', ours.rationale,
    'label', o.rating, 'justification', o.justification, 'article_url', o.url,
    'about', coalesce(o.about, '{{}}'::jsonb),
    'questions', coalesce((
        SELECT json_agg(json_build_object('question', q.wording, 'answers', coalesce((
            SELECT json_agg(json_build_object(
                'kind', w.kind, 'answer', w.answer, 'explanation', w.explanation,
                'sources', coalesce((
                    SELECT json_agg(json_build_object('url', s.url, 'title', s.title,
                        'kind', s.kind, 'medium', x.medium, 'cached', x.cached_url) ORDER BY x.id)
                    FROM annotations_answerevidence x
                    JOIN annotations_evidence e ON e.id = x.evidence_id
                    JOIN annotations_source s ON s.id = coalesce(e.cited_id, e.source_id)
                    WHERE x.answer_id = w.id), '[]')) ORDER BY w.id)
            FROM annotations_checkanswer w WHERE w.check_question_id = q.id), '[]')) ORDER BY q.id)
        FROM annotations_checkquestion q
        WHERE q.claim_id = annotations_claim.id AND q.question = 'true'), '[]'))
{claims}
LEFT JOIN LATERAL (
    SELECT c.* FROM annotations_externalcheck c
    WHERE c.claim_id = annotations_claim.id AND c.rating IN ({labels})
    ORDER BY c.id LIMIT 1) o ON true
LEFT JOIN LATERAL (
    SELECT s.kept->'rating' AS rating, s.rationale FROM annotations_assessment s
    WHERE s.claim_id = annotations_claim.id AND s.state = 'approved' AND s.question = 'true'
    ORDER BY s.id DESC LIMIT 1) ours ON true
LEFT JOIN LATERAL (
    SELECT coalesce(e.name, t.name) AS name, t.channel FROM annotations_attributionstep t
    LEFT JOIN annotations_entity e ON e.id = t.entity_id
    WHERE t.claim_id = annotations_claim.id AND t.position = 0) t ON true
WHERE o.id IS NOT NULL OR (ours.rating IS NOT NULL AND ours.rating->>'slug' <> 'opinion')
{order}
"""


def claims(picked: QuerySet[Claim]) -> Shaped:
    """A record for each that somebody checked; opinions are none of AVeriTeC's verdicts."""
    ids = literal_sql(picked.order_by().values("id"))
    query = QUERY.format(
        claims=CLAIMS.format(picked=ids, verdicts=VERDICTS), labels=LABELS, order=ORDER
    )
    return Shaped(query, _line, head=b"[\n", between=b",\n", tail=b"\n]\n")


def held(picked: QuerySet[Claim]) -> QuerySet[Claim]:
    """Those of which the file has a record, as the query has them."""
    ours = Assessment.objects.filter(claim=OuterRef("pk"), state="approved", question="true")
    rated = ours.order_by("-pk").values(slug=KT("kept__rating__slug"))[:1]
    theirs = ExternalCheck.objects.filter(
        claim=OuterRef("pk"), rating__in=set(words.LABELS.values())
    )
    is_rated = Q(rated__isnull=False) & ~Q(rated="opinion")
    return picked.alias(rated=Subquery(rated)).filter(is_rated | Q(Exists(theirs)))


def _line(row: Record) -> bytes:
    return orjson.dumps(record_of(row))


def record_of(row: Record) -> Record:
    """The record of one claim, as the query has it."""
    about, rating = row["about"], row["rating"]
    is_ours = rating is not None and rating["slug"] != "opinion"
    return {
        "claim": row["claim"],
        "required_reannotation": about.get("required_reannotation", False),
        "label": words.LABELS[rating["value"]] if is_ours else row["label"],
        "justification": row["rationale"] if is_ours else row["justification"],
        "claim_date": _day(row["date"]),
        "speaker": row["speaker"] or None,
        "original_claim_url": row["url"] or None,
        "cached_original_claim_url": about.get("cached_original_claim_url"),
        "fact_checking_article": row["article_url"] or None,
        "reporting_source": about.get("reporting_source") or row["channel"] or None,
        "location_ISO_code": about.get("location_ISO_code"),
        "claim_types": about.get("claim_types", []),
        "fact_checking_strategies": about.get("fact_checking_strategies", []),
        "questions": [
            {
                "question": one["question"],
                "answers": [said for answer in one["answers"] for said in _answers(answer)],
            }
            for one in row["questions"]
        ],
    }


def _day(text: str | None) -> str | None:
    """As AVeriTeC writes it: day-month-year without zeros in front."""
    if text is None:
        return None
    day = date.fromisoformat(text)
    return f"{day.day}-{day.month}-{day.year}"


def _answers(answer: Record) -> list[Record]:
    """One for each source that it rests on: the schema has one source an answer."""
    said: Record = {
        "answer": _said(answer),
        "answer_type": words.ANSWER_TYPES[answer["kind"]],
    }
    if answer["explanation"]:
        said["boolean_explanation"] = answer["explanation"]
    nothing = {"source_url": None, "cached_source_url": None, "source_medium": None}
    return [said | _source(one) for one in answer["sources"]] or [said | nothing]


def _said(answer: Record) -> str:
    if answer["kind"] == "yes_no":
        return str(answer["answer"]).capitalize()
    return str(answer["answer"]) or words.NOT_FOUND


def _source(one: Record) -> Record:
    medium = words.MEDIA[one["medium"] or words.MEDIUM_OF_KIND.get(one["kind"], "text")]
    return {
        "source_url": one["url"] or (None if one["title"] == medium else one["title"]),
        "cached_source_url": one["cached"] or None,
        "source_medium": medium,
    }
