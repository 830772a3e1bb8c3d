"""What every change of a claim ends with: the next version, and the stage that follows.

Whether a verdict needs another look is nobody's to say: the database compares what it was approved
on with what stands, whatever was changed through whatever door (`verdicts_weighed.sql`).
"""

from django.utils.translation import gettext as _

from annotations import access
from annotations.errors import WrongState
from annotations.models import Claim, Stage, User
from annotations.models.notice import notify

from .notifications import about_claims


def touched(claim: Claim, *fields: str) -> None:
    """Save `fields` of a locked claim with the next version; tell open pages and who watches it.

    Its stage may follow from what was changed: it is read anew.
    """
    if "merged_into" not in fields:
        refuse_merged(claim)
    claim.version += 1
    claim.save(update_fields=[*fields, "version", "updated_at"])
    claim.refresh_from_db(fields=["stage", "version", "updated_at"])
    notify("claim", desk=claim.desk_id, article=claim.article_id, pk=claim.pk)
    about_claims.changed([claim])


def refuse_merged(claim: Claim) -> None:
    """Raises WrongState for a claim whose address leads to another one."""
    if claim.merged_into_id:
        raise WrongState(_("This claim was merged into another one: go on there."))


def update_stage(claim: Claim) -> None:
    """Set the stage that a locked claim's assessments make, once one was decided.

    What somebody has to check is open when nobody has it who can. The caller saves it.
    """
    claim.stage = Claim.objects.filter(pk=claim.pk).derived_stage()
    if claim.stage == Stage.CHECKING and not is_held(claim):
        claim.stage = Stage.OPEN


def is_held(claim: Claim) -> bool:
    """Whether somebody has it who can check it still; `left_behind` says it of many."""
    return access.can_check(claim.assignee, claim.desk_id)


def ask(claim: Claim, question: str, actor: User) -> None:
    """Add a question that evidence or an assessment raises; the caller saves it.

    That is an edit of the claim: raises NotFound and NotAllowed as one.
    """
    if question not in claim.questions:
        access.require_claim_change(actor, "edit", claim)
        setattr(claim, f"asks_{question}", True)
