"""The right of reply: who was asked about a claim, when, and what came back."""

from datetime import datetime

from annotations import access
from annotations.models import Claim, ReplyRequest, User

from ..claim_state import touched
from ..transactions import acting, clean_line, locked


def ask(
    *,
    actor: User,
    claim_id: int,
    asked: str,
    channel: str = "",
    asked_at: datetime,
    deadline: datetime | None = None,
) -> ReplyRequest:
    """Record that somebody was asked for a reply. Raises NotFound, NotAllowed, Invalid."""
    with acting(actor):
        claim = locked(Claim.objects.defer("search"), claim_id)
        access.require_claim_change(actor, "edit", claim)
        request = ReplyRequest.objects.create(
            claim=claim,
            asked=clean_line(asked, "asked", longest=300, required=True),
            channel=clean_line(channel, "channel", longest=200),
            asked_at=asked_at,
            deadline=deadline,
        )
        touched(claim)
    return request
