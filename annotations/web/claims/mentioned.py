"""Mentions of the person in *My work*: unread ones, in conversations that are open."""

from annotations.models import Desk, Notification, User
from annotations.services.notifications import sentences

from ..shell.drawn import Drawn


def rows(user: User, desk: Desk | None, most: int) -> list[Drawn]:
    """At most so many, oldest first, each with its sentence and words; one query."""
    waiting = Notification.objects.waiting_mentions(user).with_all()
    if desk is not None:
        waiting = waiting.filter(article__desk=desk)
    found: list[Drawn] = list(waiting.order_by("pk")[:most])
    for row in found:
        row.sentence, row.words = sentences.of(row), sentences.words_of(row)
    return found
