"""Verdicts: proposed by one person with a rationale, approved or returned by another."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from annotations import access, rights
from annotations.errors import (
    DomainError,
    FourEyes,
    Invalid,
    NotAllowed,
    NotFound,
    Phrase,
    WrongState,
)
from annotations.models import Assessment, Claim, Question, Rating, Stage, User
from annotations.models.claims import double_checks

from ..claim_state import ask, is_held, touched, update_stage
from ..notifications import about_claims
from ..publications import publishing
from ..transactions import acting, check_version, chosen, locked, too_long
from .workflow import expect, move

State = Assessment.State
LONGEST = 20_000
WORDLESS = _("Say what is missing: this note is all that the author gets.")
ANEW = _("The claim was changed or reopened since: propose a verdict again first.")
UNSEEN: dict[str, Phrase] = {
    "rating": _("Two people rate this claim unseen by each other: rate it instead."),
    "differing": _("Two people rated this claim differently: an editor decides first."),
}
NOT_LIVE = {
    Stage.SUGGESTED: _("This claim is only suggested: accept it first."),
    Stage.DISMISSED: _("This claim is dismissed: reopen it first."),
}


def propose(
    *,
    actor: User,
    claim_id: int,
    question: str,
    rating: str,
    rationale: str,
    seen_version: int | None = None,
) -> Assessment:
    """Propose a rating (its slug) for a question; the actor's own pending one gives way.

    The claim goes to review, and to the actor when nobody has it. Raises NotFound, NotAllowed,
    Invalid, Stale, and WrongState from suggested or dismissed.
    """
    with acting(actor):
        claim = locked(Claim.objects.defer("search"), claim_id)
        access.require(actor, "propose", claim.desk_id)
        check_version(claim, seen_version)
        question = chosen(Question, question, "question")
        step, rationale = rated(claim, question, rating, rationale)
        expect(claim, "propose", NOT_LIVE)
        refuse_double_checked(claim, question)
        _supersede(
            Assessment.objects.pending().filter(claim=claim, question=question, author=actor)
        )
        assessment = Assessment.objects.create(
            claim=claim, question=question, rating=step, rationale=rationale, author=actor
        )
        ask(claim, question, actor)
        if not is_held(claim):
            claim.assignee = actor
        move(claim, "propose")
        touched(claim, "stage", "assignee", "asks_said", "asks_true")
        about_claims.review_asked(claim, actor)
    return assessment


def rated(claim: Claim, question: str, rating: str, rationale: str) -> tuple[Rating, str]:
    """The step of the desk's scale with this slug, and the words in order; raises Invalid."""
    step = Rating.objects.scale(claim.desk_id, question).filter(slug=rating).first()
    if step is None:
        raise Invalid(_("Choose a rating from this desk’s scale."), field="rating")
    rationale = rationale.replace("\r\n", "\n").strip()
    if not rationale:
        raise Invalid(
            _("Say why: a second editor has to follow your reasoning."), field="rationale"
        )
    if len(rationale) > LONGEST:
        raise Invalid(too_long(LONGEST, len(rationale)), field="rationale")
    return step, rationale


def refuse_double_checked(claim: Claim, question: str) -> None:
    """Raises WrongState for what two people rate unseen, until that is done with."""
    refusal = UNSEEN.get(double_checks.state_of(claim, question))
    if refusal:
        raise WrongState(refusal)


def propose_again(*, actor: User, assessment_id: int, seen_version: int | None) -> Assessment:
    """It still holds: the rating and rationale of a verdict that needs another look, proposed anew.

    Returns the proposal, which is the actor's. Raises NotFound, NotAllowed, Stale (the verdict or
    what it is about is no longer what the actor saw), and WrongState for a verdict that stands.
    """
    with acting(actor):
        claim, verdict = _locked(assessment_id)
        access.require(actor, "propose", claim.desk_id)
        check_version(verdict, seen_version)
        if verdict.state != State.APPROVED or not verdict.needs_another_look:
            raise WrongState(_("Only a verdict that needs another look can be confirmed."))
        return propose(
            actor=actor,
            claim_id=claim.pk,
            question=verdict.question,
            rating=verdict.rating.slug,
            rationale=verdict.rationale,
        )


