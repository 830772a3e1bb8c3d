"""What readers of public pages want corrected, in *My work* of the desk's editors."""

from annotations.models import CorrectionRequest, Desk, User


def rows(user: User, desk: Desk | None, most: int) -> list[CorrectionRequest]:
    """Open ones on the desks that this person edits, the oldest first; at most so many."""
    found = CorrectionRequest.objects.waiting_for(user, desk.pk if desk else None)
    found = found.select_related("article", "claim").defer("article__search", "claim__search")
    return list(found.order_by("created_at", "pk")[:most])
