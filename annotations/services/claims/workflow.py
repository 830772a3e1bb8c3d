"""The stages of a claim, each change a verb (docs/claim-life.md)."""

from collections.abc import Mapping

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from annotations import access
from annotations.errors import Invalid, Phrase, WrongState
from annotations.models import Assessment, Claim, Stage, User
from annotations.models.claims import workflow

from ..claim_state import touched
from ..notifications import about_claims
from ..transactions import acting, check_version, locked
from .attribution import give
from .suggestions import follow

NOT_IN = {
    Stage.SUGGESTED: _("This cannot be done while the claim is only suggested."),
    Stage.OPEN: _("This cannot be done while the claim is open."),
    Stage.CHECKING: _("This cannot be done while the claim is being checked."),
    Stage.REVIEW: _("This cannot be done while the claim is in review."),
    Stage.CHECKED: _("This cannot be done once the claim is checked."),
    Stage.DISMISSED: _("This cannot be done while the claim is dismissed."),
}
HIDDEN = _("An embargo hides this article from this person: name them on it first.")
LACKING = {
    workflow.Need.OWN: _("You are not working on this claim."),
    workflow.Need.PROPOSAL: _("Propose a verdict first: there is nothing to review yet."),
}


def take(*, actor: User, claim_id: int, seen_version: int | None = None) -> Claim:
    """open → checking: the actor has it."""
    with acting(actor):
        claim = _claim(actor, "take", claim_id, seen_version)
        move(claim, "take")
        claim.assignee = actor
        touched(claim, "stage", "assignee")
    return claim


def hand_back(*, actor: User, claim_id: int, seen_version: int | None = None) -> Claim:
    """checking → open: the actor has it no longer. In another stage it stays there.

    Raises NotFound, NotAllowed, Stale, and WrongState for a claim that the actor does not have.
    """
    with acting(actor):
        claim = _claim(actor, "hand back", claim_id, seen_version)
        _release(claim)
        touched(claim, "stage", "assignee")
    return claim


def assign(
    *, actor: User, claim_id: int, user: User | None, seen_version: int | None = None
) -> Claim:
    """Give a claim that is worked on to a member of the desk, or to nobody: then it is open again.

    Raises Invalid for a stranger, and WrongState.
    """
    with acting(actor):
        claim = _claim(actor, "assign", claim_id, seen_version)
        if user is not None and access.role_on(user, claim.desk_id) is None:
            raise Invalid(_("This person is not on the desk."), field="user")
        if user is not None and access.is_hidden_from(user, claim.article_id):
            raise Invalid(HIDDEN, field="user")
        if user is None:
            _release(claim)
        claim.assignee = user
        touched(claim, "stage", "assignee")
        about_claims.assigned([claim], actor)
    return claim


def review(*, actor: User, claim_id: int, seen_version: int | None = None) -> Claim:
    """checking → review; needs a proposal for the second person to look at."""
    with acting(actor):
        claim = _claim(actor, "review", claim_id, seen_version)
        move(claim, "review")
        touched(claim, "stage")
        about_claims.review_asked(claim, actor)
    return claim


def dismiss(
    *, actor: User, claim_id: int, note: str = "", seen_version: int | None = None
) -> Claim:
    """suggested, open, checking, review → dismissed: this is not worth checking."""
    with acting(actor):
        claim = _claim(actor, "dismiss", claim_id, seen_version)
        put_aside(claim, actor, note)
    return claim


def reopen(*, actor: User, claim_id: int, note: str = "", seen_version: int | None = None) -> Claim:
    """checked or dismissed → open; approved verdicts stay and need another look."""
    with acting(actor):
        claim = _claim(actor, "reopen", claim_id, seen_version)
        move(claim, "reopen")
        claim.stage_note = note.strip()
        touched(claim, "stage", "stage_note")
        verdicts = Assessment.objects.approved().filter(claim=claim)
        verdicts.update(reopened=True, version=F("version") + 1)
        follow(claim, actor)
    return claim


def accept(*, actor: User, claim_id: int, seen_version: int | None = None) -> Claim:
    """suggested → open: a person takes the machine's suggestion, with the speaker that it names."""
    with acting(actor):
        claim = _claim(actor, "accept", claim_id, seen_version)
        move(claim, "accept")
        give(claim)
        touched(claim, "stage")
        follow(claim, actor)
    return claim


def _release(claim: Claim) -> None:
    claim.assignee = None
    if claim.stage == Stage.CHECKING:
        claim.stage = Stage.OPEN


def _claim(actor: User, action: str, claim_id: int, seen_version: int | None) -> Claim:
    claim = locked(Claim.objects.defer("search"), claim_id)
    access.require(actor, action, claim.desk_id)
    check_version(claim, seen_version)
    expect(claim, action)
    lacking = workflow.lacks(action, claim, actor, lambda: _is_proposed(claim))
    if lacking is not None:
        raise WrongState(LACKING[lacking])
    return claim


def _is_proposed(claim: Claim) -> bool:
    return Assessment.objects.pending().filter(claim=claim).exists()


def put_aside(claim: Claim, actor: User, note: str) -> None:
    """Dismiss a locked claim; whoever calls asked for the right to."""
    move(claim, "dismiss")
    claim.stage_note = note.strip()
    touched(claim, "stage", "stage_note")
    about_claims.put_aside([claim])
    follow(claim, actor)


def expect(claim: Claim, action: str, words: Mapping[Stage, Phrase] = NOT_IN) -> None:
    """Raises WrongState, in `words`, when the claim's stage forbids the action."""
    if not workflow.allows(action, claim.stage):
        raise WrongState(words[Stage(claim.stage)])


def move(claim: Claim, action: str) -> None:
    """Where the action leads (models/claims/workflow); the caller saves it."""
    claim.stage = workflow.MOVES[action].ends or claim.stage