def approve(*, actor: User, assessment_id: int, seen_version: int, note: str = "") -> Assessment:
    """Make a proposal the claim's verdict on its question.

    Other pending proposals on the question are superseded, and so is the verdict before it. The
    version changes with all that the actor saw of it: claim, words, attribution and evidence.
    Raises NotFound, NotAllowed, FourEyes, Stale, WrongState.
    """
    with acting(actor):
        claim, assessment = _to_decide(actor, assessment_id, seen_version)
        if assessment.state == State.APPROVED and assessment.needs_another_look:
            raise WrongState(ANEW)
        if assessment.state != State.PROPOSED:
            raise WrongState(_("There is nothing left to approve here."))
        if assessment.rating.desk_id != claim.desk_id:  # The article came from another desk.
            raise WrongState(
                _("This desk’s scale has no such rating: return the proposal, or propose another.")
            )
        on_question = Assessment.objects.filter(claim=claim, question=assessment.question)
        standing = on_question.filter(state__in=[State.PROPOSED, State.APPROVED])
        _supersede(standing.exclude(pk=assessment.pk))
        _decide(assessment, State.APPROVED, actor, note)
        update_stage(claim)
        touched(claim, "stage")
        publishing.follow(claim, assessment, actor)
        about_claims.decided(claim, assessment, actor)
    return assessment


def return_(*, actor: User, assessment_id: int, seen_version: int, note: str = "") -> Assessment:
    """Send a proposal back to its author with a note.

    Raises as `approve` does, and Invalid without words in the note.
    """
    with acting(actor):
        claim, assessment = _to_decide(actor, assessment_id, seen_version)
        if not note.strip():
            raise Invalid(WORDLESS, field="note")
        if assessment.state != State.PROPOSED:
            raise WrongState(_("Only a verdict that waits for review can be returned."))
        _decide(assessment, State.RETURNED, actor, note)
        update_stage(claim)
        touched(claim, "stage")
        about_claims.decided(claim, assessment, actor)
    return assessment


def _to_decide(actor: User, assessment_id: int, seen_version: int) -> tuple[Claim, Assessment]:
    claim, assessment = _locked(assessment_id)
    access.require_decision(actor, assessment, claim.desk_id)
    check_version(assessment, seen_version)
    expect(claim, "decide", NOT_LIVE)
    return claim, assessment


def _locked(assessment_id: int) -> tuple[Claim, Assessment]:
    """Claim first, as every verb locks."""
    claim_id = Assessment.objects.filter(pk=assessment_id).values_list("claim", flat=True).first()
    if claim_id is None:
        raise NotFound
    claim = locked(Claim.objects.defer("search"), claim_id)
    return claim, locked(Assessment.objects.select_related("rating", "author"), assessment_id)


def _decide(assessment: Assessment, state: str, actor: User, note: str) -> None:
    assessment.state = state
    assessment.reviewer = actor
    assessment.review_note = note.strip()
    assessment.reviewed_at = timezone.now()
    assessment.version += 1
    columns = ["state", "reviewer", "review_note", "reviewed_at", "version", "updated_at"]
    with allowed():
        assessment.save(update_fields=columns)
    assessment.refresh_from_db(fields=["kept", "basis", "changers", "needs_another_look"])


@contextmanager
def allowed() -> Iterator[None]:
    """Inside a decision is written; raises NotAllowed and FourEyes when the database refuses it."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        refusal = _refusal(error)
        if refusal is None:
            raise
        raise refusal from error


def _refusal(error: IntegrityError) -> DomainError | None:
    """Why the database refused a decision (docs/verdicts.md); None for another reason."""
    cause = error.__cause__
    constraint = cause.diag.constraint_name if isinstance(cause, psycopg.Error) else None
    if constraint == "assessment_decided_by_editor":  # The role was taken away in this moment.
        return NotAllowed(_("You are no longer an editor of this desk."))
    if constraint == "assessment_not_by_changer":
        return FourEyes(rights.CHANGED)
    return None


def _supersede(assessments) -> None:
    assessments.update(state=State.SUPERSEDED, version=F("version") + 1, updated_at=timezone.now())
