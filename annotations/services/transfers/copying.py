"""An article is copied to another desk: its texts and claims, with verdicts as their history."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Model

from annotations.models import (
    Anchor,
    AnswerEvidence,
    Article,
    Assessment,
    AttributionStep,
    CheckAnswer,
    CheckQuestion,
    Claim,
    ClaimLink,
    Desk,
    Evidence,
    ExternalCheck,
    Labelling,
    Mention,
    Original,
    Revision,
    TaggingRun,
    Transfer,
    User,
    rows,
)
from annotations.models.notice import notify_all
from annotations.work import wakeup

from ..transactions import acting, check_version, locked
from . import change_desk, entities, notify, ratings, sources
from .duplicating import duplicate, led_by
from .move import destination, recorded

STAMPED = {
    "version": "1",
    "created_at": "clock_timestamp()",
    "updated_at": "clock_timestamp()",
}
NEW = STAMPED | {"external_id": "''"}  # That is the original's.
OF_CLAIM = "t.claim_id = ANY(%(ids)s)"
CLAIM, REVISION = led_by("claims", "claim_id"), led_by("revisions", "revision_id")
ENTITY = led_by("entities", "entity_id")
DECIDED = f"{OF_CLAIM} AND t.reviewer_id IS NOT NULL"
# What people said of names; the rest the other desk's tagger finds for itself.
SAID = "t.article_id = %(article)s AND (t.origin = 'person' OR t.state <> 'suggested')"
SAME_LABEL = """(SELECT l.id FROM annotations_claimlabel l JOIN annotations_claimlabel old
    ON old.key = l.key WHERE l.desk_id = %(desk)s AND old.id = t.label_id)"""


def copy(
    *, actor: User, article_id: int, desk_id: int, seen_version: int | None = None
) -> Transfer:
    """The other desk has it, too: every text, and all claims that people made or took.

    They are open there, with their highlights, attribution, evidence and labels of that desk; what
    was decided about them here is their history. Conversations, requests for replies and who has
    which claim stay. Answers the row of the desk it came to. Raises as `move` does.
    """
    with acting(actor):
        article = locked(Article.objects.defer("search"), article_id)
        desk = destination(actor, article, desk_id)
        check_version(article, seen_version)
        made, revisions = _article(article, desk, actor)
        _claims(article, made, revisions, desk, actor)
        run = TaggingRun.objects.create(
            revision_id=made.current_revision_id, article=made, desk=desk
        )
        wakeup.ring()
        row = recorded(Transfer.Kind.COPY, actor, article, made, desk.pk, {})
        notify_all("article", [(desk.pk, made.pk, made.pk)])
        notify_all("run", [(desk.pk, made.pk, run.pk)])
        notify.of_transfer(row, actor, ())
    return row


def _article(article: Article, desk: Desk, actor: User) -> tuple[Article, dict[int, int]]:
    """With the file that it came from and all its revisions; these by the old one's number."""
    old = list(Revision.objects.filter(article=article).order_by("pk").values_list("pk", flat=True))
    [pk] = rows.reserve(Article, 1)
    revisions = dict(zip(old, rows.reserve(Revision, len(old)), strict=True))
    given: dict[str, Any] = {"article": article.pk, "new": pk, "desk": desk.pk, "actor": actor.pk}
    current = {"current_revision_id": led_by("revisions", "current_revision_id")}
    of_article = {"id": "%(new)s", "desk_id": "%(desk)s", "created_by_id": "%(actor)s"}
    duplicate(
        Article, "t.id = %(article)s", NEW | current | of_article, revisions=revisions, **given
    )
    of_article = {"article_id": "%(new)s"}
    stamped = {"id": led_by("revisions", "id"), "updated_at": NEW["updated_at"]}
    duplicate(
        Revision, "t.article_id = %(article)s", of_article | stamped, revisions=revisions, **given
    )
    duplicate(Original, "t.article_id = %(article)s", of_article, **given)
    return Article.objects.defer("search").get(pk=pk), revisions


