"""A claim moved from one stage to another on the board, by whichever action leads there."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from annotations import access
from annotations.errors import Invalid, NotFound, Phrase, WrongState
from annotations.models import Assessment, Claim, Stage, User
from annotations.models.claims import workflow
from annotations.models.claims.stages import UNCHECKED

from ..transactions import acting, check_version, locked
from . import assessments
from . import workflow as verbs

TARGETS = (*UNCHECKED, Stage.CHECKED, Stage.DISMISSED)
NOTED = {"dismiss": verbs.dismiss, "reopen": verbs.reopen}
PLAIN = {"take": verbs.take, "hand back": verbs.hand_back, "review": verbs.review}
THERE = _("The claim is in this stage already.")
BY_DECISION = _(
    "A claim is checked when an editor approves its verdict. Open the claim to read it and decide."
)
IN_REVIEW = _(
    "A claim leaves review when its verdict is approved or returned. Open the claim to decide."
)
REOPEN_FIRST = _("Reopen the claim first: move it to Open.")
NO_WAY = _("A claim cannot be moved from here to there.")


def way(actor: User, claim: Claim, to: str, is_proposed: Callable[[], bool]) -> str:
    """The action (models/claims/workflow) by which this person can move the claim to a stage.

    Raises NotFound, NotAllowed for a role that is too low, and WrongState, which says what else
    leads there.
    """
    found = workflow.ways(claim.stage, to) if to != claim.stage else []
    if not found:
        raise WrongState(_why_not(claim.stage, to))
    for action in found:
        may = access.may(actor, _right(action), claim.desk_id)
        if may and workflow.lacks(action, claim, actor, is_proposed) is None:
            return action
    access.require(actor, _right(found[-1]), claim.desk_id)
    raise WrongState(NO_WAY)


def _right(action: str) -> str:
    """Who takes a claim on the board and cannot check it would only keep it from those who can."""
    return "propose" if action == "take" else action


def _why_not(before: str, after: str) -> Phrase:
    if before == after:
        return THERE
    if before == Stage.REVIEW:
        return IN_REVIEW
    if after == Stage.CHECKED:
        return BY_DECISION
    if before == Stage.CHECKED:
        return REOPEN_FIRST
    return NO_WAY


def is_proposed(claim: Claim) -> bool:
    """Whether a proposal waits for review."""
    return Assessment.objects.pending().filter(claim=claim).exists()


def move(*, actor: User, claim_id: int, to: str, seen_version: int | None, **given: str) -> Claim:
    """Bring a claim into another stage; `given` is what its action asks for beside it: a note, or
    the question, rating and rationale of a verdict.

    Raises as `way` and the action do, and Stale.
    """
    with acting(actor):
        claim = locked(Claim.objects.defer("search"), claim_id)
        if access.role_on(actor, claim.desk_id) is None:
            raise NotFound
        check_version(claim, seen_version)
        if to not in TARGETS:
            raise Invalid(NO_WAY, field="to")
        action = way(actor, claim, to, lambda: is_proposed(claim))
        _act(actor, claim_id, action, given)
    return Claim.objects.defer("search").get(pk=claim_id)


def _act(actor: User, claim_id: int, action: str, given: dict[str, str]) -> None:
    if action == "propose":
        assessments.propose(
            actor=actor,
            claim_id=claim_id,
            question=given.get("question", ""),
            rating=given.get("rating", ""),
            rationale=given.get("rationale", ""),
        )
    elif action == "assign":  # The only move by it gives the claim back.
        verbs.assign(actor=actor, claim_id=claim_id, user=None)
    elif action in NOTED:
        NOTED[action](actor=actor, claim_id=claim_id, note=given.get("note", ""))
    else:
        PLAIN[action](actor=actor, claim_id=claim_id)
