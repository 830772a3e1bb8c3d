"""The stages of a claim and what moves it between them: the one table (docs/claim-life.md)."""

from collections.abc import Callable
from enum import Enum
from typing import NamedTuple

from ..accounts.deputies import Deputy
from ..accounts.people import User
from .claims import Claim
from .stages import UNCHECKED, Stage

UNDER_WAY = frozenset(UNCHECKED)
LIVE = UNDER_WAY | {Stage.CHECKED}  # Somebody made it a claim, and nobody has put it aside.


class Need(Enum):
    """What an action wants of a claim beside its stage."""

    OWN = "the claim is assigned to who acts, or to whom they stand in for"
    PROPOSAL = "a proposal waits for review"


class Move(NamedTuple):
    """In which stages something can be done, and where it leads; None: the claim stays there."""

    begins: frozenset[str]
    ends: str | None = None
    needs: Need | None = None


MOVES: dict[str, Move] = {
    "accept": Move(frozenset({Stage.SUGGESTED}), Stage.OPEN),
    "take": Move(frozenset({Stage.OPEN}), Stage.CHECKING),
    "hand back": Move(UNDER_WAY, needs=Need.OWN),
    "assign": Move(UNDER_WAY),
    "review": Move(frozenset({Stage.CHECKING}), Stage.REVIEW, Need.PROPOSAL),
    "dismiss": Move(UNDER_WAY | {Stage.SUGGESTED}, Stage.DISMISSED),
    "reopen": Move(frozenset({Stage.CHECKED, Stage.DISMISSED}), Stage.OPEN),
    "propose": Move(LIVE, Stage.REVIEW),
    "decide": Move(LIVE),
}
# What REST and the panel offer by name; proposing and deciding have forms of their own.
ACTIONS = ("take", "hand back", "assign", "review", "dismiss", "reopen", "accept")


# What gives a claim back ends where it begins, but for a claim being checked: that is open again.
RELEASES = ("hand back", "assign")


def ways(before: str, after: str) -> list[str]:
    """The actions that bring a claim from one stage into another, the one that asks least first."""
    found = [name for name, move in MOVES.items() if before in move.begins and move.ends == after]
    is_release = before == Stage.CHECKING and after == Stage.OPEN
    return [*RELEASES, *found] if is_release else found


def allows(action: str, stage: str) -> bool:
    """Whether the action can be taken while a claim is in this stage."""
    return stage in MOVES[action].begins


def lacks(action: str, claim: Claim, user: User, is_proposed: Callable[[], bool]) -> Need | None:
    """What the action needs and the claim has not; `is_proposed` says if a proposal is pending."""
    needs = MOVES[action].needs
    if needs is Need.OWN and not _is_own(claim, user):
        return needs
    if needs is Need.PROPOSAL and not is_proposed():
        return needs
    return None


def _is_own(claim: Claim, user: User) -> bool:
    if claim.assignee_id == user.pk:
        return True
    return Deputy.objects.stands_in(user, desk=claim.desk_id, person=claim.assignee_id)


def action_between(before: str, after: str) -> str:
    """The action of that name which moves claims between two stages, or which an undo took back.

    Nothing for a change of stage that only follows from something else.
    """
    for one, other in ((before, after), (after, before)):
        for name in ACTIONS:
            if one in MOVES[name].begins and other == MOVES[name].ends:
                return name
    return ""
