"""Who may take which change back: whoever may still do it."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy

from annotations import access
from annotations.errors import NotFound, WrongState
from annotations.models import Assessment, Claim, User
from annotations.models.claims import workflow

from . import audited
from .trail import Change

FINAL = gettext_lazy("This cannot be undone here.")
DECIDED = gettext_lazy(
    "A decision on a verdict cannot be undone: propose another verdict, or reopen the claim."
)
TAKEN_DOWN = gettext_lazy(
    "Some of this was taken down for legal reasons since, so it cannot be undone."
)
OF_CHECKS = ("checkquestion", "checkanswer", "answerevidence")
OF_CLAIM = tuple(table for table, entry in audited.REGISTRY.items() if entry.is_on_claim)
# Proposing makes one, and one's own earlier proposal gives way; the rest is what edits do to it.
PROPOSING = {Assessment.State.PROPOSED, Assessment.State.SUPERSEDED}
REVIEWED = {"reviewer_id", "reviewed_at", "review_note"}


def undoable(found: Iterable[Change]) -> bool:
    """Whether such changes are ever taken back, whoever asks."""
    found = list(found)
    leading = _whole_claims(found) | _merged_claims(found)
    return all(
        (change.table in audited.REGISTRY or _goes_with(change, leading))
        and not change.is_taken_down
        and not _decides(change)
        for change in found
    )


def require_undoable(found: Iterable[Change]) -> None:
    """Raises WrongState for what is never undone."""
    found = list(found)
    if any(change.is_taken_down for change in found):
        raise WrongState(str(TAKEN_DOWN))
    if not undoable(found):
        decided = any(_decides(change) for change in found)
        raise WrongState(str(DECIDED if decided else FINAL))


def require(actor: User, found: list[Change], claims: dict[int, Claim]) -> None:
    """`found` have their `full` rows; `claims` are theirs by id, gone ones included.

    Raises NotFound and NotAllowed.
    """
    whole = _whole_claims(found)
    for change in found:
        if change.table in audited.WITH_CLAIM:
            continue
        if change.table == "claim":
            _require_claim(actor, change, claims[change.pk])
        elif change.table in OF_CLAIM:
            claim = claims[change.full["claim_id"]]
            # With a claim everything on it comes and goes.
            if not whole & {claim.pk, change.full.get("other_id")}:
                _require_on_claim(actor, change, claim)
        elif change.full.get("claim_id") not in whole:
            needs = audited.REGISTRY[change.table].needs
            assert needs is not None  # Claims and what is on them have been asked above.
            access.require(actor, needs[_kind(change)], change.full["desk_id"])


def _whole_claims(found: Iterable[Change]) -> set[int]:
    """Those that were made or deleted."""
    return {change.pk for change in found if change.table == "claim" and not change.is_edit}


def _merged_claims(found: Iterable[Change]) -> set[int]:
    return {change.pk for change in found if "merged_into_id" in change.before}


def _goes_with(change: Change, claims: set[int]) -> bool:
    """Whether it only follows from one of these claims coming, going or being merged."""
    on_claim = {row.get("claim_id") for row in (change.before, change.after)} & claims
    is_moved = change.is_edit and change.before.keys() == {"claim_id"}
    is_row = change.table == "watch" and not change.is_edit
    return change.table in audited.WITH_CLAIM and bool(on_claim) and (is_row or is_moved)


def _kind(change: Change) -> int:
    return 0 if change.is_made else 2 if change.is_gone else 1


def _decides(change: Change) -> bool:
    """Whether an assessment was approved or returned."""
    if change.table != "assessment" or change.is_gone:
        return False
    states = {change.before.get("state"), change.after.get("state")} - {None}
    return not states <= PROPOSING or bool(REVIEWED & change.before.keys())


def _require_claim(actor: User, change: Change, claim: Claim) -> None:
    if not change.is_edit:
        access.require_claim_change(actor, "delete", claim)
        return
    columns = set(change.before)
    if "stage" in columns:
        action = workflow.action_between(change.before["stage"], change.after["stage"])
        if action:
            access.require(actor, action, claim.desk_id)
    if "assignee_id" in columns and "stage" not in columns:
        access.require(actor, "assign", claim.desk_id)
    if columns - {"stage", "stage_note", "assignee_id"}:
        access.require_claim_change(actor, "edit", claim)
    elif access.role_on(actor, claim.desk_id) is None:
        raise NotFound


def _require_on_claim(actor: User, change: Change, claim: Claim) -> None:
    if change.table == "evidence":
        actions = ("add evidence", "edit evidence", "delete own evidence")
        own = change.full["created_by_id"] == actor.pk
        action = actions[_kind(change)] if own or not change.is_gone else "delete evidence"
        access.require(actor, action, claim.desk_id)
    elif change.table in OF_CHECKS:
        own = change.table == "answerevidence" or change.full["created_by_id"] == actor.pk
        gone = "delete own checks" if own else "delete checks"
        access.require(actor, gone if change.is_gone else "write checks", claim.desk_id)
    elif change.table == "assessment":
        if not change.is_edit or "state" in change.before:
            access.require(actor, "propose", claim.desk_id)
    elif change.table == "claimlink":
        access.require(actor, "link claims", claim.desk_id)
    else:
        access.require_claim_change(actor, "edit", claim)
