"""What a change does to a claim: its version rises, its verdict asks for another look."""

from django.db.models import F

from annotations import access
from annotations.models import Assessment, Claim, Stage
from annotations.models.notice import notify


def touched(claim: Claim, *fields: str) -> None:
    """Save `fields` of a locked claim with the next version, and tell open pages."""
    claim.version += 1
    claim.save(update_fields=[*fields, "version", "updated_at"])
    notify("claim", desk=claim.desk_id, article=claim.article_id, pk=claim.pk)


def look_again(claim: Claim, question: str | None = None) -> None:
    """The substance changed: approved assessments (of one question) need another look.

    Pending ones get a new version, so that nobody approves what they have not seen. A checked
    claim goes back to review; the caller saves `stage`.
    """
    standing = Assessment.objects.filter(claim=claim)
    if question:
        standing = standing.filter(question=question)
    approved = standing.approved().filter(needs_another_look=False)
    approved.update(needs_another_look=True, version=F("version") + 1)
    standing.filter(state=Assessment.State.PROPOSED).update(version=F("version") + 1)
    if claim.stage == Stage.CHECKED:
        claim.stage = Stage.REVIEW


def settle(claim: Claim) -> None:
    """Set the stage that a locked claim's assessments make, after one was decided.

    Something pending: in review. Every asked question freshly approved: checked. Else: checking
    when somebody has it who can check it, open when nobody has.
    """
    rows = Assessment.objects.filter(claim=claim).values_list(
        "question", "state", "needs_another_look"
    )
    states = list(rows)
    fresh = {question for question, state, look in states if state == "approved" and not look}
    if any(state == Assessment.State.PROPOSED for _, state, _ in states):
        claim.stage = Stage.REVIEW
    elif fresh >= set(claim.questions):
        claim.stage = Stage.CHECKED
    elif any(look for _, state, look in states if state == "approved"):
        claim.stage = Stage.REVIEW
    else:
        claim.stage = Stage.CHECKING if is_held(claim) else Stage.OPEN


def is_held(claim: Claim) -> bool:
    """Whether somebody has it who can check it still; as the query `unheld` has it."""
    return access.can_check(claim.assignee, claim.desk_id)


def ask(claim: Claim, question: str) -> bool:
    """Add a question that evidence or an assessment raises; True when it is new."""
    if question in claim.questions:
        return False
    setattr(claim, f"asks_{question}", True)
    if claim.stage == Stage.CHECKED:
        claim.stage = Stage.REVIEW
    return True
