"""Whom it concerns that a reader of a public page asks for a correction."""

from django.db.models import QuerySet
from django.db.models.functions import Now

from annotations.models import CorrectionRequest, Notification

from .notify import editors_of, notify_people

Kind = Notification.Kind


def asked(request: CorrectionRequest, desk_id: int) -> None:
    """To the editors of the desk; one who was told of a request about the same claim, or the same
    article, and has not read that yet is not told again."""
    notified = set(_unread(request).values_list("person", flat=True))
    notify_people(
        Kind.READER,
        [pk for pk in editors_of(desk_id) if pk not in notified],
        actor=None,
        desk_id=desk_id,
        article_id=request.article_id,
        claim_id=request.claim_id,
    )


def decided(request: CorrectionRequest) -> None:
    """Nobody is told any more of what waits for nobody."""
    about = {"article": request.article_id, "claim": request.claim_id}
    if not CorrectionRequest.objects.open().filter(**about).exists():
        _unread(request).update(read_at=Now())


def _unread(request: CorrectionRequest) -> QuerySet[Notification]:
    about = {"article": request.article_id, "claim": request.claim_id}
    return Notification.objects.unread().filter(kind=Kind.READER, **about)
