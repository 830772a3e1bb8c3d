"""Verdicts: proposed by one person with a rationale, approved or returned by another."""

from django.db.models import F
from django.utils import timezone

from annotations import access
from annotations.errors import FourEyes, Invalid, NotFound, WrongState
from annotations.models import Assessment, Claim, Question, Rating, Stage, User

from .acting import acting, check_version, chosen, locked
from .settling import ask, is_held, settle, touched

State = Assessment.State
LONGEST = 20_000
WORDLESS = "Say what is missing: its author reads this and nothing else."
OWN = "You proposed this yourself: somebody else has to decide."


def propose(
    *, actor: User, claim_id: int, question: str, rating: str, rationale: str
) -> Assessment:
    """Propose a rating (its slug) for a question; the actor's own pending one gives way.

    The claim goes to review, and to the actor when nobody has it. Raises NotFound, NotAllowed,
    Invalid, and WrongState from suggested or dismissed.
    """
    with acting(actor):
        claim = locked(Claim.objects.defer("search"), claim_id)
        access.require(actor, "propose", claim.desk_id)
        question = chosen(Question, question, "question")
        step = Rating.objects.scale(claim.desk_id, question).filter(slug=rating).first()
        if step is None:
            raise Invalid("Choose a rating of this desk's scale.", field="rating")
        rationale = rationale.replace("\r\n", "\n").strip()
        if not rationale:
            raise Invalid("Say why: the second person has to follow it.", field="rationale")
        if len(rationale) > LONGEST:
            raise Invalid(f"At most {LONGEST:,} characters.", field="rationale")
        if claim.stage in (Stage.SUGGESTED, Stage.DISMISSED):
            raise WrongState(f"The claim is {claim.get_stage_display().lower()}: open it first.")
        _supersede(
            Assessment.objects.pending().filter(claim=claim, question=question, author=actor)
        )
        assessment = Assessment.objects.create(
            claim=claim, question=question, rating=step, rationale=rationale, author=actor
        )
        ask(claim, question)
        if not is_held(claim):
            claim.assignee = actor
        claim.stage = Stage.REVIEW
        touched(claim, "stage", "assignee", "asks_said", "asks_true")
    return assessment


def approve(
    *, actor: User, assessment_id: int, note: str = "", seen_version: int | None = None
) -> Assessment:
    """Make a proposal the claim's verdict on its question; or confirm one that needed another look.

    Other pending proposals on the question are superseded, and so is the verdict before it.
    Raises NotFound, NotAllowed, FourEyes, Stale, WrongState.
    """
    with acting(actor):
        claim, assessment = _to_decide(actor, assessment_id, seen_version)
        if assessment.state != State.PROPOSED and not (
            assessment.state == State.APPROVED and assessment.needs_another_look
        ):
            raise WrongState("Nothing is left to approve here.")
        on_question = Assessment.objects.filter(claim=claim, question=assessment.question)
        standing = on_question.filter(state__in=[State.PROPOSED, State.APPROVED])
        _supersede(standing.exclude(pk=assessment.pk))
        _decide(assessment, State.APPROVED, actor, note)
        settle(claim)
        touched(claim, "stage")
    return assessment


def return_(
    *, actor: User, assessment_id: int, note: str = "", seen_version: int | None = None
) -> Assessment:
    """Send a proposal back to its author with a note.

    Raises as `approve` does, and Invalid without words in the note.
    """
    with acting(actor):
        claim, assessment = _to_decide(actor, assessment_id, seen_version)
        if not note.strip():
            raise Invalid(WORDLESS, field="note")
        if assessment.state != State.PROPOSED:
            raise WrongState("Only a pending proposal can be returned.")
        _decide(assessment, State.RETURNED, actor, note)
        settle(claim)
        touched(claim, "stage")
    return assessment


def _to_decide(
    actor: User, assessment_id: int, seen_version: int | None
) -> tuple[Claim, Assessment]:
    claim_id = Assessment.objects.filter(pk=assessment_id).values_list("claim", flat=True).first()
    if claim_id is None:
        raise NotFound
    claim = locked(Claim.objects.defer("search"), claim_id)
    assessment = locked(Assessment.objects.all(), assessment_id)
    access.require(actor, "decide", claim.desk_id)
    if assessment.author_id == actor.pk:
        raise FourEyes(OWN)
    check_version(assessment, seen_version)
    if claim.stage in (Stage.DISMISSED, Stage.SUGGESTED):
        raise WrongState(f"The claim is {claim.get_stage_display().lower()}: open it first.")
    return claim, assessment


def _decide(assessment: Assessment, state: str, actor: User, note: str) -> None:
    assessment.state = state
    assessment.reviewer = actor
    assessment.review_note = note.strip()
    assessment.reviewed_at = timezone.now()
    assessment.needs_another_look = False
    assessment.version += 1
    assessment.save()


def _supersede(assessments) -> None:
    assessments.update(state=State.SUPERSEDED, version=F("version") + 1, updated_at=timezone.now())
