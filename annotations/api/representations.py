"""What each object looks like outside.

`base` is the address that ends in `/api/v1/`. Every function needs the rows that `FULL` brings and
asks the database nothing more.
"""

from collections.abc import Callable, Iterable

import orjson
from django.db.models import Model

from annotations.exchange import claim_json
from annotations.models import (
    Article,
    Assessment,
    Claim,
    Desk,
    Entity,
    EntityMove,
    EntityPair,
    Evidence,
    Feed,
    Membership,
    Mention,
    Rating,
    Revision,
    Snapshot,
    Source,
    TaggingBatch,
    TaggingRule,
    TaggingRun,
    User,
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


def rating(row: Rating) -> dict:
    return {"question": row.question, "slug": row.slug, "label": row.label, "value": row.value}


def member(row: Membership) -> dict:
    """Of a row with its person."""
    return _name(row.user) | {"role": row.role}


def person(row: User, roles: Iterable[tuple[Desk, str]]) -> dict:
    return _name(row) | {
        "is_administrator": row.is_superuser,
        "roles": [{"desk": desk.pk, "slug": desk.slug, "role": role} for desk, role in roles],
    }


def _name(row: User) -> dict:
    return {"id": row.pk, "username": row.username, "name": str(row)}


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


def revision_line(row: Revision, base: str) -> dict:
    """A revision without its text."""
    return {
        "id": row.pk,
        "url": f"{base}revisions/{row.pk}/",
        "article": row.article_id,
        "number": row.number,
        "sha256": row.sha256,
        "length": row.length,
        "kind": row.kind,
        "note": row.note,
        "carried": row.carried,
        "created_by": row.created_by_id,
        "created_at": row.created_at,
        "updated_at": row.updated_at,
    }


def revision(row: Revision, base: str) -> dict:
    whole = {"text": row.text, "blocks": row.blocks, "links": row.links}
    return revision_line(row, base) | whole


def claim(row: Claim, base: str) -> dict:
    return _from_json(row, base, "claims")


def mention(row: Mention, base: str) -> dict:
    return _from_json(row, base, "mentions")


def _from_json(row: Model, base: str, path: str) -> dict:
    """Of a row with the annotation `json`."""
    return {"id": row.pk, "url": f"{base}{path}/{row.pk}/"} | orjson.loads(row.json)


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
        "excerpt_state": row.excerpt_state,
        "snapshot": row.snapshot_id,
        "note": row.note,
        "created_by": row.created_by_id,
    }


def snapshot(row: Snapshot, base: str) -> dict:
    """Without its text, which may be long and is another's."""
    return {
        "id": row.pk,
        "source": row.source_id,
        "taken_at": row.taken_at,
        "sha256": row.sha256,
        "media_type": row.media_type,
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


def pair(row: EntityPair, base: str) -> dict:
    return _head(row, base, "entity-pairs") | {
        "desk": row.desk_id,
        "first": row.first_id,
        "second": row.second_id,
        "score": row.score,
        "reason": row.reason,
        "state": row.state,
        "decided_by": row.decided_by_id,
    }


def move(row: EntityMove, base: str) -> dict:
    """Without what was moved, which may be very many."""
    return {
        "id": row.pk,
        "url": f"{base}entity-moves/?entity={row.source_id}",
        "desk": row.desk_id,
        "kind": row.kind,
        "source": row.source_id,
        "target": row.target_id,
        "made_by": row.made_by_id,
        "made_at": row.made_at,
        "undone_by": row.undone_by_id,
        "undone_at": row.undone_at,
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
        "batch": row.batch_id,
    }


def batch(row: TaggingBatch, base: str) -> dict:
    """Of a row of `TaggingBatch.objects.with_progress()`."""
    return {
        "id": row.pk,
        "url": f"{base}tagging-batches/{row.pk}/",
        "created_at": row.created_at,
        "updated_at": row.updated_at,
        "desk": row.desk_id,
        "total": row.total,
        "made_by": row.made_by_id,
        "cancelled_at": row.cancelled_at,
        "runs": {state: getattr(row, f"{state}_count") for state in TaggingRun.State.values},
    }


def rule(row: TaggingRule, base: str) -> dict:
    return _head(row, base, "tagging-rules") | {
        "desk": row.desk_id,
        "kind": row.kind,
        "name": row.name,
        "label": row.label,
        "created_by": row.created_by_id,
    }


def feed(row: Feed, base: str) -> dict:
    """Of a row of `Feed.objects.with_counts()`."""
    return _head(row, base, "feeds") | {
        "desk": row.desk_id,
        "address": row.address,
        "name": row.name,
        "added_by": row.added_by_id,
        "is_paused": row.is_paused,
        "due_at": row.due_at,
        "read_at": row.read_at,
        "problem": row.problem,
        "failures": row.failures,
        "articles": row.articles,
    }


# How a row is read anew with all that its representation shows.
FULL: dict[type[Model], tuple[Callable, Callable]] = {
    Article: (lambda: Article.objects.for_lists(), article),
    Claim: (
        lambda: Claim.objects.defer("search").annotate(json=claim_json.as_json(claim_json.CLAIM)),
        claim,
    ),
    Source: (lambda: Source.objects.defer("search"), source),
    Evidence: (lambda: Evidence.objects.all(), evidence),
    Assessment: (lambda: Assessment.objects.select_related("rating"), assessment),
    Mention: (
        lambda: Mention.objects.annotate(json=claim_json.as_json(claim_json.MENTION)),
        mention,
    ),
    EntityPair: (lambda: EntityPair.objects.all(), pair),
    EntityMove: (lambda: EntityMove.objects.defer("moved"), move),
    Entity: (lambda: Entity.objects.prefetch_related("aliases").defer("search"), entity),
    TaggingRun: (lambda: TaggingRun.objects.all(), run),
    TaggingBatch: (lambda: TaggingBatch.objects.with_progress(), batch),
    TaggingRule: (lambda: TaggingRule.objects.all(), rule),
    Feed: (lambda: Feed.objects.with_counts(), feed),
}


def of(row: Model, base: str) -> dict:
    """The object as GET gives it now."""
    queryset, represent = FULL[type(row)]
    return represent(queryset().get(pk=row.pk), base)
