"""The next verdict to review, in the order of *My work*."""

from annotations.models import Claim
from annotations.models.claims import queues

from ..shell.context import desk_at_hand


def queue(request) -> list[int]:
    """Claims (ids) that the person can review, oldest first."""
    desk = desk_at_hand(request)
    rows = queues.to_review(request.user, desk.pk if desk else None)
    return list(rows.values_list("pk", flat=True))


def after(request, before: list[int], claim: Claim) -> tuple[Claim, str] | None:
    """What follows in the queue `before` the decision, and the question of its proposal.

    The same claim first when something else waits on it, then on from there and round again.
    """
    here = before.index(claim.pk) if claim.pk in before else -1
    order = [claim.pk, *before[here + 1 :], *before[: here + 1]]
    desk = desk_at_hand(request)
    left = queues.to_review(request.user, desk.pk if desk else None).filter(pk__in=order)
    left = {one.pk: one for one in left.defer("search")}
    asked = queues.first_to_review(request.user, left)
    # What somebody else decided between these two is in the first alone.
    found = next((left[pk] for pk in order if pk in asked), None)
    return found and (found, asked[found.pk].question)
