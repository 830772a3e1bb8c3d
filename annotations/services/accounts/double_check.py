"""Whether a desk has its claims rated by two people unseen by each other."""

from annotations import access
from annotations.models import Desk, User

from ..transactions import acting, locked

ACTION = "keep double checks"


def switch(*, actor: User, desk_id: int, on: bool) -> Desk:
    """From now on, or no more; what two people have begun to rate goes on as it began.

    Raises NotFound and NotAllowed.
    """
    access.require(actor, ACTION, desk_id)
    with acting(actor):
        desk = locked(Desk.objects.all(), desk_id)
        if desk.is_double_checked != on:
            desk.is_double_checked = on
            desk.save(update_fields=["is_double_checked", "updated_at"])
    return desk
