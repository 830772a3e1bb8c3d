"""What a person did with what they were told: read it."""

from django.db.models.functions import Now

from annotations.errors import NotFound
from annotations.models import Notification, User


def read(*, actor: User, notification_id: int) -> Notification:
    """Mark one of one's own as read; raises NotFound."""
    mine = Notification.objects.visible_to(actor).filter(pk=notification_id)
    mine.unread().update(read_at=Now())
    found = mine.first()
    if found is None:
        raise NotFound
    return found


def read_all(*, actor: User, up_to: int) -> int:
    """Mark one's own as read, up to the newest that was shown (its id); says how many were not."""
    return Notification.objects.filter(person=actor, pk__lte=up_to).unread().update(read_at=Now())
