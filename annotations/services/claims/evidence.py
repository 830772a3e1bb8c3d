"""Evidence: what a source says on one question of a claim."""

from typing import Any

from django.utils.translation import gettext as _

from annotations import access
from annotations.errors import Invalid, NotFound
from annotations.models import Claim, Evidence, Question, Source, User

from ..checks import answers
from ..claim_state import ask, touched
from ..sources import snapshots
from ..transactions import acting, check_version, chosen, locked, too_long

LONGEST = 20_000


def add(
    *,
    actor: User,
    claim_id: int,
    source_id: int,
    stance: str,
    question: str = Question.TRUE,
    excerpt: str = "",
    note: str = "",
) -> Evidence:
    """Use a source for or against a claim; on a question that was not asked yet, it is asked.

    Raises NotFound, NotAllowed, Invalid.
    """
    with acting(actor):
        claim = locked(Claim.objects.defer("search"), claim_id)
        access.require(actor, "add evidence", claim.desk_id)
        sources = Source.objects.not_hidden_from(actor)
        sources = sources.filter(pk=source_id, desk_id=claim.desk_id)
        source = sources.select_related("merged_into").first()
        if source is None:
            raise Invalid(_("There is no such source on this desk."), field="source")
        evidence = Evidence(
            claim=claim,
            source=source,
            question=chosen(Question, question, "question"),
            stance=chosen(Evidence.Stance, stance, "stance"),
            excerpt=_clean(excerpt, "excerpt"),
            note=_clean(note, "note"),
            created_by=actor,
        )
        if source.merged_into:
            evidence.source, evidence.cited = source.merged_into, source
        snapshots.find(evidence)
        evidence.save()
        ask(claim, question, actor)
        touched(claim, "asks_said", "asks_true")
    return evidence


def edit(*, actor: User, evidence_id: int, seen_version: int | None, **changes: Any) -> Evidence:
    """Change stance, question, excerpt or note; the same values change nothing.

    Raises NotFound, NotAllowed, Stale, Invalid.
    """
    with acting(actor):
        claim, evidence = _locked(evidence_id)
        access.require(actor, "edit evidence", claim.desk_id)
        check_version(evidence, seen_version)
        if not _apply(evidence, changes):
            return evidence
        if "excerpt" in changes:
            snapshots.find(evidence)
        evidence.version += 1
        evidence.save()
        ask(claim, evidence.question, actor)
        touched(claim, "asks_said", "asks_true")
    return evidence


def remove(*, actor: User, evidence_id: int, seen_version: int | None) -> None:
    """Take evidence away: one's own, or anybody's for an editor."""
    with acting(actor):
        claim, evidence = _locked(evidence_id)
        access.require_evidence_removal(actor, evidence)
        check_version(evidence, seen_version)
        answers.evidence_goes(evidence)
        evidence.delete()
        touched(claim)


def _apply(evidence: Evidence, changes: dict[str, Any]) -> bool:
    """Set what is given; whether that changed anything."""
    given = {}
    if "stance" in changes:
        given["stance"] = chosen(Evidence.Stance, changes["stance"], "stance")
    if "question" in changes:
        given["question"] = chosen(Question, changes["question"], "question")
    for name in ("excerpt", "note"):
        if name in changes:
            given[name] = _clean(str(changes[name]), name)
    is_changed = any(getattr(evidence, name) != value for name, value in given.items())
    for name, value in given.items():
        setattr(evidence, name, value)
    return is_changed


def _locked(evidence_id: int) -> tuple[Claim, Evidence]:
    """Claim first, evidence second: every verb locks in this order."""
    claim_id = Evidence.objects.filter(pk=evidence_id).values_list("claim", flat=True).first()
    if claim_id is None:
        raise NotFound
    claim = locked(Claim.objects.defer("search"), claim_id)
    return claim, locked(Evidence.objects.all(), evidence_id)


def _clean(text: str, field: str) -> str:
    text = text.replace("\r\n", "\n").strip()
    if len(text) > LONGEST:
        raise Invalid(too_long(LONGEST, len(text)), field=field)
    return text