def _claims(
    article: Article, made: Article, revisions: dict[int, int], desk: Desk, actor: User
) -> None:
    here = Claim.objects.filter(article=article).worked_on().order_by("pk")
    old = list(here.values_list("pk", flat=True))
    given: dict[str, Any] = {
        "article": article.pk, "new": made.pk, "desk": desk.pk, "ids": old, "revisions": revisions
    }  # fmt: skip
    given |= _maps(article, desk, actor, old)
    of_claim = {
        "id": led_by("claims", "id"),
        "article_id": "%(new)s",
        "desk_id": "%(desk)s",
        "merged_into_id": led_by("claims", "merged_into_id"),
        "assignee_id": "NULL",
        "stage": "CASE WHEN t.stage = 'dismissed' THEN t.stage ELSE 'open' END",
        "stage_since": "clock_timestamp()",
        "opened_at": "NULL",
    }
    duplicate(Claim, "t.id = ANY(%(ids)s)", NEW | of_claim, **given)
    on_claim = {"claim_id": CLAIM}
    duplicate(Anchor, OF_CLAIM, on_claim | {"revision_id": REVISION}, **given)
    duplicate(AttributionStep, OF_CLAIM, on_claim | {"entity_id": ENTITY}, **given)
    cited = on_claim | {"id": led_by("evidence", "id")}
    duplicate(Evidence, OF_CLAIM, NEW | cited | PLACES, **given)
    asked = on_claim | {"id": led_by("questions", "id")}
    duplicate(CheckQuestion, OF_CLAIM, NEW | asked, **given)
    known = on_claim | {"id": led_by("answers", "id")}
    of_question = {"check_question_id": led_by("questions", "check_question_id")}
    duplicate(CheckAnswer, OF_CLAIM, NEW | known | of_question, **given)
    rests = {name: led_by(of, name) for name, of in RESTS.items()}
    duplicate(AnswerEvidence, OF_CLAIM, on_claim | rests, **given)
    duplicate(ExternalCheck, OF_CLAIM, STAMPED | on_claim | {"desk_id": "%(desk)s"}, **given)
    label = on_claim | {"label_id": SAME_LABEL}
    duplicate(Labelling, f"{OF_CLAIM} AND {SAME_LABEL} IS NOT NULL", label, **given)
    other = on_claim | {"other_id": led_by("claims", "other_id")}
    duplicate(ClaimLink, f"{OF_CLAIM} AND t.other_id = ANY(%(ids)s)", other, **given)
    named = {"article_id": "%(new)s", "desk_id": "%(desk)s", "revision_id": REVISION}
    duplicate(Mention, SAID, NEW | named | {"entity_id": ENTITY}, **given)
    rating = {"rating_id": f"coalesce({led_by('ratings', 'rating_id')}, t.rating_id)"}
    history = on_claim | rating | {"state": "'superseded'", "version": "1"}
    with change_desk.carried():
        duplicate(Assessment, DECIDED, history, **given)


RESTS = {"answer_id": "answers", "evidence_id": "evidence"}
# Of evidence: what it rests on there, each by its own number.
PLACES = {name: led_by(f"{name}s", "id") for name in ("source_id", "cited_id", "snapshot_id")}


def _maps(
    article: Article, desk: Desk, actor: User, claims: list[int]
) -> dict[str, Mapping[int, Any]]:
    """By name, what each old number is led to."""
    led = sources.led(sources.used(article.pk), desk.pk, actor, {})
    evidence = Evidence.objects.filter(claim__in=claims).order_by("pk")
    places = sources.Places(evidence.only("pk", "source_id", "cited_id", "snapshot_id"), led)
    rests = {row.pk: places.of(row) for row in places.rows}
    return {
        "evidence": _numbered(Evidence, [row.pk for row in places.rows]),
        "questions": _numbered(CheckQuestion, _on(CheckQuestion, claims)),
        "answers": _numbered(CheckAnswer, _on(CheckAnswer, claims)),
        "claims": _numbered(Claim, claims),
        "entities": entities.led(entities.used(article.pk), desk.pk, {}),
        "ratings": ratings.known(ratings.used(article.pk), desk.pk),
        "source_ids": {pk: source for pk, (source, _, _) in rests.items()},
        "cited_ids": {pk: cited for pk, (_, cited, _) in rests.items() if cited},
        "snapshot_ids": {pk: copy for pk, (_, _, copy) in rests.items() if copy},
    }


def _on(model: type[CheckQuestion] | type[CheckAnswer], claims: list[int]) -> list[int]:
    found = model._default_manager.filter(claim__in=claims).order_by("pk")
    return list(found.values_list("pk", flat=True))


def _numbered(model: type[Model], old: list[int]) -> dict[int, int]:
    """The number of each one's copy."""
    return dict(zip(old, rows.reserve(model, len(old)), strict=True))
