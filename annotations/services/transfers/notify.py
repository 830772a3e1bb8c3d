"""Who is told that an article goes to another desk, each as their own desk sees it."""

from collections.abc import Iterable

from annotations.models import Notification, Transfer, User

from ..notifications.notify import editors_of, notify_people

Kind = Notification.Kind


def of_transfer(into: Transfer, actor: User, unassigned: Iterable[int]) -> None:
    """The editors of the desk that it comes to; on the other one, who had claims of it."""
    notify_people(
        Kind.MOVED,
        editors_of(into.desk_id),
        actor=actor,
        desk_id=into.desk_id,
        article_id=into.article_id,
        transfer=into,
    )
    out = Transfer.objects.get(key=into.key, way=Transfer.Way.OUT)
    notify_people(
        Kind.MOVED,
        unassigned,
        actor=actor,
        desk_id=out.desk_id,
        article_id=None,
        transfer=out,
    )
