"""What each object looks like outside: plain functions, fast enough for a thousand spans.

`base` is the address that ends in `/api/v1/`. Every function needs the rows its list query brings
(`for_lists`) and asks the database nothing more.
"""

from collections.abc import Callable

from django.db.models import Model

from annotations.models import (
    Article,
    Assessment,
    Claim,
    Desk,
    Entity,
    Evidence,
    Mention,
    Revision,
    Source,
    TaggingRun,
)


def base_of(request) -> str:
    return request.build_absolute_uri("/api/v1/")


def _head(row: Model, base: str, path: str) -> dict:
    return {
        "id": row.pk,
        "url": f"{base}{path}/{row.pk}/",
        "version": row.version,
        "created_at": row.created_at,
        "updated_at": row.updated_at,
    }


def desk(row: Desk, base: str, role: str | None) -> dict:
    return {
        "id": row.pk,
        "url": f"{base}desks/{row.pk}/",
        "name": row.name,
        "slug": row.slug,
        "role": role,
        "created_at": row.created_at,
        "updated_at": row.updated_at,
    }


def article(row: Article, base: str) -> dict:
    """Of a row of `Article.objects.for_lists()`."""
    revision = row.current_revision
    return _head(row, base, "articles") | {
        "desk": row.desk_id,
        "headline": row.headline,
        "outlet": row.outlet,
        "byline": row.byline,
        "language": row.language,
        "source_url": row.source_url,
        "published_at": row.published_at,
        "counts": {
            "open": row.open_count,
            "checking": row.checking_count,
            "review": row.review_count,
            "checked": row.checked_count,
        },
        "tagging": {"state": row.run_state, "run": row.run_id},
        "current_revision": {
            "id": revision.pk,
            "number": revision.number,
            "length": revision.length,
            "sha256": revision.sha256,
        },
    }


def revision(row: Revision, base: str) -> dict:
    return {
        "id": row.pk,
        "url": f"{base}revisions/{row.pk}/",
        "article": row.article_id,
        "number": row.number,
        "text": row.text,
        "blocks": row.blocks,
        "links": row.links,
        "sha256": row.sha256,
        "length": row.length,
        "kind": row.kind,
        "note": row.note,
        "created_at": row.created_at,
        "updated_at": row.updated_at,
    }


def claim(row: Claim, base: str) -> dict:
    """Of a row of `Claim.objects.for_lists()`."""
    verdicts = {one.question: one for one in row.approved_assessments}
    return _head(row, base, "claims") | {
        "desk": row.desk_id,
        "article": row.article_id,
        "statement": row.statement,
        "date": row.date,
        "stage": row.stage,
        "stage_note": row.stage_note,
        "questions": row.questions,
        "anchors": [
            {
                "revision": anchor.revision_id,
                "start": anchor.start,
                "end": anchor.end,
                "exact": anchor.exact,
                "prefix": anchor.prefix,
                "suffix": anchor.suffix,
                "state": anchor.state,
            }
            for anchor in row.current_anchors
        ],
        "status": {name: verdict(verdicts.get(name)) for name in ("said", "true")},
        "attribution": [
            {
                "speaker": {"name": step.speaker_name, "entity": step.entity_id},
                "verb": step.verb,
                "channel": step.channel,
                "date": step.date,
                "form": step.form,
            }
            for step in row.steps
        ],
        "assignee": row.assignee_id,
        "due": row.due,
    }


def verdict(row: Assessment | None) -> dict | None:
    """One question's part of a claim's status: approved assessments only."""
    if row is None:
        return None
    return {
        "rating": row.rating.slug,
        "label": row.rating.label,
        "value": row.rating.value,
        "assessment": row.pk,
        "needs_another_look": row.needs_another_look,
    }


def source(row: Source, base: str) -> dict:
    head = _head(row, base, "sources")
    # `url` is the address that was given, as in the body; the object's own stands beside it.
    return head | {
        "url": row.url,
        "self": head["url"],
        "desk": row.desk_id,
        "kind": row.kind,
        "title": row.title,
        "publisher": row.publisher,
        "published_on": row.published_on,
    }


def evidence(row: Evidence, base: str) -> dict:
    return _head(row, base, "evidence") | {
        "claim": row.claim_id,
        "source": row.source_id,
        "question": row.question,
        "stance": row.stance,
        "excerpt": row.excerpt,
        "note": row.note,
        "created_by": row.created_by_id,
    }


def assessment(row: Assessment, base: str) -> dict:
    return _head(row, base, "assessments") | {
        "claim": row.claim_id,
        "question": row.question,
        "rating": row.rating.slug,
        "label": row.rating.label,
        "value": row.rating.value,
        "rationale": row.rationale,
        "state": row.state,
        "needs_another_look": row.needs_another_look,
        "author": row.author_id,
        "reviewer": row.reviewer_id,
        "note": row.review_note,
        "reviewed_at": row.reviewed_at,
    }


def mention(row: Mention, base: str) -> dict:
    return _head(row, base, "mentions") | {
        "article": row.article_id,
        "revision": row.revision_id,
        "start": row.start,
        "end": row.end,
        "exact": row.exact,
        "label": row.label,
        "entity": row.entity_id,
        "origin": row.origin,
        "score": row.score,
        "state": row.state,
    }


def entity(row: Entity, base: str) -> dict:
    """Of a row with its aliases prefetched."""
    return _head(row, base, "entities") | {
        "desk": row.desk_id,
        "name": row.name,
        "label": row.label,
        "description": row.description,
        "wikidata_id": row.wikidata_id,
        "merged_into": row.merged_into_id,
        "aliases": [alias.name for alias in row.aliases.all()],
    }


def run(row: TaggingRun, base: str) -> dict:
    return _head(row, base, "tagging-runs") | {
        "article": row.article_id,
        "revision": row.revision_id,
        "pipeline": row.pipeline,
        "state": row.state,
        "attempts": row.attempts,
        "queued_at": row.queued_at,
        "started_at": row.started_at,
        "finished_at": row.finished_at,
        "error": row.error,
        "counts": row.counts,
    }


# How a row is read anew with all that its representation shows.
FULL: dict[type[Model], tuple[Callable, Callable]] = {
    Article: (lambda: Article.objects.for_lists(), article),
    Claim: (lambda: Claim.objects.for_lists(), claim),
    Source: (lambda: Source.objects.defer("search"), source),
    Evidence: (lambda: Evidence.objects.all(), evidence),
    Assessment: (lambda: Assessment.objects.select_related("rating"), assessment),
    Mention: (lambda: Mention.objects.all(), mention),
    Entity: (lambda: Entity.objects.prefetch_related("aliases").defer("search"), entity),
    TaggingRun: (lambda: TaggingRun.objects.all(), run),
}


def of(row: Model, base: str) -> dict:
    """The object as GET gives it now."""
    queryset, represent = FULL[type(row)]
    return represent(queryset().get(pk=row.pk), base)
