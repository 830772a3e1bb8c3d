"""Where a person may move a card of the board: what its menu offers and a drag may aim at."""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from annotations import access
from annotations.errors import DomainError, Phrase
from annotations.models import Claim, User
from annotations.models.claims import workflow
from annotations.services.claims import moves

PERSON = "assign"  # Not a stage: the card stays and gets another assignee.
LABELS: dict[str, Phrase] = {
    "take": _("Take: move to Checking"),
    "hand back": _("Hand back: move to Open"),
    "assign": _("Take from its assignee: move to Open"),
    "review": _("Send to review"),
    "propose": _("Propose a verdict …"),
    "reopen": _("Reopen …"),
    "dismiss": _("Dismiss …"),
}


class Move(NamedTuple):
    to: str  # A stage, or PERSON.
    label: Phrase


def offered(user: User, claim: Claim, is_proposed: bool) -> list[Move]:
    """Where this person may move the claim now, without a query."""
    found = []
    for to in moves.TARGETS:
        if to == claim.stage:
            continue
        try:
            action = moves.way(user, claim, to, lambda: is_proposed)
        except DomainError:
            continue
        found.append(Move(to, LABELS[action]))
    if access.may(user, PERSON, claim.desk_id) and workflow.allows(PERSON, claim.stage):
        found.append(Move(PERSON, _("Assign …")))
    return found
