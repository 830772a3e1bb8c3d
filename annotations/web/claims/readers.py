"""What readers of public pages want corrected, in *My work* of the desk's editors."""

from annotations.models import CorrectionRequest, Desk, User
from annotations.services.publications import publishing

from ..shell.context import desks_where


def rows(user: User, desk: Desk | None, most: int) -> list[CorrectionRequest]:
    """Open ones on the desks that this person edits, the oldest first; at most so many."""
    desks = [one.pk for one in desks_where(user, publishing.ACTION)]
    found = CorrectionRequest.objects.open().visible_to(user)
    found = found.filter(publication__desk__in=desks)
    if desk is not None:
        found = found.filter(publication__desk=desk)
    found = found.select_related("article", "claim").defer("article__search", "claim__search")
    return list(found.order_by("created_at", "pk")[:most])
